import type { CommandFacts } from '../decide/commands/facts.ts';
import type { Ledger } from '../decide/ledger/ledger.ts';
import { placeOf } from '../domain/position.ts';

/** The ledger as commands see it: every place of the shop, whatever its role. */
export const factsOf = (ledger: Ledger): Omit<CommandFacts, 'levers'> => ({
  settings: ledger.settings,
  consoles: ledger.consoles,
  commands: ledger.commands,
  places: (sku) =>
    Object.entries(ledger.books[sku]?.places ?? {}).map(([key, { position, gone }]) => ({
      place: placeOf(key),
      sku,
      position,
      gone,
    })),
});
