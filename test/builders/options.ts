import type { OptionsWorld, SettingsFound } from '../../components/options/shop-context.ts';
import { applySettings } from '../../core/decide/ledger/settings.ts';
import type { AuditRow } from '../../core/domain/audit.ts';
import type { Brought } from '../../core/domain/brought.ts';
import type { ConnectorInfo } from '../../core/domain/connector.ts';
import type { StockFile } from '../../core/domain/file-source.ts';
import type { Funnel } from '../../core/domain/funnel.ts';
import type { HistoryBody } from '../../core/domain/history.ts';
import type { Mapping } from '../../core/domain/mapping.ts';
import { type Phrase, phrase } from '../../core/domain/phrase.ts';
import { robotSecret } from '../../core/domain/robot.ts';
import {
  type ConsoleAccount,
  EMPTY_SETTINGS,
  NO_FACTS,
  type SettingsBody,
  type ShopSettings,
  type SourceConfig,
} from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';
import type { SourceRow } from '../../core/domain/view.ts';
import { kuaishou } from '../../core/edge/console/profiles/kuaishou.ts';
import { practice } from '../../core/edge/console/profiles/practice.ts';
import { shopee } from '../../core/edge/console/profiles/shopee.ts';
import { auditCsv } from '../../core/edge/files/audit-csv.ts';
import { textOfBytes } from '../../core/edge/files/csv.ts';
import { exportFileOf } from '../../core/edge/files/export-bytes.ts';
import { exportFiles, exportTemplates } from '../../core/edge/files/export-template.ts';
import { files } from '../../core/edge/files/files.ts';
import { importChange, readProfile, writeProfile } from '../../core/edge/files/profile-file.ts';
import { readSettings, writeSettings } from '../../core/edge/files/settings-file.ts';
import { file } from '../../core/edge/source/file.ts';
import { aReport } from './backtest.ts';
import { busyPreferences, busySupply, supplyOf } from './busy-supply.ts';
import { aStream } from './events.ts';
import { NOW } from './view.ts';

/** A shop's options without a worker: what is changed is kept, and what was asked for is written down. */

const field = (id: string, type: ConnectorInfo['fields'][number]['type'], required = true) => ({
  id,
  label: phrase(`source:vendure.${id}`),
  help: phrase(`source:vendure.${id}Help`),
  type,
  required,
});
export const VENDURE: ConnectorInfo = {
  id: 'vendure',
  name: phrase('source:vendure.name'),
  roles: ['warehouse', 'channel', 'both'],
  lagMinutes: 0,
  fields: [field('address', 'url'), field('apiKey', 'secret')],
};
/** Fields of every type. */
export const OTHER: ConnectorInfo = {
  id: 'other',
  name: phrase('options:nav.data'),
  roles: ['warehouse'],
  lagMinutes: 90,
  fields: [
    field('address', 'url'),
    { ...field('apiKey', 'json', false), id: 'mapping', help: null, initial: '[]' },
    { ...field('apiKey', 'choice', false), id: 'paging', help: null, choices: ['none', 'page'], initial: 'page' },
  ],
};

export const sourceConfig = (over: Partial<SourceConfig> = {}): SourceConfig => ({
  id: 'nj',
  connector: 'vendure',
  name: 'Warehouse NJ',
  role: 'both',
  address: 'https://nj.example/admin-api',
  options: {},
  lagMinutes: 90,
  ...over,
});
export const account = (over: Partial<ConsoleAccount> = {}): ConsoleAccount => ({
  id: 'us',
  name: 'Maple & Co US',
  profile: 'practice',
  site: 'https://live.example',
  channel: null,
  pool: null,
  ...over,
});
export const streamOf = (over: Partial<Stream> = {}): Stream =>
  aStream('us', NOW + 3_600_000, NOW + 14_400_000, {
    id: '01JSTREAM',
    title: 'Tuesday evening live',
    actualStart: null,
    ...over,
  });

export const aSourceRow = (over: Partial<SourceRow> = {}): SourceRow => ({
  id: 'nj',
  name: 'Warehouse NJ',
  role: 'warehouse',
  lagMinutes: 0,
  lastGoodAt: NOW,
  freshness: 'fresh',
  problem: null,
  failures: 0,
  skus: 1,
  rowProblems: 0,
  ...over,
});

/** As the worker puts a change into force. */
export const settingsAfter = applySettings;

