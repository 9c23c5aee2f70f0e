import type { SourceLevers } from '../domain/command.ts';
import { phrase } from '../domain/phrase.ts';
import type { Can, StockActs } from '../domain/view.ts';

const cannot: Can = { can: false, via: null, say: phrase('command:refused.noLevel') };

/** What may be done with the quantity of one variant. */
export const stockActsOf = (_levers: SourceLevers): StockActs => ({
  sellable: null,
  withheld: 0,
  mayRelease: null,
  proposed: { stock: null, perBuyer: null, batch: null },
  release: cannot,
  limit: cannot,
  perBuyer: cannot,
  drip: cannot,
  running: null,
});
