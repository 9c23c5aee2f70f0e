import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';

type Said = { readonly ok: boolean; readonly text: string } | null;

/** Carries out a change, says what became of it, and reads the settings anew. */
export function useTold() {
  const say = useSay();
  const { reload } = useShop();
  const [said, setSaid] = useState<Said>(null);

  async function run(act: () => Promise<Phrase | null>): Promise<boolean> {
    try {
      const problem = await act();
      setSaid(problem === null ? { ok: true, text: say('options:saved') } : { ok: false, text: say.phrase(problem) });
      await reload();
      return problem === null;
    } catch (failure) {
      const known = (failure as { say?: Phrase }).say;
      setSaid({ ok: false, text: known === undefined ? say('options:failed') : say.phrase(known) });
      return false;
    }
  }
  return { said, run, tell: (ok: boolean, text: string) => setSaid({ ok, text }) };
}
