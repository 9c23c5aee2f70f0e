import { useEffect, useRef } from 'react';
import type { Sku } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { NO_FACTS, type SkuFacts } from '../../core/domain/settings.ts';
import { useShop } from './shop-context.ts';

export type PutSku = (sku: Sku, change: Partial<SkuFacts>) => Promise<boolean>;

/**
 * A row is saved whole. Two cells of it left one right after the other are two changes: the second is made to what the
 * first one made of the row, and sent after it, so that neither takes the other back.
 */
export function useSkuChanges(run: (act: () => Promise<Phrase | null>) => Promise<boolean>): { put: PutSku } {
  const { settings, world } = useShop();
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);
  const newest = useRef<Record<Sku, SkuFacts>>({});
  useEffect(() => {
    if (waiting.current === 0) newest.current = { ...settings.skus };
  }, [settings.skus]);

  function put(sku: Sku, change: Partial<SkuFacts>): Promise<boolean> {
    const before = newest.current[sku];
    const facts: SkuFacts = { sku, ...NO_FACTS, ...settings.skus[sku], ...before, ...change };
    newest.current[sku] = facts;
    waiting.current += 1;
    const mine = turn.current.then(async () => {
      const saved = await run(() => world.change({ skus: [facts] }));
      waiting.current -= 1;
      if (!saved && newest.current[sku] === facts && before !== undefined) newest.current[sku] = before;
      return saved;
    });
    turn.current = mine;
    return mine;
  }
  return { put };
}
