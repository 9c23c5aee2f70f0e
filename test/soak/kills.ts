import type { AuditRow } from '../../core/domain/audit.ts';
import type { CommandIntent } from '../../core/domain/intent.ts';
import { type Life, startLife } from '../e2e/life.ts';
import { FAULTS, type Fault } from '../sandbox/platform/faults.ts';
import { type PlatformServer, startPlatform } from '../sandbox/platform/server.ts';
import { drawsFrom } from './draws.ts';
import { createHand, type Hand } from './hand.ts';

type Kind = CommandIntent['command'];

/** Where the worker is killed. Two of them the platform holds, the others the test build's own steps. */
export const MOMENTS = ['requested', 'executing', 'committed', 'answered', 'reading', 'confirmed'] as const;
export type Moment = (typeof MOMENTS)[number];

export type Plan = { readonly commands: number; readonly killsEach: number; readonly seed: number };
export type Done = {
  readonly commands: number;
  readonly kills: Readonly<Record<Moment, number>>;
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Where the two ledgers do not agree; empty is what we want. */
  readonly wrong: readonly string[];
};

const SKUS = Array.from({ length: 24 }, (_, n) => `SKU-${String(n + 1).padStart(2, '0')}`);
const ON_HAND = 5_000;
/** A system that has not answered by then is silent; what it was sent may land so much later. */
const PATIENCE = { answerMs: 400, graceMs: 2_000 };
const TOGETHER = 6;

/** Commands of every kind in a real browser, with faults and kills, against a platform that keeps a ledger of its own. */
export async function runKills(plan: Plan, tell: (line: string) => void = () => {}): Promise<Done> {
  const server = await startPlatform(SKUS, ON_HAND);
  const life = await startLife([], { idleMs: 1_000, liveMs: 1_000 });
  try {
    return await runOn(server, life, plan, tell);
  } finally {
    await life.close();
    await server.close();
  }
}

async function runOn(server: PlatformServer, life: Life, plan: Plan, tell: (line: string) => void): Promise<Done> {
  await setUp(life, server.url);
  const page = await life.extension.open('panel.html?surface=window');
  const hand = createHand(page);
  const chance = drawsFrom(plan.seed);
  const kills: Record<Moment, number> = { requested: 0, executing: 0, committed: 0, answered: 0, reading: 0, confirmed: 0 };
  const faults: Partial<Record<Fault, number>> = {};
  let given = 0;
  while ((await hand.skus()) < SKUS.length) await hand.changed();

  for (const moment of MOMENTS) {
    for (let n = 0; n < plan.killsEach; n += 1) {
      await killAt(moment, await wishes(1));
      kills[moment] += 1;
    }
    tell(`${moment}: ${plan.killsEach} kills`);
  }
  while (given < plan.commands) {
    const some = await wishes(Math.min(TOGETHER, plan.commands - given));
    for (const { listing } of some) if (chance.under(0.4)) send(chance.of(FAULTS), listing);
    for (const sku of SKUS) if (chance.under(0.3)) server.platform.buy(sku);
    await Promise.all(some.map(hand.send));
    if (given % 60 < TOGETHER) tell(`${given} commands`);
  }
  const rows = await settled(hand);
  return { commands: given, kills, faults, outcomes: outcomesOf(rows), wrong: disagreements(server, rows) };

  /** The next commands, each on a SKU on which none is open, and each what may be done there. */
  async function wishes(count: number): Promise<CommandIntent[]> {
    const rows = await hand.audit();
    const open = new Set(rows.filter(isOpen).flatMap(({ skus }) => skus));
    const free = SKUS.filter((sku) => !open.has(sku));
    if (free.length < count) {
      await settled(hand);
      return wishes(count);
    }
    const chosen = chance.some(free, count);
    given += count;
    return chosen.map((sku) => wish(`soak:${plan.seed}-${given}-${sku}`, sku, next(sku, rows)));
  }
  function next(sku: string, rows: readonly AuditRow[]): { readonly kind: Kind; readonly quantity: number | null } {
    const { enabled } = server.platform.stands(sku);
    if (!enabled) return { kind: 'resume', quantity: null };
    const held = withheldOf(sku, rows);
    const may: readonly { readonly kind: Kind; readonly quantity: number | null }[] = [
      { kind: 'pause', quantity: null },
      { kind: 'limit', quantity: 20 + chance.below(60) },
      ...(held > 50
        ? [{ kind: 'release', quantity: 10 + chance.below(40) } as const, { kind: 'restore', quantity: null } as const]
        : []),
    ];
    return chance.of(may);
  }
  function send(fault: Fault, sku: string): void {
    server.fault(sku, fault);
    faults[fault] = (faults[fault] ?? 0) + 1;
  }
  async function killAt(moment: Moment, [intent]: readonly CommandIntent[]): Promise<void> {
    if (intent === undefined) return;
    const isServers = moment === 'committed';
    const there = isServers ? server.hold(intent.listing) : hand.holdAt(moment).then(() => hand.standing(moment));
    if (!isServers) await hand.holdAt(moment);
    const heard = hand.send(intent);
    await there;
    await life.extension.killWorker();
    await hand.letGo();
    server.letGo(intent.listing);
    await heard;
    await life.wake();
  }
}

