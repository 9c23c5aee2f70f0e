import type { SourceId } from '../../domain/ids.ts';
import { type PlaceKey, placeOf } from '../../domain/position.ts';

const known = new Map<PlaceKey, SourceId>();

/** The source of a place, remembered: a shop has few places, and each is asked for with every movement. */
export function sourceOf(key: PlaceKey): SourceId {
  let source = known.get(key);
  if (source === undefined) {
    source = placeOf(key).source;
    if (known.size > 5_000) known.clear();
    known.set(key, source);
  }
  return source;
}
