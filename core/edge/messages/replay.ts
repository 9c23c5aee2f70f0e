/** What a page and the Web Worker that replays a recording say to each other. Both are ours; the recording may be anybody's file. */
import * as v from 'valibot';
import type { LearnedBody } from '../../domain/event.ts';
import type { RecordedStream } from '../../domain/recorded.ts';
import type { Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';

export type ReplayAsk = {
  readonly recorded: RecordedStream;
  readonly settings: ShopSettings;
  readonly lessons: readonly LearnedBody[];
};
export type FromReplay = { readonly say: 'review'; readonly review: Review | null } | { readonly say: 'failed' };

const alert = v.object({
  alert: v.string(),
  trigger: v.string(),
  sku: v.nullable(v.string()),
  raisedAt: v.number(),
  clearedAt: v.nullable(v.number()),
  done: v.nullable(v.picklist(['acknowledge', 'snooze'])),
});
const fromReplay = v.variant('say', [
  v.object({ say: v.literal('review'), review: v.nullable(v.looseObject({ stream: v.string(), alerts: v.array(alert) })) }),
  v.object({ say: v.literal('failed') }),
]);

export function parseFromReplay(message: unknown): FromReplay | null {
  const parsed = v.safeParse(fromReplay, message);
  return parsed.success ? (parsed.output as FromReplay) : null;
}
