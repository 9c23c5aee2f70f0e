/** Every message is checked here, at its receiver. What does not fit is null: refused and counted, never thrown. */
import * as v from 'valibot';
import { SNOOZES } from '../../domain/alert.ts';
import { COMMANDS } from '../../domain/command.ts';
import type { Intent } from '../../domain/intent.ts';
import { GATES } from '../../domain/page-act.ts';
import { profile } from '../console/profile-schema.ts';
import { inputAsks } from './input-calls.ts';
import type { Calls, FromConsole, ToWorker } from './protocol.ts';
import { settingsChange, sourceConfig } from './schemas.ts';
import { amount, count, id, instant, name, text } from './shapes.ts';

/** Twice what a stream may keep, and what earlier ones had taught. */
const MOST_FILE = 60_000_000;

const explained = v.object({
  sku: id,
  source: id,
  location: name,
  fallAt: instant,
  was: v.picklist(['sale', 'stockCount', 'damage', 'wholesale', 'transfer', 'otherTool']),
});
const press = { trusted: v.boolean(), seenVisibleMs: amount };
const gesture = v.object(press);
const promoted = {
  kind: v.literal('promote'),
  account: id,
  action: v.picklist(['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer']),
};
const intent = v.variant('kind', [
  v.object({
    kind: v.literal('command'),
    command: v.picklist(COMMANDS),
    key: name,
    account: id,
    listing: id,
    variant: v.nullable(id),
    skus: v.pipe(v.array(id), v.maxLength(2_000)),
    undoes: v.nullable(id),
    because: v.nullable(name),
    quantity: v.exactOptional(v.nullable(count)),
    per: v.exactOptional(v.literal('buyer')),
    drip: v.exactOptional(v.nullable(v.object({ by: v.picklist(['time', 'hand', 'shipping']), everyMs: v.nullable(amount) }))),
    via: v.exactOptional(v.picklist(['api', 'page'])),
    gesture: v.object({
      ...press,
      heldMs: v.exactOptional(amount),
      preset: v.exactOptional(v.boolean()),
      links: v.exactOptional(count),
    }),
  }),
  v.variant('action', [
    v.object({ kind: v.literal('drip'), command: id, action: v.picklist(['next', 'goOn']), gesture }),
    v.object({ kind: v.literal('drip'), command: id, action: v.literal('stop') }),
  ]),
  v.object({ kind: v.literal('guard'), guard: id, action: v.literal('stop') }),
  v.object({
    kind: v.literal('settle'),
    command: id,
    as: v.picklist(['done', 'notDone']),
    skus: v.exactOptional(v.array(id)),
    gesture,
  }),
  v.object({ kind: v.literal('stopAct'), command: id }),
  v.object({ kind: v.literal('teach'), on: v.boolean() }),
  v.variant('on', [v.object({ ...promoted, on: v.literal(true), gesture }), v.object({ ...promoted, on: v.literal(false) })]),
  v.variant('action', [
    v.object({ kind: v.literal('alert'), alert: name, action: v.picklist(['acknowledge', 'wake']) }),
    v.object({ kind: v.literal('alert'), alert: name, action: v.literal('snooze'), lasts: v.picklist(SNOOZES) }),
  ]),
  v.object({
    kind: v.literal('offer'),
    account: id,
    listing: id,
    offer: v.picklist(['flashPrice', 'coupon', 'giveaway']),
    on: v.boolean(),
  }),
  v.object({ kind: v.literal('explain'), body: explained }),
  v.object({ kind: v.literal('startStream'), stream: id }),
  v.object({ kind: v.literal('endStream'), stream: id }),
  v.object({ kind: v.literal('chooseStream'), stream: id }),
  v.object({ kind: v.literal('pollNow'), source: v.nullable(id) }),
  v.object({ kind: v.literal('detail'), listing: name, variant: id }),
  v.object({ kind: v.literal('closeDetail') }),
  v.object({
    kind: v.literal('desk'),
    ask: v.object({
      tab: v.picklist(['alerts', 'streams', 'before', 'during', 'after', 'restock', 'recordings']),
      stream: v.nullable(id),
      sku: v.nullable(id),
    }),
  }),
  v.object({
    kind: v.literal('emergency'),
    body: v.object({
      sku: id,
      source: id,
      step: v.picklist(['asked', 'confirmed', 'shipped', 'sellable', 'dropped']),
      units: v.nullable(count),
    }),
  }),
  v.object({ kind: v.literal('openWindow') }),
]) satisfies v.GenericSchema<unknown, Intent>;

const toWorker = v.variant('say', [
  v.object({
    say: v.literal('hello'),
    surface: v.picklist(['panel', 'window', 'sidePanel', 'popup', 'options', 'desk', 'host', 'worker', 'rehearsal']),
    kind: v.picklist(['panel', 'popup', 'desk']),
    nonce: v.nullable(name),
    shop: v.nullable(v.picklist(['main', 'rehearsal'])),
    stream: v.nullable(id),
    site: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(300)))),
  }),
  v.object({ say: v.literal('resync') }),
  v.object({ say: v.literal('intent'), id: name, intent }),
]) satisfies v.GenericSchema<unknown, ToWorker>;

