import * as v from 'valibot';
import type { Surface } from '../../domain/actor.ts';
import type { Origin } from '../../domain/ids.ts';
import { pageData } from '../console/profile-schema.ts';
import type { Tables } from '../sites.ts';
import { type Area, type Item, type ItemTrouble, item } from './local.ts';

/** Everything that lies in the browser's own storage, one line each. */
type Report = (trouble: ItemTrouble) => void;

/** Where the overlay sits on a site. Lengths in CSS pixels. */
export type Placement = {
  readonly dock: 'left' | 'right' | 'free';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly collapsed: boolean;
};
export const FIRST_PLACEMENT: Placement = { dock: 'right', x: 0, y: 0, width: 420, height: 640, collapsed: false };
const length = v.pipe(v.number(), v.finite(), v.minValue(-20_000), v.maxValue(20_000));
const placement = v.object({
  dock: v.picklist(['left', 'right', 'free']),
  x: length,
  y: length,
  width: v.pipe(length, v.minValue(1)),
  height: v.pipe(length, v.minValue(1)),
  collapsed: v.boolean(),
});

/** `site` is the console page's origin, `https://shop.tiktok.com`. */
export const placementItem = (area: Area, site: string, report?: Report): Item<Placement> =>
  item({
    area,
    key: `placement:${site}`,
    version: 1,
    schema: placement,
    fallback: FIRST_PLACEMENT,
    ...(report ? { report } : {}),
  });

/** What the script in a page's own world reads there, by site: for profiles that are not built in. */
export const tablesItem = (area: Area, report?: Report): Item<Tables> =>
  item({
    area,
    key: 'pageTables',
    version: 1,
    schema: v.record(v.string(), v.array(pageData)),
    fallback: {},
    ...(report ? { report } : {}),
  });

export type Language = 'en' | 'zh';
/** Null: as the browser says. */
export const languageItem = (area: Area, surface: Surface, report?: Report): Item<Language | null> =>
  item({
    area,
    key: `language:${surface}`,
    version: 1,
    schema: v.nullable(v.picklist(['en', 'zh'])),
    fallback: null,
    ...(report ? { report } : {}),
  });

/** This browser's log identity: read, or made once. `make` gives a fresh ULID. */
export async function originOf(area: Area, make: () => Origin): Promise<Origin> {
  const stored = item({ area, key: 'origin', version: 1, schema: v.pipe(v.string(), v.minLength(1)), fallback: '' });
  const known = await stored.get();
  if (known !== '') return known;
  const fresh = make();
  await stored.set(fresh);
  return fresh;
}
