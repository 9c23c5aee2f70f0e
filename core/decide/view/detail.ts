import { isFromData, type RowSeen } from '../../domain/console.ts';
import type { Sku } from '../../domain/ids.ts';
import type { SkuSales } from '../../domain/sales.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { PlaceStock } from '../../domain/stock.ts';
import type { PageFigure, SkuDetail } from '../../domain/view.ts';
import { promiseOf, type SkuLine } from './line.ts';

export type DetailFacts = {
  readonly sku: Sku;
  readonly line: SkuLine;
  readonly fan: SkuDetail['fan'];
  readonly facts: SkuFacts | null;
  /** Every place of the shop that holds it. */
  readonly places: readonly PlaceStock[];
  readonly nameOf: (source: string) => string;
  readonly inPool: (place: PlaceStock) => boolean;
  readonly isChannel: (place: PlaceStock) => boolean;
};

/** What stands behind one SKU's numbers. */
export function skuDetail({ sku, line, fan, facts, places, nameOf, inPool, isChannel }: DetailFacts): SkuDetail {
  const { stock } = line;
  return {
    sku,
    title: facts?.title ?? places.find((place) => place.position.title !== null)?.position.title ?? '',
    forecast: line.forecast,
    ...(line.sales?.among === undefined ? {} : { among: line.sales.among }),
    curve: curveOf(line.sales),
    fan,
    places: places.map((place) => ({
      name: nameOf(place.place.source),
      location: place.place.location,
      level: place.level,
      withheld: place.withheld,
      unsellable: place.position.unsellable,
      awaitingPutaway: place.position.awaitingPutaway,
      inbound: place.position.inbound.reduce((units, one) => units + Math.floor(one.quantity), 0),
      inPool: inPool(place),
      channel: isChannel(place),
      gone: place.gone,
      flickering: place.flickering,
      readAt: place.readAt,
    })),
    available: stock.available,
    unseen: stock.unseen,
    channelSellable: stock.channelSellable,
    buffer: facts?.buffer ?? 0,
    setAside: facts?.setAside ?? 0,
    safeToPromise: promiseOf(line),
    unexplained: places.flatMap((place) =>
      place.unexplained.map(({ at, units }) => ({ source: place.place.source, location: place.place.location, at, units })),
    ),
  };
}

const FIGURES: readonly PageFigure['of'][] = ['impressions', 'clicks', 'cart', 'sold', 'sellable'];

/** What the console page says of a listing, and how surely. */
export function pageFigures(seen: RowSeen | undefined): readonly PageFigure[] {
  if (seen === undefined) return [];
  return FIGURES.flatMap((of): readonly PageFigure[] => {
    const [exact, about] = [seen[of], seen.about?.[of] ?? null];
    if (exact !== null) return [{ of, count: exact, as: isFromData(seen, of) ? 'data' : 'exact' }];
    return about === null ? [] : [{ of, count: about, as: 'about' }];
  });
}

/** Net units so far, minute by minute. When units were given back nobody tells: they are taken off evenly. */
function curveOf(sales: SkuSales | null): SkuDetail['curve'] {
  if (sales === null || sales.ordered <= 0) return [];
  const kept = Math.max(0, sales.net) / sales.ordered;
  let ordered = 0;
  return sales.byMinute.map(({ minute, units }) => {
    ordered += units;
    return { at: minute, net: ordered * kept };
  });
}
