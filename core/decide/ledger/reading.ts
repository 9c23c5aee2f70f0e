import { isFile } from '../../domain/file-source.ts';
import type { SourceHealth } from '../../domain/health.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type PlaceKey, type Position, placeKey, placeOf } from '../../domain/position.ts';
import type { ReadingBody } from '../../domain/reading.ts';
import { bySku } from './by-sku.ts';
import { noteOut, today } from './days.ts';
import { covers, feedAfter, gapMs, lateness, logTime } from './feed.ts';
import { hashOf } from './hash.ts';
import { put } from './level.ts';
import { type Answer, takePositions } from './positions.ts';
import { type Book, EMPTY_BOOK, type Held, type Ledger } from './state.ts';
import { isOut } from './stock-out.ts';
import { endedSince } from './written.ts';

/** One answer of one source: levels move, sales follow, what is gone is unknown. */
export function applyReading(ledger: Ledger, body: ReadingBody, logAt: Instant): Ledger {
  const { source } = body;
  const feed = ledger.feeds[source];
  const late = lateness(ledger.sources[source], feed, body);
  if (late !== null && feed !== undefined) {
    return { ...ledger, feeds: { ...ledger.feeds, [source]: { ...feed, late } }, changed: { skus: [], rest: false } };
  }
  // A file counts from the time that it is of, however late it is taken in.
  const at = isFile(ledger.settings.sources[source])
    ? Math.max(feed?.at ?? 0, Math.min(body.receivedAt, logAt))
    : logTime(feed, body.receivedAt, logAt);
  const answer: Answer = {
    source,
    at,
    coverAt: feed?.coverAt ?? at,
    covers: covers(body),
    ended: endedSince(ledger, source, feed?.at ?? 0),
  };
  const changed = grouped(body, answer, ledger.flickering);
  const goneBySku = bySku(body.gone);
  const touched = [...new Set([...changed.keys(), ...goneBySku.keys()])];
  const books: Record<Sku, Book> = touched.length === 0 ? {} : { ...ledger.books };
  const sums = { hash: 0, listed: 0, skus: 0, moved: false };
  for (const sku of touched) {
    const known = books[sku] ?? EMPTY_BOOK;
    const taken = takePositions(ledger, sku, known, changed.get(sku) ?? NONE, answer);
    const next = withGone(taken, goneBySku.get(sku) ?? [], answer);
    addUp(sums, known, next, source);
    const seen = next.since === null ? { ...next, since: today(ledger, at) } : next;
    books[sku] = noteOut(ledger, seen, isOut(ledger, next), at);
  }
  const before = ledger.sources[source];
  return {
    ...ledger,
    books: touched.length === 0 ? ledger.books : books,
    firstDay: ledger.firstDay ?? today(ledger, at),
    feeds: { ...ledger.feeds, [source]: feedAfter(feed, body, at, sums, gapMs(ledger)) },
    sources: { ...ledger.sources, [source]: healthAfter(before, body, sums.skus, sums.moved) },
    flickering: flickeringAfter(touched.length === 0 ? ledger.books : books, new Set([...ledger.flickering, ...changed.keys()])),
    changed: { skus: touched, rest: before === undefined || before.failures > 0 },
  };
}

type Group = ReadonlyMap<PlaceKey, Position>;
const NONE: Group = new Map();

/** By SKU and place; a place that stands twice in one answer (a page that shifted) is as it stood last. */
function grouped({ changed }: ReadingBody, { source, covers }: Answer, flickering: readonly Sku[]): ReadonlyMap<Sku, Group> {
  const groups = new Map<Sku, Group>();
  for (const [sku, positions] of bySku(changed)) {
    groups.set(sku, new Map(positions.map((position) => [placeKey({ source, location: position.location }), position])));
  }
  // A place that flickers is looked at in every answer that covers it: the same level again is news.
  if (covers) for (const sku of flickering) if (!groups.has(sku)) groups.set(sku, new Map());
  return groups;
}

function withGone(book: Book, gone: ReadingBody['gone'], { source, coverAt }: Answer): Book {
  let next = book;
  for (const { location } of gone) {
    const key = placeKey({ source, location });
    const held = next.places[key];
    if (held !== undefined) next = put(next, key, { ...held, gone: true, readAt: Math.max(held.readAt, coverAt) });
  }
  return next;
}

type Sums = { hash: number; listed: number; skus: number; moved: boolean };

/** What the source's sums gain by one SKU. */
function addUp(sums: Sums, before: Book, after: Book, source: SourceId): void {
  let [was, is] = [0, 0];
  for (const key in after.places) {
    const held = after.places[key];
    if (held === undefined || placeOf(key).source !== source) continue;
    const old = before.places[key];
    if (lists(old)) was += 1;
    if (lists(held)) is += 1;
    if (old === held) continue;
    sums.hash += (lists(held) ? hashOf(held.position) : 0) - (lists(old) ? hashOf(old.position) : 0);
    sums.moved ||= old?.level !== held.level;
  }
  sums.listed += is - was;
  sums.skus += Number(is > 0) - Number(was > 0);
}

const lists = (held: Held | undefined): held is Held => held !== undefined && !held.gone;

/** What flickers now: of those that did, and those that just moved. */
function flickeringAfter(books: Ledger['books'], candidates: ReadonlySet<Sku>): readonly Sku[] {
  const flickering: Sku[] = [];
  for (const sku of candidates) {
    const places = books[sku]?.places;
    for (const key in places) {
      if (places[key]?.flicker == null) continue;
      flickering.push(sku);
      break;
    }
  }
  return flickering;
}

function healthAfter(before: SourceHealth | undefined, body: ReadingBody, skus: number, moved: boolean): SourceHealth {
  return {
    source: body.source,
    lastGoodAt: body.receivedAt,
    observedAt: body.observedAt ?? before?.observedAt ?? null,
    skew: body.skew,
    coverage: body.coverage,
    failures: 0,
    problem: null,
    rowProblems: body.problems,
    skus: (before?.skus ?? 0) + skus,
    lastMovedAt: moved ? body.receivedAt : (before?.lastMovedAt ?? null),
  };
}
