import type { PageSeen, RowSeen } from '../../domain/console.ts';
import type { Present, Profile, Read, Readable, Words } from '../../domain/profile.ts';
import { OURS } from './ours.ts';

/** A whole number as consoles print it exactly: digits, with or without thousands separators. "18.8k" is not one. */
const EXACT = /^\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+$|^\d+$/;

/** Longest text that is taken off a page. */
const LONGEST = 300;

export function textOf(row: Element, read: Read | undefined): string | null {
  if (read === undefined) return null;
  const element = read.at === undefined ? row : row.querySelector(read.at);
  if (element === null) return null;
  const raw = read.attribute === undefined ? pageText(element) : element.getAttribute(read.attribute);
  const text = raw === null ? '' : raw.trim().slice(0, LONGEST);
  if (read.pattern === undefined) return text === '' ? null : text;
  return new RegExp(read.pattern, 'u').exec(text)?.[1] ?? null;
}

/** What the page says, without what we have drawn into it. */
export function pageText(element: Element): string | null {
  if (element.querySelector(`[${OURS}]`) === null) return element.textContent;
  const copy = element.cloneNode(true) as Element;
  for (const ours of copy.querySelectorAll(`[${OURS}]`)) ours.remove();
  return copy.textContent;
}

/** An exact count, or null: unknown is never 0, and what is abbreviated is not exact. */
export function countOf(row: Element, read: Read | undefined): number | null {
  const text = textOf(row, read);
  return text === null || !EXACT.test(text) ? null : Number(text.replace(/\D/g, ''));
}

function wordOf<W extends string>(row: Element, read: Words<W> | undefined): W | null {
  const text = textOf(row, read);
  if (read === undefined || text === null) return null;
  return Object.hasOwn(read.words, text) ? (read.words[text] ?? null) : null;
}

function presentIn(row: Element, read: Present | Words<'yes' | 'no'> | undefined): boolean | null {
  if (read === undefined) return null;
  if (!('words' in read)) return row.matches(read.at) || row.querySelector(read.at) !== null;
  const word = wordOf(row, read);
  return word === null ? null : word === 'yes';
}

export function readRow(row: Element, profile: Readable): RowSeen | null {
  const key = textOf(row, profile.rows.key);
  if (key === null) return null;
  const { fields } = profile;
  return {
    key,
    title: textOf(row, fields.title),
    link: countOf(row, fields.link),
    state: wordOf(row, fields.state) ?? 'unknown',
    sellable: countOf(row, fields.sellable),
    pinned: presentIn(row, fields.pinned),
    offer: wordOf(row, fields.offer),
    sold: countOf(row, fields.sold),
    clicks: countOf(row, fields.clicks),
    impressions: countOf(row, fields.impressions),
    cart: countOf(row, fields.cart),
  };
}

export function readPage(root: Document, { page }: Profile): PageSeen {
  const body = root.documentElement;
  return {
    live: wordOf(body, page.live) ?? 'unknown',
    room: textOf(body, page.room),
    viewers: countOf(body, page.viewers),
    comments: countOf(body, page.comments),
  };
}
