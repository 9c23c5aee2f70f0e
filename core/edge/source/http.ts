import ky from 'ky';
import type { Instant } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome, type Problem } from '../../domain/problem.ts';
import type { SourceWorld } from '../../ports.ts';
import { NotGranted } from './granted-fetch.ts';
import { problem, sourceProblem, statusProblem } from './problems.ts';

/** An answer larger than this is not read to its end. */
export const MAX_BYTES = 32 * 1024 * 1024;

type Ask = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly post?: unknown;
  /** Of a write: whoever gets it twice can tell. (IETF draft httpapi-idempotency-key-header.) */
  readonly key?: string;
};
export type Answer = {
  /** Undefined where the server said that nothing changed. */
  readonly json: unknown;
  readonly unchanged: boolean;
  readonly etag: string | null;
  /** The server's `Date`. */
  readonly observedAt: Instant | null;
  readonly receivedAt: Instant;
};
export type Http = (ask: Ask, signal: AbortSignal, etag?: string | null) => Promise<Outcome<Answer>>;

/**
 * The one HTTP client of all connectors. It never repeats a request (the poller decides; a browser does by itself where a
 * kept connection breaks before the answer, POST or not: writes must bear being sent twice), never follows a redirect
 * (a key in a header would go along), sends no cookies, and puts no address, header or body into a problem.
 */
export function createHttp(world: SourceWorld, maxBytes = MAX_BYTES): Http {
  const { fetch, clock } = world;
  return async (ask, signal, etag) => {
    const deadline = AbortSignal.timeout(world.timeoutMs);
    let begun = false;
    try {
      const response = await ky(ask.url, {
        ...(ask.post === undefined ? { method: 'get' } : { method: 'post', json: ask.post }),
        headers: {
          accept: 'application/json',
          ...ask.headers,
          ...(etag ? { 'if-none-match': etag } : {}),
          ...(ask.key === undefined ? {} : { 'idempotency-key': ask.key }),
        },
        fetch,
        signal: AbortSignal.any([signal, deadline]),
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      begun = true;
      const told = answered(response, clock.now());
      if (told.unchanged) return good({ ...told, json: undefined });
      const failed = refusal(response, clock.now());
      if (failed !== null) {
        await response.body?.cancel();
        return bad(failed);
      }
      const text = await readText(response, maxBytes);
      if (text === null) return bad(sourceProblem('tooLarge'));
      return parsed(text, { ...told, receivedAt: clock.now() });
    } catch (error) {
      return bad(error instanceof NotGranted ? sourceProblem('permission') : broken(signal, deadline, begun));
    }
  };
}

/** The cause is not passed on: its text may hold the address, and the address a key. */
function broken(stopped: AbortSignal, deadline: AbortSignal, begun: boolean): Problem {
  if (stopped.aborted) return problem('network', phrase('source:problem.stopped'));
  if (deadline.aborted) return sourceProblem('timeout');
  return begun ? problem('malformed', phrase('source:problem.cut')) : sourceProblem('network');
}

function answered({ headers, status }: Response, receivedAt: Instant): Omit<Answer, 'json'> {
  const date = Date.parse(headers.get('date') ?? '');
  return { unchanged: status === 304, etag: headers.get('etag'), observedAt: Number.isNaN(date) ? null : date, receivedAt };
}

function refusal(response: Response, now: Instant): Problem | null {
  if (response.type === 'opaqueredirect') return problem('malformed', phrase('source:problem.redirect'));
  return statusProblem(response.status, response.headers.get('retry-after'), now);
}

function parsed(text: string, told: Omit<Answer, 'json'>): Outcome<Answer> {
  try {
    return good({ ...told, json: JSON.parse(text) as unknown });
  } catch {
    return bad(sourceProblem('malformed'));
  }
}

/** Null: too large. Counted as it comes, since a length header may be missing or count compressed bytes. */
export async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}
