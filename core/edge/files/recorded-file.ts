import * as v from 'valibot';
import { phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome } from '../../domain/problem.ts';
import type { RecordedFile } from '../../domain/recorded.ts';
import { account, listing, skuFacts, sourceConfig, stream } from '../messages/schemas.ts';
import { id, instant, list } from '../messages/shapes.ts';
import { capacity, mode, selling, shipment } from '../messages/supply-schemas.ts';
import type { StoredEvent } from '../storage/schema.ts';
import { upcast } from '../storage/upcast.ts';

const KIND = 'stockcue-recording';
/** Since 2 it carries the shop's shape. */
const VERSION = 2;

/** More events than twice what a stream may keep are no recording of ours. */
const MOST_EVENTS = 200_000;
const event = v.looseObject({
  type: id,
  v: v.number(),
  at: v.object({ wall: instant, count: v.number() }),
  body: v.looseObject({}),
});
/** The shop that it was recorded in, as far as a replay needs it: strict, so that no address or secret is taken in with it. */
const shape = v.strictObject({
  sources: list(v.strictObject(v.pick(sourceConfig, ['id', 'name', 'role', 'lagMinutes']).entries), 1_000),
  accounts: list(v.strictObject(v.pick(account, ['id', 'name', 'channel', 'pool']).entries), 1_000),
  skus: list(v.strictObject(v.omit(skuFacts, ['supply', 'triggers']).entries)),
  listings: list(listing),
  modes: list(mode, 200),
  shipments: list(shipment),
  capacities: list(capacity, 1_000),
  sellings: list(selling, 1_000),
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
  shape: v.optional(v.nullable(shape), null),
});

/** No secret is in it, no address and no threshold; titles and SKUs are, and how the shop is built. */
export const writeRecorded = ({ recorded, lessons, shape }: RecordedFile): string =>
  JSON.stringify({ kind: KIND, version: VERSION, recorded, lessons, shape });

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
  const { recorded, lessons, shape: built } = file.output;
  // Its events have the shape of the log's; what is in them is found out by living through them, in a worker of its own.
  // What an earlier version wrote is read as its log would be; what a later one wrote is left out.
  const events = recorded.events.flatMap((event) => upcast(event as unknown as StoredEvent) ?? []);
  return good({ recorded: { ...recorded, events }, lessons, shape: built } as unknown as RecordedFile);
}
