import type { AuditRow } from '../../domain/audit.ts';
import type { EventOf } from '../../domain/event.ts';
import type { Guard, GuardKind } from '../../domain/guard.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Profile } from '../../domain/profile.ts';
import type { ConsoleAccount, ShopSettings } from '../../domain/settings.ts';
import { stepRow } from './audit-row.ts';
import { type Drift, saidOfDrift } from './levels.ts';

/** The settings that say what may act. */
export type Arming = Pick<ShopSettings, 'accounts' | 'profiles' | 'guards'>;
type Change = Pick<AuditRow, 'kind' | 'step'> & Partial<AuditRow>;

/**
 * What one change of settings changed about what may act: guards, clicks of ours, how a page is read. `drift`: the check by
 * which the page was last seen to have drifted, for what was taken back by itself.
 */
export function auditArmed(
  { id, at, actor, body }: EventOf<'settings'>,
  before: Arming,
  after: Arming,
  drift: Drift | null,
): readonly AuditRow[] {
  const why = actor.surface === 'worker' && drift !== null ? saidOfDrift(drift) : null;
  const changes = [
    ...guardChanges(before, after),
    ...accountsIn(before, after).flatMap((of) => [...readChanges(of), ...assistChanges(of, why)]),
    ...(body.reset === true ? [{ kind: 'reset', step: 'done' } as const] : []),
  ];
  return changes.map((change, n) => ({
    ...stepRow({ id: n === 0 ? id : `${id}/${n}`, actor }),
    at: at.wall,
    ...change,
  }));
}

const PARTS: Readonly<Record<GuardKind, (guard: Guard) => number | true | null>> = {
  pauseAt: ({ pauseAt }) => pauseAt,
  capOversold: ({ capOversold }) => capOversold || null,
  waves: ({ wavesOf }) => wavesOf,
};

function guardChanges(before: Arming, after: Arming): readonly Change[] {
  if (before.guards === after.guards) return [];
  const skus = [...new Set([...Object.keys(before.guards), ...Object.keys(after.guards)])];
  return skus.flatMap((sku) => {
    const [was, is] = [before.guards[sku], after.guards[sku]];
    const switches = (Object.keys(PARTS) as GuardKind[]).flatMap((part) => {
      const from = was === undefined ? null : PARTS[part](was);
      const to = is === undefined ? null : PARTS[part](is);
      return from === to ? [] : [{ ...switched(from, to), part, skus: [sku] }];
    });
    const most = was !== undefined && is !== undefined && was.mostPerHour !== is.mostPerHour;
    if (!most) return switches;
    return [...switches, { ...switched(was.mostPerHour, is.mostPerHour), part: 'mostPerHour', skus: [sku] }];
  });
}
function switched(from: number | true | null, to: number | true | null): Change {
  const quantity = typeof to === 'number' ? { quantity: to } : {};
  if (from === null) return { kind: 'guard', step: 'turnedOn', ...quantity };
  if (to === null) return { kind: 'guard', step: 'turnedOff' };
  const say = phrase('guard:changed', { from: Number(from), to: Number(to) });
  return { kind: 'guard', step: 'changed', ...quantity, say };
}

/** One console account before and after, with the profile of the shop's own that reads it; a built-in one is none. */
type Pair = {
  readonly was: ConsoleAccount | undefined;
  readonly is: ConsoleAccount | undefined;
  readonly readBy: Profile | undefined;
  readonly reads: Profile | undefined;
};
function accountsIn(before: Arming, after: Arming): readonly Pair[] {
  if (before.accounts === after.accounts && before.profiles === after.profiles) return [];
  const ids = [...new Set([...Object.keys(before.accounts), ...Object.keys(after.accounts)])];
  return ids.map((id) => {
    const [was, is] = [before.accounts[id], after.accounts[id]];
    return { was, is, readBy: before.profiles[was?.profile ?? ''], reads: after.profiles[is?.profile ?? ''] };
  });
}
const nameOf = ({ was, is }: Pick<Pair, 'was' | 'is'>): string => is?.name || was?.name || is?.id || was?.id || '';

/** A profile that was taught or imported is put in use on an account's page, or no longer is. */
function readChanges({ was, is, readBy, reads }: Pair): readonly Change[] {
  const about = nameOf({ was, is });
  const isSame = readBy?.id === reads?.id && readBy?.rev === reads?.rev;
  if (isSame) return [];
  const of = (profile: Profile): Change => ({
    ...{ kind: 'profile', part: profile.origin, about },
    step: profile === reads ? 'inUse' : 'notInUse',
    say: phrase('act:profile', { name: profile.name, rev: profile.rev }),
  });
  if (reads !== undefined) return [of(reads)];
  return readBy === undefined ? [] : [of(readBy)];
}

/** What a person lets us click, and what was taken back: all of it where the page is read in another way since. */
function assistChanges({ was, is }: Pair, why: Phrase | null): readonly Change[] {
  const about = nameOf({ was, is });
  const isSame = was?.assist?.profileHash === is?.assist?.profileHash;
  const [had, has] = [was?.assist?.actions ?? [], is?.assist?.actions ?? []];
  const taken = had.filter((action) => !isSame || !has.includes(action));
  const given = has.filter((action) => !isSame || !had.includes(action));
  return [
    ...taken.map((part): Change => ({ kind: 'assist', step: 'takenBack', part, about, say: why })),
    ...given.map((part): Change => ({ kind: 'assist', step: 'allowed', part, about })),
  ];
}
