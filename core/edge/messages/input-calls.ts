/** Calls that bring files and keep chat robots: their shapes, and what becomes of them. */
import * as v from 'valibot';
import type { Surface } from '../../domain/actor.ts';
import type { Brought } from '../../domain/brought.ts';
import { FILE_CONNECTOR, type StockFile } from '../../domain/file-source.ts';
import type { FunnelsBody } from '../../domain/funnel.ts';
import type { HistoryBody } from '../../domain/history.ts';
import type { ShopId } from '../../domain/ids.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Outcome } from '../../domain/problem.ts';
import { type Robot, robotSecret } from '../../domain/robot.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';
import type { SourceRow } from '../../domain/view.ts';
import type { Secrets } from '../../ports.ts';
import { skuFacts, sourceConfig } from './schemas.ts';
import { amount, id, instant, list, name, text } from './shapes.ts';
import { date, robot } from './supply-schemas.ts';

type Told = { readonly problem: Phrase | null };
export type InputCalls = {
  'history.add': (ask: { shop: ShopId; body: HistoryBody }) => Told;
  'funnels.add': (ask: { shop: ShopId; body: FunnelsBody }) => Told;
  /** A stock file: what there is, as of when, and what it says of its SKUs. */
  'stock.add': (ask: { shop: ShopId; file: StockFile }) => Told;
  'sources.health': (ask: { shop: ShopId }) => { rows: readonly SourceRow[] };
  'brought.get': (ask: { shop: ShopId }) => Brought;
  /** Like `source.save` it carries a secret: the robot's address, and what it signs with. Null leaves the saved one. */
  'robot.save': (ask: { shop: ShopId; robot: Robot; secret: Readonly<Record<string, string>> | null }) => Told;
  'robot.remove': (ask: { shop: ShopId; robot: string }) => Told;
  /** Lines of text, as they are to be read; a test is one line. The address never leaves the worker. */
  'robot.send': (ask: { shop: ShopId; robot: string; lines: readonly string[] }) => Told;
};

const shop = v.picklist(['main', 'rehearsal']);
const net = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
const counted = v.nullable(amount);
const funnel = v.object({
  account: id,
  listing: v.nullable(id),
  of: v.union([v.object({ stream: id }), v.object({ day: date })]),
  minutes: counted,
  by: v.picklist(['console', 'file']),
  at: instant,
  impressions: counted,
  clicks: counted,
  cart: counted,
  ordered: counted,
  paid: counted,
  viewers: v.exactOptional(counted),
  comments: v.exactOptional(counted),
});
const problem = v.object({
  row: text,
  field: text,
  say: v.object({ key: name, values: v.exactOptional(v.record(id, v.union([text, v.number()]))) }),
});
const stockPosition = v.object({
  sku: id,
  location: name,
  sellable: counted,
  onHand: counted,
  reserved: counted,
  unsellable: v.null(),
  locked: v.null(),
  awaitingPutaway: v.null(),
  inbound: list(v.object({ stage: v.literal('shipped'), quantity: amount, expectedAt: v.null() }), 1),
  onSale: v.null(),
  ref: v.null(),
  title: v.nullable(text),
});
const stockFile = v.object({
  source: v.object({ ...sourceConfig.entries, connector: v.literal(FILE_CONNECTOR), role: v.literal('warehouse') }),
  asOf: instant,
  positions: list(stockPosition),
  problems: list(problem),
  skus: list(skuFacts),
});
export const inputAsks = {
  'history.add': v.object({
    shop,
    body: v.object({
      file: text,
      of: text,
      from: date,
      to: date,
      at: instant,
      days: list(v.object({ sku: id, day: date, net }), 400_000),
    }),
  }),
  'funnels.add': v.object({ shop, body: v.object({ rows: list(funnel) }) }),
  'stock.add': v.object({ shop, file: stockFile }),
  'sources.health': v.object({ shop }),
  'brought.get': v.object({ shop }),
  'robot.save': v.object({ shop, robot, secret: v.nullable(v.record(id, v.pipe(v.string(), v.maxLength(2_000)))) }),
  'robot.remove': v.object({ shop, robot: id }),
  'robot.send': v.object({ shop, robot: id, lines: v.pipe(list(text, 2_000), v.minLength(1)) }),
} satisfies { [K in keyof InputCalls]: v.GenericSchema<unknown, Parameters<InputCalls[K]>[0]> };

/** What these calls need of one shop. */
export type InputDesk = {
  addHistory(body: HistoryBody, surface: Surface): Promise<unknown>;
  addFunnels(body: FunnelsBody, surface: Surface): Promise<unknown>;
  addStock(file: StockFile, surface: Surface): Promise<Phrase | null>;
  health(): readonly SourceRow[];
  brought(): Promise<Brought>;
  change(body: SettingsBody, surface: Surface): Promise<unknown>;
  settings(): ShopSettings;
};
/** Sends lines to a robot; a problem is in words, and holds nothing secret. */
export type SendToRobot = (
  robot: Robot,
  secret: { readonly address: string; readonly sign?: string },
  lines: readonly string[],
) => Promise<Outcome<unknown>>;
type Deps = {
  readonly desk: (shop: ShopId) => Promise<InputDesk>;
  readonly secrets: (shop: ShopId) => Pick<Secrets, 'get' | 'put' | 'remove'>;
  readonly send: SendToRobot;
};
type Handlers = { readonly [K in keyof InputCalls]: (ask: Parameters<InputCalls[K]>[0]) => Promise<ReturnType<InputCalls[K]>> };

const DONE: Told = { problem: null };
export function inputHandlers({ desk, secrets, send }: Deps): Handlers {
  return {
    'history.add': async ({ shop: of, body }) => {
      await (await desk(of)).addHistory(body, 'options');
      return DONE;
    },
    'funnels.add': async ({ shop: of, body }) => {
      await (await desk(of)).addFunnels(body, 'options');
      return DONE;
    },
    'stock.add': async ({ shop: of, file }) => ({ problem: await (await desk(of)).addStock(file, 'options') }),
    'sources.health': async ({ shop: of }) => ({ rows: (await desk(of)).health() }),
    'brought.get': async ({ shop: of }) => (await desk(of)).brought(),
    'robot.save': async ({ shop: of, robot: one, secret }) => {
      const it = await desk(of);
      if (secret !== null) await secrets(of).put(robotSecret(one.id), secret);
      await it.change({ robots: [one] }, 'options');
      return DONE;
    },
    'robot.remove': async ({ shop: of, robot: one }) => {
      await (await desk(of)).change({ drop: { robots: [one] } }, 'options');
      await secrets(of).remove(robotSecret(one));
      return DONE;
    },
    'robot.send': async ({ shop: of, robot: one, lines }) => {
      // A rehearsal tells nobody.
      if (of === 'rehearsal') return { problem: phrase('worker:robot.rehearsal') };
      const known = (await desk(of)).settings().robots[one];
      const { address, sign } = (await secrets(of).get(robotSecret(one))) ?? {};
      if (known === undefined || address === undefined) return { problem: phrase('worker:robot.noAddress') };
      const sent = await send(known, sign === undefined ? { address } : { address, sign }, lines);
      return sent.ok ? DONE : { problem: sent.problem.say };
    },
  };
}
