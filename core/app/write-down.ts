import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { LogPlace } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { dueBegins } from './recorded.ts';
import { dueReviews } from './reviews.ts';
import { dueEnds } from './stream-ends.ts';
import { dueStarts } from './stream-starts.ts';

type Due = readonly [what: string, draft: Draft];
type Deps = {
  readonly state: () => ShopState;
  /** The last event that is in the state. */
  readonly upTo: () => LogPlace | null;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actor: () => Actor;
  readonly report: (where: string, error: unknown) => void;
};

/** Writes down what is due by the state, each once: what is being written already is not written again. */
export function createWriteDown({ state, upTo, append, actor, report }: Deps): () => void {
  const writing = new Set<string>();
  function once(what: string, draft: Draft) {
    if (writing.has(what)) return;
    writing.add(what);
    append(draft)
      .catch((error: unknown) => report(what, error))
      .finally(() => writing.delete(what));
  }
  return () => {
    for (const [what, draft] of [...outliving(state(), upTo(), actor()), ...turning(state(), actor())]) once(what, draft);
  };
}

/** What a stream taught, how all stood as it began and how it went, once that is settled: it outlives the recording. */
function outliving(state: ShopState, upTo: LogPlace | null, actor: Actor): readonly Due[] {
  const { ledger, taught, watched } = state;
  return [
    ...taught.unwritten.map((body): Due => [`learned ${body.stream}`, { type: 'learned', actor, body }]),
    ...dueBegins(state, upTo).map((body): Due => [`began ${body.stream}`, { type: 'began', actor, body }]),
    ...dueReviews(ledger, watched).map((body): Due => [`reviewed ${body.stream}`, { type: 'reviewed', actor, body }]),
  ];
}

/** Streams that begin by their schedule, and those that begin and end with their console's page. */
function turning({ ledger: { settings, consoles, now } }: ShopState, actor: Actor): readonly Due[] {
  const streams = Object.values(settings.streams);
  const said = Object.fromEntries(
    Object.entries(consoles).map(([account, { page, seenAt }]) => [account, { live: page.live, seenAt }]),
  );
  const begin = dueStarts(streams, said, now).map(({ stream, at }) => ({ what: 'start', stream, turn: { actualStart: at } }));
  const end = dueEnds(streams, consoles, now).map(({ stream, at }) => ({ what: 'end', stream, turn: { actualEnd: at } }));
  return [...begin, ...end].flatMap(({ what, stream, turn }): readonly Due[] => {
    const row = settings.streams[stream];
    if (row === undefined) return [];
    return [[`${what} ${stream}`, { type: 'settings', actor, body: { streams: [{ ...row, ...turn }] } }]];
  });
}
