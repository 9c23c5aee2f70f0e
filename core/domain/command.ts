import type { Actor } from './actor.ts';
import type { AccountId, CommandId, ListingKey, Sku, SourceId, VariantId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';
import type { Place } from './position.ts';

export type CommandKind = 'pause' | 'resume' | 'release' | 'limit' | 'drip';
export type CommandStep = 'requested' | 'executing' | 'confirmed' | 'failed' | 'unknown';

/** How a system is made to do it. Only `absolute` can swallow sales between our read and our write. */
export type Lever = 'flag' | 'adjust' | 'compareAndSet' | 'absolute';

/** What one command does to one SKU in one system. */
export type CommandTarget = {
  readonly source: SourceId;
  readonly sku: Sku;
  /** What the vendor calls it in writes. */
  readonly ref: string | null;
};

export type Command = {
  readonly id: CommandId;
  /** Idempotency key, with its origin: `origin:ulid`. The same key never acts twice. */
  readonly key: string;
  readonly kind: CommandKind;
  readonly account: AccountId;
  readonly listing: ListingKey;
  /** Null: the whole listing. */
  readonly variant: VariantId | null;
  readonly targets: readonly CommandTarget[];
  /** Other listings of the same SKUs that it affects; shown before it acts. */
  readonly affects: readonly { readonly account: AccountId; readonly listing: ListingKey }[];
  /** N of release, limit and drip. */
  readonly quantity: number | null;
  /** The command that this one undoes. */
  readonly undoes: CommandId | null;
  /** The alert that it answers. */
  readonly because: string | null;
  readonly actor: Actor;
  readonly requestedAt: Instant;
};

/**
 * One write, journalled before it is made. `before` is the level read just before; `change` what we mean to do to it
 * (negative: units withheld; positive: given back). A flag changes no level: before and change are null.
 */
export type Write = {
  readonly place: Place;
  readonly sku: Sku;
  readonly lever: Lever;
  readonly before: number | null;
  readonly change: number | null;
  /** A flag: how it stood just before, as far as that is known. */
  readonly wasOnSale?: boolean | null;
};

/** What was read after acting; only this confirms. */
export type ReadBack = {
  readonly source: SourceId;
  readonly sku: Sku;
  readonly onSale: boolean | null;
  readonly levels: readonly { readonly location: string; readonly level: number }[];
  readonly at: Instant;
};

export type CommandBody =
  | { readonly step: 'requested'; readonly id: CommandId; readonly command: Command }
  | { readonly step: 'executing'; readonly id: CommandId; readonly writes: readonly Write[]; readonly at: Instant }
  | { readonly step: 'confirmed'; readonly id: CommandId; readonly readBack: readonly ReadBack[]; readonly at: Instant }
  /** `readBack`: what was done all the same, where only a part of the targets was; missing: nothing was written. */
  | {
      readonly step: 'failed';
      readonly id: CommandId;
      readonly say: Phrase;
      readonly readBack?: readonly ReadBack[];
      readonly at: Instant;
    }
  | { readonly step: 'unknown'; readonly id: CommandId; readonly say: Phrase; readonly at: Instant };

/** The fold of one command's steps. */
export type CommandState = {
  readonly command: Command;
  readonly step: CommandStep;
  readonly writes: readonly Write[];
  readonly readBack: readonly ReadBack[];
  readonly say: Phrase | null;
  /** When it took its last step. */
  readonly at: Instant;
  /** Confirmed, and then changed by somebody else: said at once, never fought. */
  readonly revertedAt: Instant | null;
};

const NEXT: Readonly<Record<CommandStep, readonly CommandStep[]>> = {
  requested: ['executing', 'failed'],
  executing: ['confirmed', 'failed', 'unknown'],
  unknown: ['confirmed', 'failed'],
  confirmed: [],
  failed: [],
};

export const mayFollow = (from: CommandStep, to: CommandStep): boolean => NEXT[from].includes(to);
export const isOpen = (step: CommandStep): boolean => NEXT[step].length > 0;
