import * as v from 'valibot';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import type { OrderLine, OrdersTold } from '../../domain/order.ts';
import { bad, good, type Outcome } from '../../domain/problem.ts';
import type { Answer } from './http.ts';
import { sourceProblem } from './problems.ts';
import type { Vendure } from './vendure-api.ts';
import type { Paged } from './vendure-paged.ts';

/** Nothing of who bought it, and no money. */
const ORDERS =
  'query($o:OrderListOptions){orders(options:$o){totalItems items{id type updatedAt orderPlacedAt lines{id createdAt updatedAt quantity orderPlacedQuantity productVariant{sku}}}}}';

/**
 * Asked for again each time. A change bears the time at which it was made, or its transaction began, and is seen only when that
 * ends: a checkout waits for its payment provider in it, for no longer than a browser waits for an answer. Its database may count
 * whole seconds, and tell another time than the server that answers.
 */
const IN_FLIGHT = 2 * MINUTE;

const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);
const units = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.union([v.string(), v.number()]);
const order = v.object({
  id,
  type: v.nullish(v.string()),
  updatedAt: time,
  orderPlacedAt: v.nullable(time),
  lines: v.array(
    v.object({
      id,
      createdAt: time,
      updatedAt: time,
      quantity: units,
      orderPlacedQuantity: units,
      productVariant: v.object({ sku: v.string() }),
    }),
  ),
});
const page = v.object({ data: v.object({ orders: v.object({ totalItems: v.number(), items: v.array(order) }) }) });
type Order = v.InferOutput<typeof order>;

/** By how much this machine's clock is ahead of the server's, ms; 0 where they agree as far as one answer can tell. */
export function aheadOf(askedAt: Instant, { observedAt, receivedAt }: Pick<Answer, 'observedAt' | 'receivedAt'>): number {
  // It was made between the two, and an HTTP date counts whole seconds.
  return observedAt === null ? 0 : Math.min(Math.max(0, askedAt - observedAt - SECOND), receivedAt - observedAt);
}

/** The rights that the key needs for it, asked without any order coming back. */
export const mayReadOrders = (api: Vendure, signal: AbortSignal): Promise<Outcome<Answer>> =>
  api('{orders(options:{take:0}){totalItems}}', {}, signal);

/**
 * Orders that were placed and have changed since, whole or not at all: a watermark over a part would lose the rest. Vendure
 * allocates stock as an order is placed, in one transaction with it; a cart and an order that waits for its payment take none.
 *
 * The watermark is when they were asked for: every level that was read before shows only orders that could be read by then, and
 * those are told here. An order that was under way then is of before the watermark, and is told by a later answer, which goes back
 * over what may have been (`IN_FLIGHT`); its stock does not fall before that either. All times are this machine's: `ahead` of the server's.
 * A part of a line that costs nothing, cancelled later than that, leaves the order's time as it was: it is told when the order changes next.
 */
export async function ordersOf(
  source: SourceId,
  paged: Paged,
  span: { readonly since: Instant; readonly askedAt: Instant; readonly ahead: () => number },
  signal: AbortSignal,
): Promise<Outcome<OrdersTold>> {
  const { since, askedAt, ahead } = span;
  const after = new Date(since - ahead() - IN_FLIGHT).toISOString();
  const filter = { updatedAt: { after }, orderPlacedAt: { isNull: false } };
  const lines: OrderLine[] = [];
  // By id: an order that changes meanwhile comes into the list and never leaves it, so none slips through between two pages.
  for await (const answer of paged(ORDERS, { filter, sort: { id: 'ASC' } }, read, signal)) {
    if (!answer.ok) return answer;
    const { items } = answer.value;
    for (const one of items) lines.push(...linesOf(source, one, (at) => Math.min(at + ahead(), askedAt)));
  }
  return good({ watermark: askedAt, lines });
}

function read(json: unknown): Outcome<{ readonly total: number; readonly rows: number; readonly items: readonly Order[] }> {
  const whole = v.safeParse(page, json);
  if (!whole.success) return bad(sourceProblem('malformed'));
  const { totalItems: total, items } = whole.output.data.orders;
  return good({ total, rows: items.length, items });
}

/**
 * What is cancelled leaves a line's quantity, and what somebody adds later raises it: ordered is the most that it was known to be.
 * Of an order that Vendure splits among several sellers, theirs repeat its lines.
 */
function linesOf(source: SourceId, { id, type, updatedAt, orderPlacedAt, lines }: Order, atHere: (at: Instant) => Instant) {
  if (orderPlacedAt === null || type === 'Seller') return [];
  return lines.flatMap((line): OrderLine[] => {
    const sku = line.productVariant.sku.trim();
    const quantity = Math.max(line.quantity, line.orderPlacedQuantity);
    if (sku === '' || quantity === 0) return [];
    const released = quantity - line.quantity;
    return [
      {
        source,
        order: String(id),
        line: String(line.id),
        revision: Math.max(updatedAt, line.updatedAt),
        sku,
        quantity,
        ...(released === 0 ? {} : { released }),
        // A line that was added later was sold then.
        createdAt: atHere(Math.max(orderPlacedAt, line.createdAt)),
        state: 'paid',
      },
    ];
  });
}
