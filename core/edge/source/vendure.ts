import type { SourceId } from '../../domain/ids.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import { bad, good, type Outcome, type RowProblem } from '../../domain/problem.ts';
import type { Reading } from '../../domain/reading.ts';
import type { CheckReport, Connector, Source } from '../../ports.ts';
import { addressProblem, hostPattern } from './address.ts';
import { coverageOf } from './coverage.ts';
import { createHttp } from './http.ts';
import { problem, sourceProblem } from './problems.ts';
import { updateVariant, VARIANTS, type Vendure, vendureApi } from './vendure-api.ts';
import { readBackOf, standsOf, writeLevels } from './vendure-levels.ts';
import { aheadOf, mayReadOrders, ordersOf } from './vendure-orders.ts';
import { parseVendurePage, type VendurePage } from './vendure-page.ts';
import { pagedBy } from './vendure-paged.ts';

/** The Admin API's address; a shop's root is completed. */
export function adminApiOf(address: string): string {
  const url = new URL(address.trim());
  if (url.pathname === '/') url.pathname = '/admin-api';
  return url.href;
}

export const vendure: Connector = {
  id: 'vendure',
  name: phrase('source:vendure.name'),
  roles: ['warehouse', 'channel', 'both'],
  lagMinutes: 0,
  // A shop's own system, without a rate limit of its own.
  waveMs: 2_000,
  tellsOrders: true,
  fields: [
    {
      id: 'address',
      label: phrase('source:vendure.address'),
      help: phrase('source:vendure.addressHelp'),
      type: 'url',
      required: true,
    },
    {
      id: 'apiKey',
      label: phrase('source:vendure.apiKey'),
      help: phrase('source:vendure.apiKeyHelp'),
      type: 'secret',
      required: true,
    },
  ],
  parse(config) {
    const wrong = addressProblem(config.address);
    return wrong === null ? good({ ...config, address: adminApiOf(config.address) }) : bad(wrong);
  },
  hosts: ({ address }) => hostPattern(address),
  open({ id, address }, secret, world) {
    return vendureSource(id, vendureApi(createHttp(world), address, secret?.apiKey ?? ''), world.clock.now);
  },
};

function vendureSource(id: SourceId, plain: Vendure, now: () => number): Source {
  let ahead = 0;
  const api: Vendure = async (...ask) => {
    const askedAt = now();
    const answer = await plain(...ask);
    if (answer.ok) ahead = aheadOf(askedAt, answer.value);
    return answer;
  };
  const paged = pagedBy(api);

  async function positions(signal: AbortSignal): Promise<Outcome<Reading>> {
    const found: Position[] = [];
    const problems: RowProblem[] = [];
    let [observedAt, rows, total, missed]: [number | null, number, number | null, boolean] = [null, 0, null, false];
    let moved = false;
    for await (const page of paged(VARIANTS, { sort: { id: 'ASC' } }, readVariants, signal)) {
      if (!page.ok && total === null) return page;
      // A later page that failed: what came is used, and nothing is concluded to be gone.
      if (!page.ok) {
        problems.push({ row: `${rows + 1}–`, field: '', say: page.problem.say });
        break;
      }
      const { value } = page;
      for (const position of value.positions) found.push(position);
      for (const row of value.problems) problems.push(row);
      missed ||= value.missed;
      // Variants came or went between two pages: one of those that stay may have slipped through.
      moved ||= total !== null && total !== value.total;
      observedAt ??= value.observedAt;
      total = value.total;
      rows += value.rows;
    }
    const coverage = coverageOf(rows >= (total ?? 0) && !moved, missed);
    return good({ source: id, observedAt, receivedAt: now(), coverage, positions: found, problems });
  }

  return {
    id,
    abilities: { orders: true, pause: 'flag', level: 'adjust', perBuyer: false },
    positions,
    orders: (since, signal) => ordersOf(id, paged, { since, askedAt: now(), ahead: () => ahead }, signal),
    check: (signal) => check(api, signal),
    async setFlag(target, onSale, key, signal) {
      if (target.ref === null) return bad(problem('refused', phrase('source:vendure.noRef', { sku: target.sku })));
      return updateVariant(api, { id: target.ref, enabled: onSale }, signal, key);
    },
    setLevels: (target, writes, key, signal) => writeLevels(api, target, writes, key, signal),
    async readBack(target, signal) {
      const stands = await standsOf(api, target, signal);
      return stands.ok ? good(readBackOf(target, stands.value, now())) : stands;
    },
  };
}

function readVariants(json: unknown): Outcome<VendurePage> {
  const page = parseVendurePage(json);
  return page === null ? bad(sourceProblem('malformed')) : good(page);
}

/** Reads one variant and asks what the key may do; changes nothing. */
async function check(api: Vendure, signal: AbortSignal): Promise<CheckReport> {
  const answer = await api(VARIANTS, { o: { take: 1 } }, signal);
  if (!answer.ok) return { ok: false, lines: [{ ok: false, say: answer.problem.say }] };
  const page = parseVendurePage(answer.value.json);
  if (page === null) return { ok: false, lines: [{ ok: false, say: phrase('source:vendure.notVendure') }] };
  const reads = { ok: true, say: phrase('source:vendure.reads', { n: page.total }) };
  return { ok: true, lines: [reads, await ordersLine(api, signal), await writeLine(api, signal)] };
}

/** Whether the key may read orders: what is sold is told from them, else from falls of stock. */
async function ordersLine(api: Vendure, signal: AbortSignal): Promise<{ ok: boolean; say: Phrase }> {
  const answer = await mayReadOrders(api, signal);
  if (answer.ok) return { ok: true, say: phrase('source:vendure.orders') };
  const isDenied = answer.problem.kind === 'credentials';
  return { ok: false, say: phrase(isDenied ? 'source:vendure.noOrders' : 'source:vendure.ordersUnknown') };
}

/**
 * Whether the key may change a variant, its flag and its counts alike, without changing one: Vendure looks at the key's rights before it looks for the
 * variant, and there is none of this id. An API key may not ask for its own rights.
 */
async function writeLine(api: Vendure, signal: AbortSignal): Promise<{ ok: boolean; say: Phrase }> {
  const answer = await updateVariant(api, { id: '0', enabled: true }, signal);
  if (!answer.ok && answer.problem.kind === 'credentials') return { ok: false, say: phrase('source:vendure.cannotWrite') };
  const isAllowed =
    !answer.ok && answer.problem.say.key === 'source:vendure.refused' && answer.problem.say.values?.code === 'ENTITY_NOT_FOUND';
  return isAllowed
    ? { ok: true, say: phrase('source:vendure.writes') }
    : { ok: false, say: phrase('source:vendure.writeUnknown') };
}