export function fakeShop(start: Partial<ShopSettings> = {}, audit: readonly AuditRow[] = [auditRow(), failed]) {
  const state = {
    settings: { ...EMPTY_SETTINGS, ...start },
    withSecret: [] as string[],
    notices: [] as readonly Phrase[],
    changes: [] as SettingsBody[],
    secrets: [] as (Readonly<Record<string, string>> | null)[],
    saved: [] as { name: string; text: string }[],
    granted: true,
    asked: [] as string[],
    sent: [] as string[],
    histories: [] as HistoryBody[],
    funnels: [] as Funnel[],
    brought: { history: [], funnels: [] } as Brought,
    stocks: [] as StockFile[],
    health: [] as readonly SourceRow[],
    mapping: { rows: [], skus: [] } as Mapping,
    resets: 0,
    resetProblem: null as Phrase | null,
  };
  let ids = 0;
  const watchers = new Set<() => void>();
  const change = async (body: SettingsBody) => {
    state.changes.push(body);
    state.settings = settingsAfter(state.settings, body);
    return null;
  };
  const world: OptionsWorld = {
    connectors: [VENDURE, OTHER, file],
    profiles: [practice, kuaishou, shopee],
    hashOf: async ({ id }) => `hash-of-${id}`,
    writeProfile,
    readProfile: (bytes, settings) => readProfile(bytes, settings, [practice, kuaishou, shopee]),
    importProfile: importChange,
    reset: async () => {
      state.resets += 1;
      if (state.resetProblem !== null) return state.resetProblem;
      state.settings = EMPTY_SETTINGS;
      state.withSecret = [];
      return null;
    },
    profileFor: (address) => (address.startsWith('https://zs.kwaixiaodian.com') ? 'kuaishou' : null),
    change,
    async saveSource(config, secret) {
      state.secrets.push(secret);
      if (secret !== null) state.withSecret.push(config.id);
      return change({ sources: [config] });
    },
    removeSource: async (source) => change({ drop: { sources: [source] } }),
    async saveRobot(robot, secret) {
      state.secrets.push(secret);
      if (secret !== null) state.withSecret.push(robotSecret(robot.id));
      return change({ robots: [robot] });
    },
    removeRobot: async (robot) => change({ drop: { robots: [robot] } }),
    async sendToRobot(robot, lines) {
      state.sent.push(`${robot}: ${lines.join(' ')}`);
      return null;
    },
    async addHistory(body) {
      const { file, of, from, to, at, days } = body;
      const skus = new Set(days.map(({ sku }) => sku)).size;
      const units = days.reduce((sum, { net }) => sum + net, 0);
      state.brought = { ...state.brought, history: [{ file, of, from, to, at, skus, units }, ...state.brought.history] };
      state.histories.push(body);
      return null;
    },
    async addFunnels({ rows }) {
      state.funnels.push(...rows);
      const one = {
        at: NOW,
        rows: rows.length,
        listings: new Set(rows.map(({ listing }) => listing)).size,
        by: 'file' as const,
        of: null,
      };
      state.brought = { ...state.brought, funnels: [one, ...state.brought.funnels] };
      return null;
    },
    async addStock(file) {
      state.stocks.push(file);
      state.health = [
        ...state.health.filter(({ id }) => id !== file.source.id),
        aSourceRow({ id: file.source.id, name: file.source.name, lastGoodAt: file.asOf, skus: file.positions.length }),
      ];
      return change({ sources: [file.source], skus: file.skus });
    },
    health: async () => state.health,
    brought: async () => state.brought,
    check: async () => ({
      ok: false,
      lines: [
        { ok: true, say: phrase('source:vendure.reads', { n: 80 }) },
        { ok: false, say: phrase('source:problem.credentials') },
      ],
      rows: [
        { row: 'TUMBLER', field: 'stockOnHand', say: phrase('source:row.noNumber', { row: 'TUMBLER', field: 'stockOnHand' }) },
      ],
    }),
    places: async () => [
      { source: 'nj', location: 'NJ-1', skus: 80 },
      { source: 'nj', location: 'LA-2', skus: 41 },
    ],
    async grant(addresses) {
      state.asked.push(...addresses);
      for (const watcher of watchers) watcher();
      return state.granted;
    },
    granted: async () => state.granted,
    onGrants(listener, signal) {
      watchers.add(listener);
      signal.addEventListener('abort', () => watchers.delete(listener));
    },
    reconcileSites: async () => {},
    newId: () => `id${++ids}`,
    now: () => NOW,
    save: (name, text) => void state.saved.push({ name, text }),
    files,
    readSettings: (bytes, before): SettingsFound => readSettings(textOfBytes(bytes), before),
    writeSettings,
    mapping: async () => state.mapping,
    audit: async () => audit,
    auditCsv,
    backtest: {
      files: exportFiles,
      fileOf: exportFileOf,
      templates: exportTemplates,
      run: async () => ({ say: 'report', report: aReport(), notes: [] }),
    },
  };
  return {
    world,
    state,
    load: async () => ({ settings: state.settings, withSecret: state.withSecret, notices: state.notices }),
    /** The person changes it in the browser's own settings. */
    setGranted(granted: boolean) {
      state.granted = granted;
      for (const watcher of watchers) watcher();
    },
  };
}

