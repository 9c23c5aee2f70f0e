import type { CommandState, SourceLevers } from '../../domain/command.ts';
import type { ConsoleState } from '../../domain/health.ts';
import type { AccountId, CommandId, Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { PlaceStock } from '../../domain/stock.ts';

/** What commands need to know of one SKU in one place. */
export type SkuPlace = Pick<PlaceStock, 'place' | 'sku' | 'position' | 'gone' | 'level' | 'withheld'> & {
  /** When the level was last seen to move by something that is no sale, no sale given back and no write of ours; null: never. */
  readonly othersAt: Instant | null;
};

/** All that a command is decided on. */
export type CommandFacts = {
  readonly settings: ShopSettings;
  readonly consoles: Readonly<Record<AccountId, ConsoleState>>;
  /** What the ledger holds of this SKU, in every place of the shop. */
  readonly places: (sku: Sku) => readonly SkuPlace[];
  /** Safe to promise of a SKU on an account, in its own units; null: not known. */
  readonly promise: (account: AccountId, sku: Sku) => number | null;
  readonly commands: Readonly<Record<CommandId, CommandState>>;
  /** What each source can be made to do; missing: nothing. */
  readonly levers: SourceLevers;
  /** Newest log time, and the poll interval in force, ms. */
  readonly now: Instant;
  readonly intervalMs: number;
};
