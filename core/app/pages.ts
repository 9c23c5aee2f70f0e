import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { ConsoleState } from '../domain/health.ts';
import type { AccountId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Clock } from '../ports.ts';
import { merged, newsOf, nextMetrics, type Seen, slowAfter, unseen } from './seen.ts';

type Deps = {
  readonly known: (account: AccountId) => ConsoleState | undefined;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actor: () => Actor;
  readonly clock: Clock;
  readonly report: (where: string, error: unknown) => void;
  /** A page that is gone may be loading anew: only after this long is what it showed unknown. */
  readonly graceMs: () => number;
  /** Whether a stream runs there: then that a page still shows the same is news, too. */
  readonly onAir: (account: AccountId) => boolean;
  readonly signal: AbortSignal;
};

/** So often it is said that a page on air was seen and showed nothing new: one that nobody sees any more shows nothing new either. */
const STILL_MS = MINUTE;

/** What console pages say, written down when something changed: pins and states at once, what merely counts up by and by. */
export function createPages({ known, append, actor, clock, report, graceMs, onAir, signal }: Deps) {
  const missing = new Map<AccountId, Instant>();
  const waiting = new Map<AccountId, Seen>();
  /** When what counts up slowly was last written. */
  const slowAt = new Map<AccountId, Instant>();
  let turn: Promise<unknown> = Promise.resolve();

  /** `last`: the page says no more after this. */
  async function take(account: AccountId, said: Seen, last = false) {
    const seen = merged(waiting.get(account) ?? null, said);
    waiting.delete(account);
    const now = clock.now();
    const isEnd = last || seen.page.live === 'ended';
    const slowDue = slowAfter(slowAt.get(account), now);
    const slow = isEnd || slowDue <= now;
    const { news, later } = newsOf(known(account), seen, slow);
    const wait = (what: Seen, until: Instant) => {
      waiting.set(account, what);
      clock.wake(until, () => waiting.has(account) && queue(account, null), signal);
    };
    const due = nextMetrics(known(account), now);
    if (news !== null && !news.urgent && !isEnd && due > now) return wait(seen, due);
    if (slow) slowAt.set(account, now);
    if (later.length > 0) wait({ ...seen, changed: later }, slowDue);
    if (news !== null) await append({ type: 'consoleSeen', actor: actor(), body: { ...news.body, account, seenAt: now } });
  }
  /** One after the other: each is compared with what the one before it has left. */
  function queue(account: AccountId, said: Seen | null) {
    turn = turn.then(() => {
      const next = said ?? waiting.get(account);
      return next === undefined ? undefined : take(account, next);
    });
    turn = turn.catch((error: unknown) => report('console page', error));
  }
  function absent(account: AccountId) {
    turn = turn.then(async () => {
      const left = waiting.get(account);
      if (left !== undefined) await take(account, left, true);
      waiting.delete(account);
      const gone = unseen(known(account));
      if (gone !== null) await take(account, gone, true);
    });
    turn = turn.catch((error: unknown) => report('console page', error));
  }
  /** It is there, and as it was. */
  function still(account: AccountId) {
    turn = turn.then(() => {
      const as = known(account);
      if (as === undefined || unseen(as) === null || clock.now() - as.seenAt < STILL_MS) return undefined;
      const { page, keys, complete } = as;
      const body = { account, seenAt: clock.now(), page, changed: [], keys, complete };
      return append({ type: 'consoleSeen', actor: actor(), body });
    });
    turn = turn.catch((error: unknown) => report('console page', error));
  }
  /** Looks after pages that went away without a word: with their tab, or with an earlier life of the worker. */
  function sweep(accounts: readonly AccountId[], shown: ReadonlySet<AccountId>) {
    const now = clock.now();
    for (const account of accounts) {
      const since = missing.get(account);
      if (shown.has(account)) {
        missing.delete(account);
        if (onAir(account)) still(account);
      } else if (since === undefined || since > now) missing.set(account, now);
      else if (now - since >= graceMs()) absent(account);
    }
  }
  return {
    seen: (account: AccountId, body: Seen) => queue(account, body),
    absent,
    sweep,
    /** All that was said so far is in the log. */
    settled: () => turn,
  };
}
