/** What a page and the Web Worker that replays a recording say to each other. Both are ours; the recording may be anybody's file. */
import * as v from 'valibot';
import type { Better, Judged } from '../../domain/desk.ts';
import type { LearnedBody } from '../../domain/event.ts';
import type { VariantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { RecordedStream } from '../../domain/recorded.ts';
import type { AlertReview, Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { DetailView, PanelView } from '../../domain/view.ts';

export type Replayed = {
  readonly recorded: RecordedStream;
  readonly settings: ShopSettings;
  readonly lessons: readonly LearnedBody[];
};
export type ReplayAsk =
  /** From end to end, at once: how it would be looked back upon. */
  | ({ readonly say: 'whole' } & Replayed)
  /** Which numbers would have served better: a word after each that was lived through. */
  | ({ readonly say: 'better'; readonly proposals: readonly Better[] } & Replayed)
  /** Step by step: it stands at its beginning. */
  | ({ readonly say: 'begin' } & Replayed)
  /** On to this moment, never back. `detail`: what is opened in the panel. */
  | {
      readonly say: 'to';
      readonly at: Instant;
      readonly detail: { readonly listing: string; readonly variant: VariantId } | null;
    };
export type ReplayMoment = {
  readonly at: Instant;
  readonly view: PanelView;
  readonly detail: DetailView | null;
  /** Those that came so far, oldest first. */
  readonly alerts: readonly AlertReview[];
};
export type FromReplay =
  | { readonly say: 'review'; readonly review: Review | null }
  | ({ readonly say: 'judged' } & Judged)
  | ({ readonly say: 'moment' } & ReplayMoment)
  | { readonly say: 'failed' };

const alert = v.looseObject({
  alert: v.string(),
  trigger: v.string(),
  sku: v.nullable(v.string()),
  raisedAt: v.number(),
  clearedAt: v.nullable(v.number()),
  done: v.nullable(v.picklist(['acknowledge', 'snooze'])),
});
const fromReplay = v.variant('say', [
  v.object({ say: v.literal('review'), review: v.nullable(v.looseObject({ stream: v.string(), alerts: v.array(alert) })) }),
  v.object({
    say: v.literal('judged'),
    done: v.number(),
    of: v.number(),
    found: v.array(v.looseObject({ id: v.string() })),
    refuted: v.array(v.string()),
  }),
  v.object({
    say: v.literal('moment'),
    at: v.number(),
    view: v.looseObject({ order: v.array(v.string()) }),
    detail: v.nullable(v.looseObject({ listing: v.string() })),
    alerts: v.array(alert),
  }),
  v.object({ say: v.literal('failed') }),
]);

/** The worker is ours and draws views of ours: only their frame is checked. */
export function parseFromReplay(message: unknown): FromReplay | null {
  const parsed = v.safeParse(fromReplay, message);
  return parsed.success ? (parsed.output as unknown as FromReplay) : null;
}