/** What a page's own data may give: see `PageData`. */
const FROM_DATA = ['title', 'code', 'sellable', 'sold', 'clicks', 'impressions', 'cart', 'pinned'] as const;
const FROM_DATA_OF_PAGE = ['room', 'viewers', 'comments'] as const;
const seenNumber = v.nullable(v.pipe(v.number(), v.finite()));
const about = v.object(
  v.entriesFromList(['sellable', 'sold', 'clicks', 'impressions', 'cart', 'viewers', 'comments'], v.exactOptional(amount)),
);
const row = v.object({
  key: id,
  title: v.nullable(text),
  link: v.nullable(count),
  state: v.picklist(['onSale', 'paused', 'soldOut', 'removed', 'unknown']),
  sellable: seenNumber,
  pinned: v.nullable(v.boolean()),
  offer: v.nullable(v.picklist(['flashPrice', 'coupon', 'giveaway'])),
  sold: seenNumber,
  clicks: seenNumber,
  impressions: seenNumber,
  cart: seenNumber,
  picture: v.exactOptional(v.nullable(text)),
  code: v.exactOptional(v.nullable(text)),
  perBuyer: v.exactOptional(seenNumber),
  about: v.exactOptional(about),
  fromData: v.exactOptional(v.pipe(v.array(v.picklist(FROM_DATA)), v.maxLength(FROM_DATA.length))),
});
const seen = v.object({
  page: v.object({
    live: v.picklist(['live', 'idle', 'ended', 'unknown']),
    room: v.nullable(text),
    viewers: seenNumber,
    comments: seenNumber,
    about: v.exactOptional(about),
    fromData: v.exactOptional(v.pipe(v.array(v.picklist(FROM_DATA_OF_PAGE)), v.maxLength(FROM_DATA_OF_PAGE.length))),
  }),
  changed: v.pipe(v.array(row), v.maxLength(5_000)),
  keys: v.pipe(v.array(id), v.maxLength(5_000)),
  complete: v.boolean(),
});
const found = v.object({
  lists: count,
  rows: count,
  keyed: count,
  clashes: count,
  read: v.pipe(v.array(name), v.maxLength(50)),
});
const acted = v.object({
  id,
  did: v.picklist(['done', 'already', 'refused', 'nothing', 'unclear']),
  gate: v.nullable(v.picklist(GATES)),
  found: v.nullable(text),
  data: v.exactOptional(v.picklist(['agrees', 'contrary'])),
  moved: v.exactOptional(v.object({ was: count, is: count })),
});
const fromConsole = v.variant('say', [
  v.object({ say: v.literal('seen'), body: seen }),
  v.object({ say: v.literal('nonce') }),
  v.object({ say: v.literal('frameLost'), why: v.picklist(['removed', 'refused']) }),
  v.object({
    say: v.literal('health'),
    ok: v.boolean(),
    failed: v.pipe(v.array(text), v.maxLength(100)),
    found: v.exactOptional(found),
  }),
  v.object({ say: v.literal('needs'), code: v.picklist(['act', 'teach']) }),
  v.object({ say: v.literal('stands'), id, wrong: v.nullable(text) }),
  v.object({ say: v.literal('acted'), acted }),
  v.object({ say: v.literal('types'), id, number: count }),
  v.object({ say: v.literal('taught'), profile }),
]) satisfies v.GenericSchema<unknown, FromConsole>;

const shop = v.picklist(['main', 'rehearsal']);
const injection = v.picklist(['restock', 'raid', 'outage', 'outageEnd', 'stockOut', 'lag0', 'lag75', 'lag360']);
const asks = {
  ...inputAsks,
  'settings.get': v.object({ shop }),
  'settings.change': v.object({ shop, change: settingsChange }),
  'settings.reset': v.object({ shop }),
  'source.save': v.object({
    shop,
    config: sourceConfig,
    secret: v.nullable(v.record(id, v.pipe(v.string(), v.maxLength(10_000)))),
  }),
  'source.remove': v.object({ shop, source: id }),
  'source.check': v.object({ shop, source: id }),
  'places.get': v.object({ shop }),
  'audit.get': v.object({ shop }),
  'mapping.get': v.object({ shop, account: id }),
  'restock.get': v.object({ shop }),
  'recordings.list': v.object({ shop }),
  'recordings.get': v.object({ shop, stream: id }),
  'recordings.keep': v.object({ shop, text: v.pipe(v.string(), v.maxLength(MOST_FILE)) }),
  'recordings.remove': v.object({ shop, stream: id }),
  'rehearsal.get': v.object({}),
  'rehearsal.set': v.object({
    rate: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(120))),
    inject: v.exactOptional(injection),
    pin: v.exactOptional(v.nullable(id)),
    restart: v.exactOptional(v.object({ seed: v.pipe(v.number(), v.integer()), lagMinutes: amount })),
  }),
  'sites.reconcile': v.object({}),
} satisfies { [K in keyof Calls]: v.GenericSchema<unknown, Parameters<Calls[K]>[0]> };

/** One call as it comes in: its name, and what is asked. */
export type Call = { [K in keyof Calls]: { readonly name: K; readonly ask: Parameters<Calls[K]>[0] } }[keyof Calls];

const envelope = v.object({
  stockcue: v.literal('call'),
  name: v.picklist(Object.keys(asks) as (keyof Calls)[]),
  ask: v.unknown(),
});

const parser =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (message: unknown): T | null => {
    const parsed = v.safeParse(schema, message);
    return parsed.success ? parsed.output : null;
  };

export const parseToWorker = parser<ToWorker>(toWorker);
export const parseFromConsole = parser<FromConsole>(fromConsole);

/** `null`: not a call of ours at all. `ask: null`: a call of ours that asks nonsense. */
export function parseCall(message: unknown): Call | { readonly name: keyof Calls; readonly ask: null } | null {
  const outer = v.safeParse(envelope, message);
  if (!outer.success) return null;
  const { name: called, ask } = outer.output;
  const inner = v.safeParse(asks[called], ask);
  return inner.success ? ({ name: called, ask: inner.output } as Call) : { name: called, ask: null };
}
