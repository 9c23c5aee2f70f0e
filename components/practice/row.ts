import type { ConsoleRow } from './console-world.ts';
import { element, write } from './element.ts';
import type { Words } from './words.ts';

const COUNTS = ['sellable', 'sold', 'clicks', 'impressions', 'cart'] as const;
/** Hues of the drawn pictures, by link number. */
const hueOf = (link: number): number => (link * 47) % 360;

export type RowDeps = {
  readonly words: Words;
  readonly pin: ((key: string | null) => void) | null;
  readonly signal: AbortSignal;
};
export type RowElement = { readonly root: HTMLElement; update(row: ConsoleRow): void; readonly shape: string };

/** What makes the page draw a row anew instead of writing a number into it. */
export const shapeOf = ({ key, state, pinned, offer, title, link, perBuyer = null }: ConsoleRow): string =>
  JSON.stringify([key, state, pinned, offer, title, link, perBuyer]);

/** One product row of the console. `copy`: the one that is lifted on top while it is presented. */
export function rowElement(row: ConsoleRow, copy: boolean, { words, pin, signal }: RowDeps): RowElement {
  const number = element('span', { class: 'pc-link', 'data-field': 'link' }, String(row.link));
  const picture = element('span', { class: 'pc-picture', 'aria-hidden': 'true', style: `--hue:${hueOf(row.link)}` });
  const title = element('span', { class: 'pc-title', 'data-field': 'title', dir: 'auto', title: row.title }, row.title);
  const price = element('span', { class: 'pc-price' }, money(row.price));
  const under = element('div', { class: 'pc-under' }, price, ...offerChip(row, words), ...limitChip(row, words));
  const name = element('div', { class: 'pc-name' }, element('div', { class: 'pc-title-line' }, title), under);
  const counts = COUNTS.map((field) => element('span', { class: `pc-count pc-${field}`, 'data-field': field }));
  const state = element('span', { class: 'pc-state' }, words(`state.${row.state}`));
  const button = element(
    'button',
    { type: 'button', class: 'pc-pin', 'aria-pressed': String(row.pinned) },
    words(row.pinned ? 'row.unpin' : 'row.pin'),
  );
  if (pin === null) button.disabled = true;
  else button.addEventListener('click', () => pin(row.pinned ? null : row.key), { signal });
  const offer = row.offer === null ? {} : { 'data-offer': row.offer };
  const root = element(
    'div',
    {
      class: copy ? 'pc-row pc-copy' : 'pc-row',
      role: 'row',
      'data-key': row.key,
      'data-state': row.state,
      'data-pinned': String(row.pinned),
      ...offer,
    },
    number,
    picture,
    name,
    ...counts,
    state,
    button,
  );
  const update = (now: ConsoleRow) => {
    for (const [index, field] of COUNTS.entries()) {
      const cell = counts[index];
      const count = now[field];
      if (cell !== undefined) write(cell, count === null ? '—' : exact(count));
    }
  };
  update(row);
  return { root, update, shape: shapeOf(row) };
}

const offerChip = ({ offer }: ConsoleRow, words: Words): readonly HTMLElement[] =>
  offer === null ? [] : [element('span', { class: `pc-offer is-${offer}` }, words(`offer.${offer}`))];

const limitChip = ({ perBuyer = null }: ConsoleRow, words: Words): readonly HTMLElement[] =>
  perBuyer === null
    ? []
    : [element('span', { class: 'pc-offer', 'data-field': 'perBuyer' }, words('row.perBuyer', { n: perBuyer }))];

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const whole = new Intl.NumberFormat('en-US');
const money = (price: number): string => dollars.format(price);
export const exact = (count: number): string => whole.format(count);
