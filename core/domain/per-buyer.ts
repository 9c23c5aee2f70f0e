import type { CommandState, CommandTarget } from './command.ts';
import type { CommandId, Sku, SourceId } from './ids.ts';

/** A limit per buyer that we have set and nobody has changed since. */
export type StandingBuyer = { readonly state: CommandState; readonly target: CommandTarget; readonly most: number };

/** Where a limit per buyer is set: by a system for the SKU, on a page for the listing. */
const placeOf = ({ source, sku, ref }: CommandTarget): string => JSON.stringify([source, sku, ref]);

/**
 * The limits per buyer of ours that stand, one each place: the last that was set, until it is taken off. What lay under one
 * that was taken off stands again. Another's number over ours ends all that were set there.
 */
export function standingBuyers(commands: Readonly<Record<CommandId, CommandState>>): readonly StandingBuyer[] {
  const byPlace = new Map<string, readonly StandingBuyer[]>();
  const set = Object.values(commands).filter(({ command, step }) => command.per === 'buyer' && step === 'confirmed');
  for (const state of set.sort((a, b) => a.at - b.at)) {
    for (const target of state.command.targets) {
      const place = placeOf(target);
      const below = byPlace.get(place) ?? [];
      const most = setTo(state, target.source, target.sku);
      if (state.revertedAt !== null) byPlace.set(place, []);
      else if (state.command.kind === 'restore')
        byPlace.set(
          place,
          below.filter((one) => one.state.command.id !== state.command.undoes),
        );
      else if (most !== null) byPlace.set(place, [...below, { state, target, most }]);
    }
  }
  return [...byPlace.values()].flatMap((stack) => stack.at(-1) ?? []);
}

/** What it set it to; null: it took it off, or set nothing. */
const setTo = ({ writes }: CommandState, source: SourceId, sku: Sku): number | null =>
  writes.find((write) => write.place.source === source && write.sku === sku)?.perBuyer?.to ?? null;
