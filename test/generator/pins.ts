import { MINUTE } from '../../core/domain/instant.ts';
import type { Span } from '../../core/domain/recording.ts';
import type { Chance } from './random.ts';
import type { Product } from './shop.ts';

/** How much slower or faster than planned an evening presents, and a slot of it; standard deviations of logarithms. */
export const SHOW_PACE = 0.12;
export const SLOT_PACE = 0.3;

/** Every product once, the better ones again, until the evening is full. Minutes from the start. */
export function makeRundown(chance: Chance, offered: readonly Product[], planned: number): readonly Span[] {
  const turns = [...offered, ...offered.filter(({ buys }) => buys > 0.006)]
    .map((product) => ({ product, at: chance.unit() }))
    .toSorted((a, b) => a.at - b.at);
  const slots: Span[] = [];
  let minute = chance.whole(2, 6);
  for (const { product } of turns) {
    const length = chance.whole(3, 7);
    if (minute + length > planned - 2) break;
    slots.push({ sku: product.sku, startsAt: minute * MINUTE, endsAt: (minute + length) * MINUTE });
    minute += length + (chance.happens(0.2) ? chance.whole(1, 3) : 0);
  }
  return slots;
}

/** What was really presented: slots run long or short, some are left out, two change places. */
export function makePins(chance: Chance, rundown: readonly Span[], startsAt: number): readonly Span[] {
  const order = orderOf(chance, rundown);
  const pace = chance.factor(SHOW_PACE);
  return presented(chance, order, startsAt + chance.whole(1, 6) * MINUTE, pace);
}

export function orderOf(chance: Chance, rundown: readonly Span[]): readonly Span[] {
  const order = rundown.filter(() => !chance.happens(0.08));
  for (let at = 1; at < order.length; at += 1) {
    const [one, other] = [order[at - 1], order[at]];
    if (one !== undefined && other !== undefined && chance.happens(0.06)) [order[at - 1], order[at]] = [other, one];
  }
  return order;
}

/** One slot after the other, from this instant on. */
export function presented(chance: Chance, order: readonly Span[], from: number, pace: number): readonly Span[] {
  let at = from;
  return order.map((slot) => {
    const length = lengthOf(chance, slot, pace);
    const pin = { sku: slot.sku, startsAt: at, endsAt: at + length };
    at += length + (chance.happens(0.25) ? MINUTE : 0);
    return pin;
  });
}

export const lengthOf = (chance: Chance, { startsAt, endsAt }: Span, pace: number): number =>
  Math.max(1, Math.round(((endsAt - startsAt) / MINUTE) * pace * chance.factor(SLOT_PACE))) * MINUTE;
