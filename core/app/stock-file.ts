import { readingBody } from '../decide/ledger/diff.ts';
import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { StockFile } from '../domain/file-source.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { ShopState } from './cycle.ts';

type Deps = {
  readonly state: () => ShopState;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly now: () => Instant;
};

/** A stock file is taken in: its source, what it says of its SKUs, and then its reading. Null, or why it was not. */
export async function takeStock({ state, append, now }: Deps, file: StockFile, actor: Actor): Promise<Phrase | null> {
  const { source, asOf, positions, problems, skus } = file;
  const last = state().ledger.sources[source.id]?.lastGoodAt ?? null;
  if (last !== null && asOf < last) return phrase('worker:stock.older', { at: { instant: last, day: true } });
  if (asOf > now() + MINUTE) return phrase('worker:stock.future');
  await append({ type: 'settings', actor, body: { sources: [source], ...(skus.length === 0 ? {} : { skus }) } });
  const body = readingBody(state().ledger, {
    source: source.id,
    observedAt: asOf,
    receivedAt: asOf,
    coverage: problems.length === 0 ? { kind: 'full' } : { kind: 'partial', why: 'rows' },
    positions,
    problems,
  });
  await append({ type: 'reading', actor, body });
  return null;
}
