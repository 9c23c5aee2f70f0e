import { liftIn } from '../decide/forecast/stream/count.ts';
import type { Model } from '../decide/forecast/stream/model.ts';
import { exposureOf, pieces, type Stage } from '../decide/forecast/stream/stage.ts';
import type { Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';

/**
 * Which part of what a SKU is still to sell is sold by an instant: as its exposure goes, from where its sales are known to the
 * expected end. What stock-out, fan and untold units have in common.
 */
export function partOf(model: Model, stage: Stage, sku: Sku): (by: Instant) => number {
  const { at } = stage.show;
  const lift = liftIn(model, stage, sku);
  const worth = (by: Instant) => exposureOf(pieces(stage, sku, at, by), stage.worth, lift);
  let all: number | null = null;
  return (by) => {
    all ??= worth(stage.until);
    return all <= 0 ? 0 : worth(Math.min(by, stage.until)) / all;
  };
}
