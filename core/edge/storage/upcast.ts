import { EVENT_VERSIONS, type EventType, type LogEvent } from '../../domain/event.ts';
import type { StoredEvent } from './schema.ts';

/** One step of one event type's body, from version `to - 1`. A released one is never changed, and has a test. */
type EventMigration = { readonly to: number; readonly body: (body: unknown) => unknown };
export type EventMigrations = Readonly<Partial<Record<EventType, readonly EventMigration[]>>>;

/** To change an event's body: raise its version in `domain/event.ts` and add one line here. */
export const EVENT_MIGRATIONS: EventMigrations = {
  // Its keys may be missing since: before, they never were.
  consoleSeen: [{ to: 2, body: (body) => body }],
  // How many units a buyer takes at once, and how the audience comes and goes, was not kept before: nothing is known of it.
  // The errors were those of a model with fewer ways.
  learned: [{ to: 2, body: withLesson((lesson) => ({ ...lesson, together: { units: 0, worth: 0 }, crowd: [], misses: [] })) }],
  // Whose orders a file held was not asked before.
  history: [{ to: 2, body: (body) => ({ ...(body as object), of: '' }) }],
};

function withLesson(next: (lesson: object) => object): (body: unknown) => unknown {
  return (body) => {
    const known = body as { readonly lesson: object };
    return { ...known, lesson: next(known.lesson) };
  };
}

/**
 * The event in the shape that we know, migrated as it is read; null where it is of a later version or of a type that
 * we do not know. Such a one stays in the store as it came, and is read once an update knows it.
 */
export function upcast(
  stored: StoredEvent,
  versions: Readonly<Record<string, number>> = EVENT_VERSIONS,
  migrations: EventMigrations = EVENT_MIGRATIONS,
): LogEvent | null {
  const known = Object.hasOwn(versions, stored.type) ? versions[stored.type] : undefined;
  if (known === undefined || stored.v > known) return null;
  const steps = migrations[stored.type as EventType] ?? [];
  let body = stored.body;
  for (let to = stored.v + 1; to <= known; to += 1) {
    const step = steps.find((one) => one.to === to);
    if (step === undefined) return null;
    body = step.body(body);
  }
  // Written by us under this type and version, and migrated step by step: the cast is where storage meets the domain.
  return { ...stored, v: known, body } as LogEvent;
}

/** Whether an event was beyond the given versions: a fold made with them does not hold it. */
export const wasUnread = (stored: StoredEvent, versions: Readonly<Record<string, number>>): boolean =>
  !Object.hasOwn(versions, stored.type) || stored.v > (versions[stored.type] ?? 0);
