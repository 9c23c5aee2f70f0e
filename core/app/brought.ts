import type { Brought } from '../domain/brought.ts';
import type { EventOf } from '../domain/event.ts';
import type { Funnel } from '../domain/funnel.ts';
import type { ShopSettings } from '../domain/settings.ts';

type Counted = { readonly funnels: Readonly<Record<string, readonly Funnel[]>>; readonly streams: ShopSettings['streams'] };

/** What a person has brought as files, and what consoles have counted, newest first. */
export function broughtBy(
  histories: readonly EventOf<'history'>[],
  funnels: readonly EventOf<'funnels'>[],
  counted: Counted,
): Brought {
  return {
    history: histories
      .map(({ body: { file, of, from, to, at, days } }) => ({
        file,
        of,
        from,
        to,
        at,
        skus: new Set(days.map(({ sku }) => sku)).size,
        units: days.reduce((sum, { net }) => sum + net, 0),
      }))
      .toReversed(),
    funnels: [...funnels.flatMap(({ body: { rows } }) => sumOf(rows, null)), ...byConsole(counted)].toSorted(
      (a, b) => b.at - a.at,
    ),
  };
}

type Line = Brought['funnels'][number];
function sumOf(rows: readonly Funnel[], of: string | null): readonly Line[] {
  const [first] = rows;
  if (first === undefined) return [];
  const at = Math.max(...rows.map((row) => row.at));
  const listings = new Set(rows.flatMap(({ listing }) => listing ?? [])).size;
  return [{ at, by: first.by, rows: rows.length, listings, of }];
}

/** A line a stream. */
function byConsole({ funnels, streams }: Counted): readonly Line[] {
  const rows = Object.values(funnels)
    .flat()
    .filter(({ by }) => by === 'console');
  const byStream = new Map<string, Funnel[]>();
  for (const row of rows) {
    const of = 'stream' in row.of ? row.of.stream : row.of.day;
    byStream.set(of, [...(byStream.get(of) ?? []), row]);
  }
  return [...byStream].flatMap(([of, some]) => sumOf(some, streams[of]?.title || of));
}
