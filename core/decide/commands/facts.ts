import type { CommandState, SourceLevers } from '../../domain/command.ts';
import type { ConsoleState } from '../../domain/health.ts';
import type { AccountId, CommandId, Sku } from '../../domain/ids.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { PlaceStock } from '../../domain/stock.ts';

/** What commands need to know of one SKU in one place. */
export type SkuPlace = Pick<PlaceStock, 'place' | 'sku' | 'position' | 'gone' | 'withheld'>;

/** All that a command is decided on. */
export type CommandFacts = {
  readonly settings: ShopSettings;
  readonly consoles: Readonly<Record<AccountId, ConsoleState>>;
  /** What the ledger holds of this SKU, in every place of the shop. */
  readonly places: (sku: Sku) => readonly SkuPlace[];
  readonly commands: Readonly<Record<CommandId, CommandState>>;
  /** What each source can be made to do; missing: nothing. */
  readonly levers: SourceLevers;
};
