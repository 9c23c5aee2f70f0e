import type { Brought } from '../domain/brought.ts';
import type { EventOf } from '../domain/event.ts';

/** What a person has brought as files, newest first. */
export function broughtBy(histories: readonly EventOf<'history'>[], funnels: readonly EventOf<'funnels'>[]): Brought {
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
    funnels: funnels
      .flatMap(({ body: { rows } }) => {
        const [first] = rows;
        if (first === undefined) return [];
        return [{ at: first.at, by: first.by, rows: rows.length, listings: new Set(rows.map(({ listing }) => listing)).size }];
      })
      .toReversed(),
  };
}
