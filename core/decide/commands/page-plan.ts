import type { Command, CommandTarget, ReadBack, Write } from '../../domain/command.ts';
import { heldOnPage, movedOnPage } from '../../domain/on-page.ts';
import type { CommandFacts } from './facts.ts';
import { roomOnPage } from './page-room.ts';
import { idle, no, type Planned } from './planned.ts';
import { listingOf, oneVariant } from './targets.ts';

/** What a number to be typed on a page rests on beside how the row stands; units of sale. */
export type PageGrounds = {
  /** What it may give back of what we hold there. */
  readonly held: number;
  /** What the release that it undoes really put on sale. */
  readonly put: number;
  /** What may still be put on sale; null: not known. */
  readonly mayRelease: number | null;
};

export function pageGrounds(
  { account, listing: key, variant, undoes }: Command,
  facts: Pick<CommandFacts, 'settings' | 'places' | 'promise' | 'consoles' | 'commands'>,
): PageGrounds {
  const { all, by } = heldOnPage(facts.commands, account, key);
  const undone = undoes === null ? undefined : facts.commands[undoes];
  const listing = listingOf(facts, account, key);
  const of = listing === null ? null : oneVariant(listing, variant);
  return {
    held: undoes === null ? all : (by.get(undoes) ?? 0),
    put: undone === undefined ? 0 : Math.max(0, movedOnPage(undone) ?? 0),
    mayRelease: of === null ? null : roomOnPage(facts, { account, key }, of.components).mayRelease,
  };
}

/**
 * The number to be typed, from how the row stands at this moment. A limit and a drip's first batch set it; all else is relative,
 * and follows the row while the person is at it: what is sold meanwhile stays sold.
 */
export function planNumber(command: Command, target: CommandTarget, stands: ReadBack, grounds: PageGrounds): Planned {
  if (stands.unwritable !== undefined) return { ok: false, say: stands.unwritable };
  const now = stands.levels[0]?.level;
  if (now === undefined) return no('noLevelRead', { skus: target.sku });
  const { kind, quantity } = command;
  const n = quantity ?? 0;
  const write = (typed: number, more: Pick<Write, 'by' | 'most'> = {}): Planned => ({
    ok: true,
    writes: [{ ...plain(target), typed, from: now, ...more }],
  });
  switch (kind) {
    case 'release': {
      const { mayRelease } = grounds;
      if (mayRelease === null) return no('mayReleaseUnknown', { skus: target.sku });
      if (n > mayRelease) return no('risenMeanwhile', { skus: target.sku, now, safe: now + mayRelease });
      return write(now + n, { by: n, most: now + mayRelease });
    }
    case 'takeBack': {
      const back = Math.min(n, grounds.put);
      return Math.min(back, now) === 0 ? idle(kind, target.sku, now) : write(Math.max(0, now - back), { by: -back });
    }
    case 'restore':
      return grounds.held === 0 ? idle(kind, target.sku, now) : write(now + grounds.held, { by: grounds.held });
    default:
      // By now no more than that is on sale: to type it would put more there.
      return n >= now ? idle(kind, target.sku, now) : write(n);
  }
}

/** No level of ours: the page's own stock is nothing that the ledger counts. */
const plain = ({ source, sku }: CommandTarget) =>
  ({ place: { source, location: '' }, sku, lever: 'flag', before: null, change: null }) as const;
