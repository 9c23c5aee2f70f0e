import type { CommandFacts } from '../decide/commands/facts.ts';
import type { Ledger } from '../decide/ledger/ledger.ts';
import { stockOf } from '../decide/ledger/stock.ts';

/** The ledger as commands see it. */
export const factsOf = (ledger: Ledger): Omit<CommandFacts, 'levers'> => ({
  settings: ledger.settings,
  consoles: ledger.consoles,
  commands: ledger.commands,
  places: (sku) => stockOf(ledger, sku, null, null).places,
});
