import type { Actor } from './actor.ts';
import type { AccountId, CommandId, ListingKey, Sku, SourceId, VariantId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';
import type { Place } from './position.ts';

/**
 * `takeBack` undoes a release (as far as it is unsold), `restore` a limit or a drip (what we withhold is given back).
 * `drip` withholds all but its first batch; each further batch is a release that names it. `pin` and `unpin` only by page.
 */
export const COMMANDS = ['pause', 'resume', 'release', 'takeBack', 'limit', 'restore', 'drip', 'pin', 'unpin'] as const;
export type CommandKind = (typeof COMMANDS)[number];

/** What takes a command back; null: nothing does. */
export const UNDONE_BY: Readonly<Record<CommandKind, CommandKind | null>> = {
  pause: 'resume',
  resume: 'pause',
  release: 'takeBack',
  takeBack: null,
  limit: 'restore',
  restore: null,
  drip: 'restore',
  pin: 'unpin',
  unpin: 'pin',
};
export type CommandStep = 'requested' | 'executing' | 'confirmed' | 'failed' | 'unknown';

/** How a system is made to do it. Only `absolute` can swallow sales between our read and our write. */
export type Lever = 'flag' | 'adjust' | 'compareAndSet' | 'absolute';

/**
 * What a source can do beyond being read. `pause`: how it is made to stop selling. `level`: how its sellable stock is
 * written, for limit, release and drip; null: it is not. `perBuyer`: it has a limit per buyer.
 */
export type Levers = {
  readonly pause: Lever | null;
  readonly level: Exclude<Lever, 'flag'> | null;
  readonly perBuyer: boolean;
};
/** What each source can be made to do; missing: nothing. */
export type SourceLevers = Readonly<Record<SourceId, Levers>>;
export const NO_LEVERS: Levers = { pause: null, level: null, perBuyer: false };

/** What one command does to one SKU in one system. */
export type CommandTarget = {
  readonly source: SourceId;
  readonly sku: Sku;
  /** What the vendor calls it in writes; of a page: the listing's key. */
  readonly ref: string | null;
  /** N of release, take back, limit and drip in units of this SKU. */
  readonly units?: number;
};

/** The console page of an account, as a system that can be told: `page:` and the account. */
export const PAGE = 'page:';
export const pageOf = (account: AccountId): SourceId => `${PAGE}${account}`;
export const accountOf = (page: SourceId): AccountId => page.slice(PAGE.length);
export const isPage = (source: SourceId): boolean => source.startsWith(PAGE);

/** When a drip's next batch is due. By page each waits for a person. */
export type DripPace = { readonly by: 'time' | 'hand' | 'shipping'; readonly everyMs: number | null };

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
  /** N of release, take back, limit and drip (the batch), in units of sale. */
  readonly quantity: number | null;
  /** A limit on what one buyer may take (限购); missing: on the channel's sellable stock (限量). */
  readonly per?: 'buyer';
  readonly drip?: DripPace | null;
  /** The drip whose batch it is. */
  readonly of?: CommandId | null;
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
  /**
   * The very figure that is written, as it stood just before, where it is another than the level: one that sales do not
   * move (on hand), so that reading it back tells for certain whether the write landed.
   */
  readonly field?: number | null;
  /** A limit per buyer, as it stood before and as it is to be; null: none. */
  readonly perBuyer?: { readonly was: number | null; readonly to: number | null };
  /** The number that a person types on a console page, in the listing's own unit. */
  readonly typed?: number;
  /** What the page's row showed when that was worked out. */
  readonly from?: number;
  /** The number follows the row: it is what the row shows and so much. Missing: it is fixed. */
  readonly by?: number;
  /** No greater number is to be typed: more would be on sale than may be promised. */
  readonly most?: number;
};

/** A row's figure just before a person saved a number, and what it was set to. */
export type Moved = { readonly was: number; readonly is: number };

/** What was read after acting; only this confirms. */
export type ReadBack = {
  readonly source: SourceId;
  readonly sku: Sku;
  readonly onSale: boolean | null;
  readonly levels: readonly { readonly location: string; readonly level: number; readonly field?: number }[];
  readonly perBuyer?: number | null;
  /** Why its levels cannot be written, though it can be read; missing: nothing is known against it. */
  readonly unwritable?: Phrase;
  /** On a console page: whether the listing is presented now. */
  readonly pinned?: boolean | null;
  /** On a console page: what the row was seen to go from and to when the number was saved there. */
  readonly moved?: Moved;
  readonly at: Instant;
};

export type CommandBody =
  | { readonly step: 'requested'; readonly id: CommandId; readonly command: Command }
  | { readonly step: 'executing'; readonly id: CommandId; readonly writes: readonly Write[]; readonly at: Instant }
  /** `say`: who says so, where reading could not tell. */
  | {
      readonly step: 'confirmed';
      readonly id: CommandId;
      readonly readBack: readonly ReadBack[];
      readonly say?: Phrase;
      readonly at: Instant;
    }
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

/** The writes of a command that were really made, as far as is known: of one that failed, those that were read back. */
export function landed({ step, writes, readBack }: Pick<CommandState, 'step' | 'writes' | 'readBack'>): readonly Write[] {
  if (step === 'confirmed') return writes;
  return writes.filter(({ place, sku }) =>
    readBack.some(
      (back) =>
        back.source === place.source && back.sku === sku && back.levels.some(({ location }) => location === place.location),
    ),
  );
}

const NEXT: Readonly<Record<CommandStep, readonly CommandStep[]>> = {
  requested: ['executing', 'failed'],
  executing: ['confirmed', 'failed', 'unknown'],
  // Unknown, and now it waits for a person.
  unknown: ['unknown', 'confirmed', 'failed'],
  confirmed: [],
  failed: [],
};

export const mayFollow = (from: CommandStep, to: CommandStep): boolean => NEXT[from].includes(to);
export const isOpen = (step: CommandStep): boolean => NEXT[step].length > 0;

/** One more step of one command; null where it may not follow: it is left out. */
export function takeStep(state: CommandState | undefined, body: CommandBody): CommandState | null {
  if (body.step === 'requested') {
    if (state !== undefined) return null;
    const { command } = body;
    return { command, step: 'requested', writes: [], readBack: [], say: null, at: command.requestedAt, revertedAt: null };
  }
  if (state === undefined || !mayFollow(state.step, body.step)) return null;
  const stepped = { ...state, step: body.step, at: body.at };
  if (body.step === 'executing') return { ...stepped, writes: body.writes };
  if (body.step === 'confirmed') return { ...stepped, readBack: body.readBack, say: body.say ?? null };
  if (body.step === 'failed') return { ...stepped, readBack: body.readBack ?? [], say: body.say };
  return { ...stepped, say: body.say };
}
