import * as v from 'valibot';
import type { CommandTarget } from '../../domain/command.ts';
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
import { listLimitOf, SET_ENABLED, VARIANTS, type Vendure, vendureApi } from './vendure-api.ts';
import { parseVendurePage, type VendurePage } from './vendure-page.ts';

const TAKE = 1000;

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

function vendureSource(id: SourceId, api: Vendure, now: () => number): Source {
  let take = TAKE;

  async function pageAt(skip: number, signal: AbortSignal): Promise<Outcome<VendurePage & { observedAt: number | null }>> {
    const answer = await api(VARIANTS, { o: { take, skip, sort: { id: 'ASC' } } }, signal);
    if (!answer.ok) {
      const limit = listLimitOf(answer.problem);
      if (limit === null || limit < 1 || limit >= take) return answer;
      take = limit;
      return pageAt(skip, signal);
    }
    const page = parseVendurePage(answer.value.json);
    return page === null ? bad(sourceProblem('malformed')) : good({ ...page, observedAt: answer.value.observedAt });
  }

  /** Pages one after the other, until all came or one failed. */
  async function* pages(signal: AbortSignal) {
    for (let skip = 0, total = 1; skip < total; ) {
      const page = await pageAt(skip, signal);
      yield page;
      if (!page.ok || page.value.rows === 0) return;
      total = page.value.total;
      skip += page.value.rows;
    }
  }

  async function positions(signal: AbortSignal): Promise<Outcome<Reading>> {
    const found: Position[] = [];
    const problems: RowProblem[] = [];
    let [observedAt, rows, total, missed]: [number | null, number, number | null, boolean] = [null, 0, null, false];
    let moved = false;
    for await (const page of pages(signal)) {
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

  /** A variant by its id; never by SKU alone, which Vendure lets two variants share. */
  async function variant(target: CommandTarget, signal: AbortSignal): Promise<Outcome<readonly Position[]>> {
    if (target.ref === null) return bad(problem('refused', phrase('source:vendure.noRef', { sku: target.sku })));
    const answer = await api(VARIANTS, { o: { take: 1, filter: { id: { eq: target.ref } } } }, signal);
    if (!answer.ok) return answer;
    const page = parseVendurePage(answer.value.json);
    if (page === null) return bad(sourceProblem('malformed'));
    const own = page.positions.filter(({ sku, ref }) => sku === target.sku && ref === target.ref);
    return own.length > 0 ? good(own) : bad(problem('refused', phrase('source:vendure.notFound', { sku: target.sku })));
  }

  return {
    id,
    abilities: { orders: false, pause: 'flag', level: null, perBuyer: false },
    positions,
    check: (signal) => check(api, signal),
    async setFlag(target, onSale, key, signal) {
      if (target.ref === null) return bad(problem('refused', phrase('source:vendure.noRef', { sku: target.sku })));
      const answer = await api(SET_ENABLED, { i: { id: target.ref, enabled: onSale } }, signal, key);
      if (!answer.ok) return answer;
      return v.is(done, answer.value.json) ? good(null) : bad(sourceProblem('malformed'));
    },
    async readBack(target, signal) {
      const found = await variant(target, signal);
      if (!found.ok) return found;
      const levels = found.value.flatMap(({ location, onHand, reserved }) =>
        onHand === null ? [] : [{ location, level: Math.floor(onHand - (reserved ?? 0)) }],
      );
      return good({ source: id, sku: target.sku, onSale: found.value[0]?.onSale ?? null, levels, at: now() });
    },
  };
}

const done = v.object({ data: v.object({ updateProductVariant: v.object({ enabled: v.boolean() }) }) });

/** Reads one variant and asks what the key may do; changes nothing. */
async function check(api: Vendure, signal: AbortSignal): Promise<CheckReport> {
  const answer = await api(VARIANTS, { o: { take: 1 } }, signal);
  if (!answer.ok) return { ok: false, lines: [{ ok: false, say: answer.problem.say }] };
  const page = parseVendurePage(answer.value.json);
  if (page === null) return { ok: false, lines: [{ ok: false, say: phrase('source:vendure.notVendure') }] };
  const reads = { ok: true, say: phrase('source:vendure.reads', { n: page.total }) };
  return { ok: true, lines: [reads, await pauseLine(api, signal)] };
}

/**
 * Whether the key may change a variant, without changing one: Vendure looks at the key's rights before it looks for the
 * variant, and there is none of this id. An API key may not ask for its own rights.
 */
async function pauseLine(api: Vendure, signal: AbortSignal): Promise<{ ok: boolean; say: Phrase }> {
  const answer = await api(SET_ENABLED, { i: { id: '0', enabled: true } }, signal);
  if (!answer.ok && answer.problem.kind === 'credentials') return { ok: false, say: phrase('source:vendure.cannotPause') };
  const isAllowed =
    !answer.ok && answer.problem.say.key === 'source:vendure.refused' && answer.problem.say.values?.code === 'ENTITY_NOT_FOUND';
  return isAllowed
    ? { ok: true, say: phrase('source:vendure.pauses') }
    : { ok: false, say: phrase('source:vendure.pauseUnknown') };
}