/** One command in the audit log. */
export const auditRow = (over: Partial<AuditRow> = {}): AuditRow => ({
  command: 'c2',
  at: NOW - 60_000,
  step: 'confirmed',
  kind: 'pause',
  listing: 'TUMBLER-3',
  variant: 'TUMBLER-3-Sand',
  skus: ['TUMBLER-3-Sand'],
  actor: 'Lin',
  origin: 'here',
  surface: 'panel',
  quantity: null,
  because: null,
  before: [{ sku: 'TUMBLER-3-Sand', source: 'nj', location: 'NJ-1', level: null, change: null, onSale: true }],
  after: [
    { sku: 'TUMBLER-3-Sand', source: 'nj', location: null, level: null, change: null, onSale: false },
    { sku: 'TUMBLER-3-Sand', source: 'nj', location: 'NJ-1', level: 212, change: null, onSale: null },
  ],
  say: null,
  ...over,
});
const failed = auditRow({
  command: 'c1',
  at: NOW - 120_000,
  step: 'failed',
  kind: 'resume',
  listing: 'LAMP-4',
  variant: null,
  skus: ['LAMP-4'],
  actor: '',
  surface: 'window',
  before: [],
  after: [],
  say: phrase('source:problem.credentials'),
});
const KINDS = ['release', 'pause', 'limit', 'release', 'takeBack', 'drip', 'resume', 'restore', 'pin'] as const;
const NUMBERS: Readonly<Record<string, number>> = { release: 20, takeBack: 20, limit: 26, drip: 12 };
/** How it stood before and after what was done. */
function stoodOf(kind: string, sku: string): Pick<AuditRow, 'before' | 'after'> {
  const at = { sku, source: 'shop', location: 'default', change: null };
  if (NUMBERS[kind] === undefined) {
    const flag = (onSale: boolean) => [{ ...at, level: null, onSale }];
    return { before: flag(kind !== 'resume'), after: flag(kind === 'resume') };
  }
  const change = kind === 'release' ? 20 : -5;
  return { before: [{ ...at, level: 31, change, onSale: null }], after: [{ ...at, level: 31 + change, onSale: null }] };
}
/** What acted by itself, and what changed what may act: a line of each kind. */
export function actingAudit(): readonly AuditRow[] {
  const values = { title: 'Cup', left: 4, n: 5 };
  let count = 0;
  const of = (row: Partial<AuditRow>) =>
    auditRow({
      ...{ command: `a${count}`, at: NOW - 20_000 - 15_000 * count++, before: [], after: [] },
      ...{ listing: 'CUP', variant: null, skus: ['CUP'], ...row },
    });
  const guard = { kind: 'guard', part: 'pauseAt', because: 'guard:pauseAt:CUP' };
  const page = { listing: '', skus: [], about: 'US' };
  const stopped = phrase('guard:stoppedBy', { title: 'Cup', by: 'Chen' });
  return [
    of({ ...guard, step: 'counting', surface: 'worker', say: phrase('guard:counting.pauseAt', values) }),
    of({ ...guard, step: 'stopped', actor: 'Chen', surface: 'popup', say: stopped }),
    of({ kind: 'pause', surface: 'worker', because: 'guard:pauseAt:CUP' }),
    of({ kind: 'guard', part: 'waves', step: 'turnedOn', quantity: 20, surface: 'options' }),
    of({ kind: 'drip', step: 'waits', quantity: 10, surface: 'worker', say: phrase('drip:waits.closed') }),
    of({ kind: 'release', quantity: 10, of: 'd', surface: 'worker' }),
    of({ ...page, kind: 'assist', part: 'pin', step: 'takenBack', surface: 'worker', say: phrase('act:drift.text') }),
    of({ ...page, kind: 'profile', part: 'taught', step: 'inUse', say: phrase('act:profile', { name: 'Mine', rev: 2 }) }),
    of({ listing: '', skus: [], kind: 'reset', step: 'done', surface: 'options' }),
  ];
}
/** A log of some evenings: every kind, every outcome. */
export const busyAudit = (count = 80): readonly AuditRow[] =>
  Array.from({ length: count }, (_, at): AuditRow => {
    const sku = `SKU-${String(1 + ((at * 7) % 60)).padStart(4, '0')}`;
    const kind = KINDS[at % KINDS.length] ?? 'pause';
    const step = ['confirmed', 'confirmed', 'confirmed', 'failed', 'confirmed', 'unknown', 'confirmed'][at % 7] ?? '';
    const because = { limit: `stockOut||s1|us||${sku}|`, pause: `tooLittle|controller|s1|||${sku}|` }[kind as string] ?? null;
    const { before, after } = stoodOf(kind, sku);
    return auditRow({
      ...{ command: `b${at}`, at: NOW - at * 41 * 60_000, kind, step, because, before, quantity: NUMBERS[kind] ?? null },
      listing: at % 2 === 0 ? 'GIFT-SET' : 'TUMBLER-3',
      variant: at % 3 === 0 ? 'M' : null,
      skus: [sku],
      actor: ['Lin 林', 'Chen 陈', ''][at % 3] ?? '',
      after: step === 'confirmed' ? after : [],
      say: step === 'failed' ? phrase('source:problem.credentials') : null,
      reverted: step === 'confirmed' && at % 19 === 4,
      ...(at % 18 === 2 ? { per: 'buyer' as const } : {}),
    });
  });

