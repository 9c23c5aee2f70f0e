import type { Instant } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome, type Problem, type ProblemKind } from '../../domain/problem.ts';
import type { Robot } from '../../domain/robot.ts';
import { NotGranted } from '../source/granted-fetch.ts';
import { readText } from '../source/http.ts';
import { readRetryAfter } from '../source/problems.ts';
import { addressProblem } from './address.ts';
import type { Message, Refusal, RobotForm, Trouble } from './form.ts';
import { robotForms } from './registry.ts';
import { splitLines } from './split.ts';

/** Stands first in each message: a robot that asks for a keyword is given this one. */
export const KEYWORD = 'Stockcue';
/** Robots take twenty messages a minute; more than this at once is no message any more. */
const MOST_MESSAGES = 15;
const HEAD_BYTES = 40;
const MOST_ANSWER = 64 * 1024;
const TIMEOUT_MS = 15_000;

type World = {
  readonly fetch: typeof fetch;
  readonly now: Instant;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
};
type Failed = Refusal & { readonly status?: number; readonly retryAt?: number };

/**
 * Sends lines to a team's chat robot, in as many messages as its kind needs, one after the other. It stops at the first that is not taken and says how
 * many were; nothing is repeated. No problem carries the address, the secret or the robot's words.
 */
export async function send(
  { kind }: Robot,
  { address, sign }: { readonly address: string; readonly sign?: string | null },
  lines: readonly string[],
  world: World,
): Promise<Outcome<{ readonly messages: number }>> {
  const form = robotForms[kind];
  const wrong = addressProblem(kind, address);
  if (wrong !== null) return bad(wrong);
  const messages = splitLines(lines, form.mostBytes - HEAD_BYTES);
  if (messages.length === 0) return bad({ kind: 'refused', say: phrase('restock:robot.nothing') });
  if (messages.length > MOST_MESSAGES)
    return bad({ kind: 'tooLarge', say: phrase('restock:robot.tooLong', { messages: messages.length }) });
  const secret = { address: address.trim(), sign: sign == null || sign.trim() === '' ? null : sign.trim() };
  for (const [index, message] of messages.entries()) {
    const head = messages.length === 1 ? KEYWORD : `${KEYWORD} ${index + 1}/${messages.length}`;
    const failed = await post(form, await form.message(secret, `${head}\n${message}`, world.now), world);
    if (failed !== null) return bad(problemOf(failed, index, messages.length));
  }
  return good({ messages: messages.length });
}

async function post(form: RobotForm, { address, body }: Message, world: World): Promise<Failed | null> {
  const deadline = AbortSignal.timeout(world.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await world.fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([world.signal, deadline]),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    return failureOf(form, response, (await readText(response, MOST_ANSWER)) ?? '', world.now);
  } catch (error) {
    // The cause is not passed on: its text may hold the address.
    const why = error instanceof NotGranted ? 'permission' : deadline.aborted ? 'timeout' : 'network';
    return { why, code: '?' };
  }
}

/** What the robot says comes first; a status alone says less. */
function failureOf(form: RobotForm, response: Response, answer: string, now: Instant): Failed | null {
  const said = form.read(answer);
  const { status, type } = response;
  if (response.ok) return said;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return { why: 'malformed', code: '?' };
  const retryAt = readRetryAfter(response.headers.get('retry-after'), now);
  const more = { status, ...(retryAt === null ? {} : { retryAt }) };
  if (said !== null && said.why !== 'malformed') return { ...said, ...more };
  return { why: byStatus(status), code: String(status), ...more };
}

function byStatus(status: number): Trouble {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'credentials';
  if (status === 404 || status === 410) return 'gone';
  if (status === 413) return 'tooLarge';
  return status >= 500 ? 'server' : 'refused';
}

const KINDS: Readonly<Record<Trouble, ProblemKind>> = {
  network: 'network',
  timeout: 'timeout',
  permission: 'permission',
  credentials: 'credentials',
  keyword: 'credentials',
  throttled: 'throttled',
  gone: 'refused',
  tooLarge: 'tooLarge',
  server: 'server',
  malformed: 'malformed',
  refused: 'refused',
};

function problemOf({ why, code, status, retryAt }: Failed, sent: number, of: number): Problem {
  const values = { why, code, keyword: KEYWORD, sent, of };
  return {
    kind: KINDS[why],
    // Part of it is in the chat: sending it all again would say that twice.
    say: sent > 0 ? phrase('restock:robot.partly', values) : phrase(`restock:robot.problem.${why}`, values),
    ...(status === undefined ? {} : { status }),
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}
