import * as v from 'valibot';
import type { LearnedBody } from '../../domain/event.ts';
import { phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome } from '../../domain/problem.ts';
import type { RecordedStream } from '../../domain/recorded.ts';
import { stream } from '../messages/schemas.ts';
import { id, instant, list } from '../messages/shapes.ts';

const KIND = 'stockcue-recording';
const VERSION = 1;

/** What a replay needs of a stream, as one file. No secret and no settings are in it; titles and SKUs are. */
export type RecordedFile = { readonly recorded: RecordedStream; readonly lessons: readonly LearnedBody[] };

/** More events than twice what a stream may keep are no recording of ours. */
const MOST_EVENTS = 200_000;
const event = v.looseObject({
  type: id,
  at: v.object({ wall: instant, count: v.number() }),
  body: v.looseObject({}),
});
const File = v.object({
  kind: v.literal(KIND),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  recorded: v.object({
    stream,
    base: v.looseObject({
      stream: id,
      at: instant,
      readings: list(v.looseObject({ source: id, changed: v.array(v.looseObject({ sku: id })) })),
      consoles: list(v.looseObject({ account: id, changed: v.array(v.looseObject({ key: id })) })),
      daily: v.record(id, v.number()),
    }),
    events: list(event, MOST_EVENTS),
  }),
  lessons: list(v.looseObject({ stream: id, account: id, lesson: v.looseObject({}) }), 1_000),
});

export const writeRecorded = ({ recorded, lessons }: RecordedFile): string =>
  JSON.stringify({ kind: KIND, version: VERSION, recorded, lessons });

/** A file that somebody chose: ours, of a version that we know, or a problem that says what to do. */
export function readRecorded(text: string): Outcome<RecordedFile> {
  const say = (key: string) => bad<RecordedFile>({ kind: 'malformed', say: phrase(key) });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return say('desk:recordings.notJson');
  }
  const file = v.safeParse(File, json);
  if (!file.success) return say('desk:recordings.notOurs');
  if (file.output.version > VERSION) return say('desk:recordings.newer');
  const { recorded, lessons } = file.output;
  // Its events have the shape of the log's; what is in them is found out by living through them, in a worker of its own.
  return good({ recorded, lessons } as unknown as RecordedFile);
}
