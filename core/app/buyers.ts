import type { Actor } from '../domain/actor.ts';
import { isOpen, isPage } from '../domain/command.ts';
import type { Draft } from '../domain/event.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { type StandingBuyer, standingBuyers } from '../domain/per-buyer.ts';
import type { Clock, Source } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { within } from './readback.ts';

type Deps = {
  readonly state: () => ShopState;
  readonly sourceOf: (id: SourceId) => Promise<Source | null>;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actor: () => Actor;
  readonly clock: Clock;
  /** Whether anybody would be told: a surface is there, or a stream is on. */
  readonly watched: () => boolean;
  readonly intervalMs: () => number;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** No reading tells of limits per buyer: they are looked at once in so many intervals, each by itself. */
const EVERY = 12;
/** So many at a time: a shop has few, and a system is not to be flooded. */
const MOST = 20;

/** Whether the limits per buyer that we have set in systems still stand; what a page shows is told by its rows. */
export function createBuyers({ state, sourceOf, append, actor, clock, watched, intervalMs, report, signal }: Deps) {
  const lookedAt = new Map<SourceId, Instant>();

  const standing = (source: SourceId): readonly StandingBuyer[] => standingBuyers(state().ledger.commands).filter(isIdle(source));
  function isIdle(source: SourceId) {
    const open = Object.values(state().ledger.commands).filter(({ step }) => isOpen(step));
    return ({ target }: StandingBuyer): boolean =>
      target.source === source &&
      !isPage(source) &&
      !open.some(({ command }) => command.targets.some((one) => one.source === source && one.sku === target.sku));
  }

  async function look(id: SourceId): Promise<void> {
    const source = await sourceOf(id);
    for (const { state: set, target, most } of standing(id).slice(0, MOST)) {
      const read = source?.readBack?.bind(source);
      if (read === undefined || signal.aborted) return;
      const seen = await within(clock, state().ledger.settings.preferences.patience.answerMs, signal, (ending) =>
        read(target, ending),
      );
      const now = seen.ok ? seen.value.perBuyer : undefined;
      // Asked for or changed by us meanwhile: that is looked at next time.
      const stands = standing(id).some(({ state: one }) => one.command.id === set.command.id);
      if (now === undefined || now === most || !stands || signal.aborted) continue;
      await append({ type: 'buyerRead', actor: actor(), body: { command: set.command.id, perBuyer: now, at: clock.now() } });
    }
  }

  return {
    /** A source has answered: its limits are looked at with that, where it is time. */
    run(source: SourceId): void {
      const last = lookedAt.get(source) ?? Number.NEGATIVE_INFINITY;
      const now = clock.now();
      const isDue = now - last >= EVERY * intervalMs() || last > now;
      if (!isDue || !watched() || standing(source).length === 0) return;
      lookedAt.set(source, now);
      look(source).catch((error: unknown) => report('per buyer', error));
    },
  };
}
