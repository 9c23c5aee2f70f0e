import { type CommandState, isOpen } from '../domain/command.ts';
import { HOUR } from '../domain/instant.ts';
import type { OutlookThen, Stood } from '../domain/recorded.ts';
import type { Review } from '../domain/review.ts';
import { lastOf, type Stream } from '../domain/stream.ts';
import type { ShopState } from './cycle.ts';

/** Forecasts of streams that are yet to come are kept of so many SKUs; of more they are made anew. */
const MOST_AHEAD = 2_000;

/** All that forecasts and alerts rest on as a stream begins, beside the last readings. */
export function stoodOf({ ledger, taught, outlooks, findings, alerts, watched }: ShopState, stream: Stream): Stood {
  const { books, feeds, sources, flickering, watermarks, ordersFrom, tick, airs, firstDay, history, openFrom, funnels } = ledger;
  const { said, had, outAt, alerts: noted } = watched[stream.id] ?? { said: [], had: {}, outAt: {}, alerts: [] };
  const isOfLate = ({ step, at }: CommandState) => isOpen(step) || at >= ledger.now - HOUR;
  const others = Object.values(ledger.settings.streams).filter(({ id }) => id !== stream.id);
  return {
    books,
    feeds,
    sources,
    flickering,
    watermarks,
    ordersFrom,
    tick,
    airs,
    firstDay,
    history,
    openFrom,
    funnels,
    commands: Object.values(ledger.commands).filter(isOfLate),
    reviewed: Object.values(ledger.reviews).map(({ stream: id, startsAt, skus }) => ({
      stream: id,
      startsAt,
      skus: Object.keys(skus),
    })),
    streams: others.map((one) => (lastOf(one) < ledger.now ? { ...one, rundown: [] } : one)),
    settling: taught.settling,
    outlooks: aheadOf(outlooks, stream),
    findings: Object.values(findings),
    alerts: Object.values(alerts),
    answers: Object.values(alerts).flatMap(({ id }) => ledger.alertActions[id] ?? []),
    soFar: { said, had, outAt, alerts: noted },
  };
}

function aheadOf(outlooks: ShopState['outlooks'], { id }: Stream): Stood['outlooks'] {
  const { [id]: own = {}, ...others } = outlooks;
  const ahead = Object.values(others).reduce((sum, known) => sum + Object.keys(known).length, 0);
  const kept = ahead > MOST_AHEAD ? { [id]: own } : outlooks;
  return Object.fromEntries(
    Object.entries(kept).map(([stream, known]) => [
      stream,
      Object.fromEntries(Object.entries(known).map(([sku, outlook]) => [sku, outlook satisfies OutlookThen])),
    ]),
  );
}

/** A state as everything stood then. Its settings and what was taught are given already. */
export function withStood(state: ShopState, stood: Stood, { id, account, title, zone, plannedEnd }: Stream): ShopState {
  const { soFar, commands, reviewed, outlooks, findings, alerts, answers, streams: _, settling: __, ...facts } = stood;
  const reviews = reviewed.map(({ stream, startsAt, skus }): readonly [string, Review] => [
    stream,
    {
      ...{ stream, account, title, zone, startsAt, endsAt: startsAt, plannedEndsAt: plannedEnd, alerts: [], funnels: [] },
      skus: Object.fromEntries(skus.map((sku) => [sku, { sku, ...NOTHING }])),
    },
  ]);
  return {
    ...state,
    ledger: {
      ...state.ledger,
      ...facts,
      commands: Object.fromEntries(commands.map((one) => [one.command.id, one])),
      alertActions: Object.fromEntries(answers.map((one) => [one.alert, one])),
      reviews: Object.fromEntries(reviews),
    },
    outlooks,
    findings: Object.fromEntries(findings.map((one) => [one.id, one])),
    alerts: Object.fromEntries(alerts.map((one) => [one.id, one])),
    watched: { [id]: { ...soFar, began: true, kept: 0, over: null } },
  };
}
const NOTHING = { ordered: 0, released: 0, net: 0, lost: 0, said: [], had: null, left: null, outAt: null };
