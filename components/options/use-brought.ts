import type { Brought } from '../../core/domain/brought.ts';
import { startOf } from '../../core/domain/stream.ts';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

/** What was brought as files so far. Null: not known yet. */
export function useBrought(): { readonly brought: Brought | null; readonly look: () => void } {
  const { world } = useShop();
  const { value, again } = useAnswer(world.brought);
  return { brought: value, look: again };
}

/** A day is the market's: of the stream that starts last, else the team's, as the worker counts. */
export function useMarketZone(): string {
  const { settings } = useShop();
  const newest = Object.values(settings.streams).toSorted((a, b) => startOf(b) - startOf(a))[0];
  return newest?.zone ?? settings.preferences.teamZone;
}
