import { type Phrase, phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome } from '../../domain/problem.ts';
import type { Answer } from './http.ts';
import { type Expression, expression } from './json-mapping.ts';
import { problem } from './problems.ts';

/** More pages than this are no stock list, but a next link that leads in a circle. */
const MOST_PAGES = 500;

export type Paging =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'page' | 'offset';
      readonly param: string;
      readonly sizeParam: string;
      readonly size: number;
      readonly first: number;
    }
  | { readonly kind: 'next'; readonly param: string; readonly next: Expression };

export function pagingOf(text: (id: string) => string): Outcome<Paging> {
  const kind = text('paging');
  const param = text('pageParam');
  if (kind === 'page' || kind === 'offset') {
    const size = Number(text('pageSize') || 100);
    if (param === '' || !Number.isInteger(size) || size < 1)
      return bad(problem('refused', phrase('source:json.needs', { field: param === '' ? 'pageParam' : 'pageSize' })));
    const first = Number(text('firstPage') || (kind === 'page' ? 1 : 0));
    return good({ kind, param, sizeParam: text('sizeParam'), size, first });
  }
  if (kind !== 'next') return good({ kind: 'none' });
  const next = expression(text('next'));
  return text('next') === '' || next === null
    ? bad(problem('refused', phrase('source:json.badExpression', { field: 'next' })))
    : good({ kind, param, next });
}

export type Page = { readonly answer: Answer; readonly rows: readonly unknown[] };
/** `cut`: why there may be more than these rows, as far as it can be said. */
export type Pages = {
  readonly first: Answer;
  readonly rows: readonly unknown[];
  readonly whole: boolean;
  readonly cut: Phrase | null;
};

/** Page after page, each row once; a later page that fails leaves a part. */
export async function readPages(
  address: string,
  paging: Paging,
  ask: (url: URL) => Promise<Outcome<Page>>,
): Promise<Outcome<Pages>> {
  const first = await ask(firstUrl(address, paging));
  if (!first.ok) return first;
  const rows = [...first.value.rows];
  let page = first.value;
  let [asked, most, moved] = [rows.length, rows.length, false];
  const links = new Set<string>();
  const ended = (cut: Phrase | null) => good({ first: first.value.answer, rows, whole: cut === null && !moved, cut });
  for (let count = 1; count < MOST_PAGES; count += 1) {
    const url = notTwice(nextUrl(address, paging, count, asked, page.answer.json), links);
    if (!(url instanceof URL)) return ended(url.cut);
    const next = await ask(url);
    if (!next.ok) return ended(isBehindLast(paging, next.problem.status) ? null : next.problem.say);
    const fresh = freshIn(next.value, page);
    // Asked for what is behind the last page, many systems give the last one again.
    if (fresh.length === 0 && next.value.rows.length > 0)
      return ended(hasEnded(paging, count, most) ? null : phrase('source:row.pages'));
    // The list has moved on between two pages: what stood at the end of one stands in the next again.
    moved ||= fresh.length < next.value.rows.length;
    for (const row of fresh) rows.push(row);
    page = next.value;
    // A server may give fewer rows a page than it is asked for: only a page shorter than the others is the last.
    if (paging.kind !== 'next' && page.rows.length < most) return ended(null);
    asked += page.rows.length;
    most = Math.max(most, page.rows.length);
  }
  return ended(phrase('source:row.pages'));
}

/** Links that lead in a circle lead to no end. */
function notTwice(to: Next, links: Set<string>): Next {
  if (!(to instanceof URL)) return to;
  if (links.has(to.href)) return { cut: phrase('source:row.pages') };
  links.add(to.href);
  return to;
}

function freshIn(page: Page, before: Page): readonly unknown[] {
  const known = new Set(before.rows.map((row) => JSON.stringify(row)));
  return page.rows.filter((row) => !known.has(JSON.stringify(row)));
}
const isBehindLast = ({ kind }: Paging, status: number | undefined) => kind !== 'next' && status === 404;
/** The same page twice is the last one, unless it looks as if the page were never heeded. */
const hasEnded = (paging: Paging, pages: number, most: number) =>
  paging.kind !== 'none' && paging.kind !== 'next' && (pages > 1 || most < paging.size);

function firstUrl(address: string, paging: Paging): URL {
  const url = new URL(address);
  if (paging.kind !== 'page' && paging.kind !== 'offset') return url;
  url.searchParams.set(paging.param, String(paging.first));
  if (paging.sizeParam !== '') url.searchParams.set(paging.sizeParam, String(paging.size));
  return url;
}

/** Where the next page is, or why there is none; null: this was the last. */
type Next = URL | { readonly cut: Phrase | null };

/** A link may not lead to another host: the key would go along. */
function nextUrl(address: string, paging: Paging, pages: number, rows: number, answer: unknown): Next {
  const url = firstUrl(address, paging);
  if (paging.kind === 'none') return { cut: null };
  if (paging.kind !== 'next') {
    if (rows === 0) return { cut: null };
    url.searchParams.set(paging.param, String(paging.first + (paging.kind === 'page' ? pages : rows)));
    return url;
  }
  const next = paging.next(answer);
  if ((typeof next !== 'string' && typeof next !== 'number') || next === '') return { cut: null };
  if (paging.param !== '') {
    url.searchParams.set(paging.param, String(next));
    return url;
  }
  const link = URL.canParse(String(next), address) ? new URL(String(next), address) : null;
  return link !== null && link.origin === url.origin ? link : { cut: phrase('source:row.elsewhere') };
}
