import type { AccountId, StreamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { DAY } from '../domain/instant.ts';
import type { ConsoleAccount, ShopSettings } from '../domain/settings.ts';
import { endOf, isRunning, type Stream, startOf } from '../domain/stream.ts';

/** What a surface shows: one stream, or those that a person may choose from. */
export type Bound = {
  readonly account: AccountId | null;
  readonly stream: StreamId | null;
  readonly choices: readonly Stream[];
};

/**
 * Shop and stream follow from the console page's site: its accounts, and what runs there now. Where none or several
 * fit, the choices are listed and a person chooses once. `site` null: all accounts of the shop.
 */
export function boundTo(settings: ShopSettings, site: string | null, chosen: StreamId | null, now: Instant): Bound {
  const accounts = accountsAt(settings, site);
  const fits = new Set(accounts.map((account) => account.id));
  const streams = Object.values(settings.streams).filter((stream) => fits.has(stream.account));
  const running = streams.filter((stream) => isRunning(stream, now));
  const picked = streams.find((stream) => stream.id === chosen && !isOver(stream, now));
  const stream = picked ?? (running.length === 1 ? running[0] : undefined);
  const only = accounts.length === 1 ? accounts[0] : undefined;
  const account = stream?.account ?? only?.id ?? null;
  if (stream !== undefined) return { account, stream: stream.id, choices: [] };
  return { account, stream: null, choices: running.length > 0 ? running : soon(streams, now) };
}

export function accountsAt(settings: ShopSettings, site: string | null): readonly ConsoleAccount[] {
  return Object.values(settings.accounts).filter((account) => site === null || account.site === site);
}

const isOver = (stream: Stream, now: Instant): boolean => !isRunning(stream, now) && endOf(stream) <= now;

/** What starts within a week, soonest first. */
function soon(streams: readonly Stream[], now: Instant): readonly Stream[] {
  const ahead = streams.filter((stream) => !isOver(stream, now) && startOf(stream) < now + 7 * DAY);
  return ahead.sort((a, b) => startOf(a) - startOf(b));
}