const isOpen = ({ step }: AuditRow): boolean => step === 'requested' || step === 'executing' || step === 'unknown';

const wish = (key: string, sku: string, { kind, quantity }: { kind: Kind; quantity: number | null }): CommandIntent => ({
  kind: 'command',
  command: kind,
  key,
  account: 'acc',
  listing: sku,
  variant: null,
  skus: [sku],
  undoes: null,
  because: null,
  quantity,
  gesture: { trusted: true, seenVisibleMs: 600 },
});

async function setUp(life: Life, url: string): Promise<void> {
  const config = { id: 'shop', connector: 'vendure', name: 'Shop', role: 'both', address: url, lagMinutes: 0, options: {} };
  await life.call('source.save', { shop: 'main', config, secret: { apiKey: 'soak' } });
  const account = { id: 'acc', name: 'Soak', profile: 'practice', site: 'http://127.0.0.1:9', channel: 'shop', pool: null };
  await life.call('settings.change', { shop: 'main', change: { accounts: [account] } });
  await life.patience(PATIENCE);
}

/** Until no command is open any more. */
async function settled(hand: Hand): Promise<readonly AuditRow[]> {
  for (;;) {
    const rows = await hand.audit();
    if (!rows.some(isOpen)) return rows;
    await hand.changed();
  }
}

const outcomesOf = (rows: readonly AuditRow[]): Record<string, number> => {
  const outcomes: Record<string, number> = {};
  for (const { kind, step } of rows) outcomes[`${kind} ${step}`] = (outcomes[`${kind} ${step}`] ?? 0) + 1;
  return outcomes;
};

/** What our ledger says was changed for good, by SKU. */
const changeOf = (sku: string, rows: readonly AuditRow[]): number =>
  rows
    .filter(({ step, skus }) => step === 'confirmed' && skus.includes(sku))
    .flatMap(({ before }) => before)
    .reduce((sum, { change }) => sum + (change ?? 0), 0);
const withheldOf = (sku: string, rows: readonly AuditRow[]): number => -changeOf(sku, rows);

function disagreements(server: PlatformServer, rows: readonly AuditRow[]): string[] {
  const wrong: string[] = [];
  for (const sku of SKUS) {
    const { enabled, onHand, received, committed } = server.platform.stands(sku);
    const own = rows.filter(({ skus }) => skus.includes(sku)).toSorted((a, b) => (a.command < b.command ? -1 : 1));
    const done = own.filter(({ step }) => step === 'confirmed');
    const flag = done.findLast(({ kind }) => kind === 'pause' || kind === 'resume');
    if (enabled !== (flag === undefined || flag.kind === 'resume')) wrong.push(`${sku}: the flag is ${enabled}`);
    const due = 2 * ON_HAND + changeOf(sku, rows);
    if (onHand !== due) wrong.push(`${sku}: ${onHand} on hand, by our ledger ${due}`);
    // A browser sends a request again by itself where a kept connection breaks: the very same write, under its one key.
    const [keys, sent] = [new Set(committed.map(({ key }) => key)), new Set(received)];
    const writes = new Set(committed.map((one) => JSON.stringify(one)));
    if (writes.size !== keys.size) wrong.push(`${sku}: one command did two different things`);
    if (keys.size !== done.length) wrong.push(`${sku}: ${done.length} confirmed, but ${keys.size} done`);
    if (sent.size > own.length) wrong.push(`${sku}: ${own.length} commands, ${sent.size} sent`);
  }
  return wrong;
}
