import type { LocationId, SourceId } from '../domain/ids.ts';
import { type PlaceKey, placeOf } from '../domain/position.ts';

type Books = Readonly<Record<string, { readonly places: Readonly<Record<PlaceKey, { readonly gone: boolean }>> }>>;
export type PlaceRow = { readonly source: SourceId; readonly location: LocationId; readonly skus: number };

/** The places that sources have told of, and how many SKUs each holds now: what a pool is chosen from. */
export function placesOf(books: Books): readonly PlaceRow[] {
  const counts = new Map<PlaceKey, number>();
  for (const { places } of Object.values(books))
    for (const [key, { gone }] of Object.entries(places)) counts.set(key, (counts.get(key) ?? 0) + (gone ? 0 : 1));
  return [...counts].map(([key, skus]) => ({ ...placeOf(key), skus })).sort((a, b) => (placeName(a) < placeName(b) ? -1 : 1));
}

const placeName = ({ source, location }: PlaceRow): string => `${source} ${location}`;
