import * as v from 'valibot';
import { phrase } from '../../domain/phrase.ts';
import { bad, type Outcome, type Problem } from '../../domain/problem.ts';
import type { Answer, Http } from './http.ts';
import { problem, sourceProblem } from './problems.ts';

export const FIELDS =
  'totalItems items{id sku name enabled trackInventory stockLevels{stockOnHand stockAllocated stockLocation{id name}} product{id enabled}}';
export const VARIANTS = `query($o:ProductVariantListOptions){productVariants(options:$o){${FIELDS}}}`;
export const SET_ENABLED = 'mutation($i:UpdateProductVariantInput!){updateProductVariant(input:$i){id enabled}}';

const failed = v.object({
  errors: v.pipe(
    v.array(v.object({ message: v.string(), extensions: v.nullish(v.object({ code: v.nullish(v.string()) })) })),
    v.minLength(1),
  ),
});

export type Vendure = (query: string, variables: unknown, signal: AbortSignal, key?: string) => Promise<Outcome<Answer>>;

/** The Admin API: errors come inside HTTP 200, and a wrong key looks like one that may not do this. */
export function vendureApi(http: Http, url: string, apiKey: string): Vendure {
  return async (query, variables, signal, key) => {
    const answer = await http(
      { url, headers: { 'vendure-api-key': apiKey }, post: { query, variables }, ...(key === undefined ? {} : { key }) },
      signal,
    );
    if (!answer.ok) return answer;
    const errors = v.safeParse(failed, answer.value.json);
    return errors.success ? bad(vendureProblem(errors.output.errors[0])) : answer;
  };
}

type VendureError = v.InferOutput<typeof failed>['errors'][number] | undefined;

function vendureProblem(error: VendureError): Problem {
  const code = error?.extensions?.code ?? '';
  if (code === 'FORBIDDEN' || code === 'UNAUTHORIZED') return sourceProblem('credentials');
  if (code === 'INTERNAL_SERVER_ERROR') return sourceProblem('server');
  const limit = /Cannot take more than (\d+) results/.exec(error?.message ?? '')?.[1];
  if (limit !== undefined) return problem('refused', phrase('source:vendure.listLimit', { limit: Number(limit) }));
  // Only the code: a message is free text, and might repeat what we sent.
  return problem('refused', phrase('source:vendure.refused', { code: /^[A-Z_]{1,40}$/.test(code) ? code : '?' }));
}

/** The smaller page that the server asks for; null where that is not what it says. */
export const listLimitOf = ({ say }: Problem): number | null =>
  say.key === 'source:vendure.listLimit' ? Number(say.values?.limit) : null;
