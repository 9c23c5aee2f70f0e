import type { Instant } from '../../domain/instant.ts';
import { good, type Outcome } from '../../domain/problem.ts';
import { listLimitOf, type Vendure } from './vendure-api.ts';

const TAKE = 1000;

/** `rows`: of the answer, good or bad: what the next page skips. */
type Page = { readonly total: number; readonly rows: number };
export type Paged = <P extends Page>(
  query: string,
  options: object,
  read: (json: unknown) => Outcome<P>,
  signal: AbortSignal,
) => AsyncGenerator<Outcome<P & { readonly observedAt: Instant | null }>>;

/** Pages of a list, one after the other, until all came or one failed; smaller ones where the server asks for that, and from then on. */
export function pagedBy(api: Vendure): Paged {
  let take = TAKE;

  async function pageAt<P extends Page>(
    query: string,
    options: object,
    read: (json: unknown) => Outcome<P>,
    signal: AbortSignal,
    skip: number,
  ): Promise<Outcome<P & { readonly observedAt: Instant | null }>> {
    const answer = await api(query, { o: { ...options, take, skip } }, signal);
    if (!answer.ok) {
      const limit = listLimitOf(answer.problem);
      if (limit === null || limit < 1 || limit >= take) return answer;
      take = limit;
      return pageAt(query, options, read, signal, skip);
    }
    const page = read(answer.value.json);
    return page.ok ? good({ ...page.value, observedAt: answer.value.observedAt }) : page;
  }

  return async function* (query, options, read, signal) {
    for (let skip = 0, total = 1; skip < total; ) {
      const page = await pageAt(query, options, read, signal, skip);
      yield page;
      if (!page.ok || page.value.rows === 0) return;
      total = page.value.total;
      skip += page.value.rows;
    }
  };
}