/** A shop as it looks after some weeks: two sources, two accounts, streams of every stage, `count` SKUs. */
export function busySettings(count = 60): ShopSettings {
  const skus = Array.from({ length: count }, (_, at) => ({
    ...NO_FACTS,
    sku: `SKU-${String(at + 1).padStart(4, '0')}`,
    title: ['Ribbed knit cardigan 罗纹针织开衫', 'Tumbler 40 oz', '缎面枕套两只装', 'Desk lamp'][at % 4] ?? '',
    safetyStock: at % 5 === 4 ? null : 20 + at,
    dailySales: at % 3 === 2 ? null : 3.5 + at,
    plannedUnits: at % 4 === 3 ? null : 60,
    buffer: at % 2,
    group: at % 6 === 0 ? '上衣 tops' : null,
    ...(at % 3 === 0 ? { supply: supplyOf(at) } : {}),
    ...(at % 10 === 0 ? { triggers: { coverDays: 45 } } : {}),
  }));
  const component = (sku: string, unitsPerSale: number) => ({ sku, unitsPerSale });
  return settingsAfter(EMPTY_SETTINGS, {
    preferences: { ...busyPreferences, actorName: 'Lin 林' },
    sources: [
      sourceConfig(),
      sourceConfig({ id: 'shop', name: '店铺渠道', role: 'channel', address: 'https://shop.example', lagMinutes: 0 }),
    ],
    accounts: [account({ channel: 'shop', pool: [{ source: 'nj', location: 'NJ-1' }] }), account({ id: 'uk', name: '英国账号' })],
    skus,
    ...busySupply(skus.map(({ sku }) => sku)),
    listings: [
      {
        account: 'us',
        key: 'GIFT-SET',
        title: '礼盒 Gift set',
        variants: [
          { id: 'S', title: 'Small', components: [component('SKU-0001', 1), component('SKU-0003', 2)] },
          { id: 'M', title: 'Medium', components: [component('SKU-0002', 1)] },
        ],
      },
      {
        account: 'us',
        key: 'TUMBLER-3',
        title: 'Tumbler',
        variants: [{ id: 'T', title: '', components: [component('SKU-0002', 1)] }],
      },
    ],
    streams: [
      streamOf({ id: 's1', actualStart: NOW - 3_600_000, plannedStart: NOW - 3_600_000, planned: { 'SKU-0001': 120 } }),
      streamOf({
        id: 's2',
        title: '周五场',
        plannedStart: NOW + 259_200_000,
        plannedEnd: NOW + 270_000_000,
        listings: ['GIFT-SET'],
      }),
      ...[1, 2, 3, 4].map((week) => {
        const at = NOW - week * 7 * 86_400_000 - 86_400_000;
        return streamOf({
          id: week === 1 ? 's3' : `s3-${week}`,
          title: week === 1 ? 'Last week' : `Week ${week}`,
          plannedStart: at,
          plannedEnd: at + 1e7,
          actualStart: at,
          actualEnd: at + 1e7,
        });
      }),
    ],
  });
}
