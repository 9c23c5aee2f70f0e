import type { Surface } from '../../domain/actor.ts';
import type { AuditRow } from '../../domain/audit.ts';
import { MAIN_SHOP, type ShopId, type SourceId, type StreamId } from '../../domain/ids.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { RowProblem } from '../../domain/problem.ts';
import type { RecordedFile, RecordingRow } from '../../domain/recorded.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';
import type { Connector, Secrets, Source } from '../../ports.ts';
import { readRecorded } from '../files/recorded-file.ts';
import type { CallHandlers } from './calls.ts';
import { type InputDesk, inputHandlers, type SendToRobot } from './input-calls.ts';
import type { Calls } from './protocol.ts';

/** What the calls need of one shop. */
export type Desk = InputDesk & {
  settings(): ShopSettings;
  notices(): readonly Phrase[];
  reopen(source: SourceId): void;
  open(source: SourceId): Promise<Source | null>;
  rowProblems(source: SourceId): readonly RowProblem[];
  places(): ReturnType<Calls['places.get']>['places'];
  mapping(account: string): ReturnType<Calls['mapping.get']>;
  audit(): Promise<readonly AuditRow[]>;
  reset(surface: Surface): Promise<Phrase | null>;
  restock(): ReturnType<Calls['restock.get']>;
  recordings(): Promise<readonly RecordingRow[]>;
  recorded(stream: StreamId): Promise<ReturnType<Calls['recordings.get']>['found']>;
  forget(stream: StreamId, surface: Surface): Promise<Phrase | null>;
  keep(file: RecordedFile, bytes: number): Promise<Phrase | null>;
};
type Deps = {
  readonly desk: (shop: ShopId) => Promise<Desk>;
  readonly secrets: (shop: ShopId) => Secrets & { sources(): Promise<readonly SourceId[]> };
  readonly connector: (id: string) => Connector | null;
  readonly mayReach: (hosts: readonly string[]) => Promise<boolean>;
  readonly reconcile: () => Promise<readonly string[]>;
  /** Gives back what hosts the user has granted. */
  readonly release: () => Promise<void>;
  readonly rehearsal: Pick<CallHandlers, 'rehearsal.get' | 'rehearsal.set'>;
  readonly send: SendToRobot;
  readonly report: (where: string, error: unknown) => void;
};
const CHECK_MS = 30_000;

/** What the extension's own pages can ask for, one function a call. */
export function createHandlers(deps: Deps): CallHandlers {
  const { desk, secrets, connector, mayReach, reconcile, rehearsal, send, report } = deps;
  const sitesChanged = (change: SettingsBody) => {
    // A profile says what is read of the page's own data.
    const { accounts, profiles, drop } = change;
    if ([accounts, profiles, drop?.accounts].every((one) => one === undefined)) return;
    reconcile().catch((error: unknown) => report('sites', error));
  };
  return {
    ...rehearsal,
    ...inputHandlers({ desk, secrets, send }),
    'settings.get': async ({ shop }) => {
      const { settings, notices } = await desk(shop);
      // Without storage there are no secrets either, and the page must still open.
      const withSecret = await secrets(shop).sources().catch(none(report));
      return { settings: settings(), withSecret, notices: notices() };
    },
    'settings.change': async ({ shop, change }) => {
      await (await desk(shop)).change(change, 'options');
      sitesChanged(change);
      return { problem: null };
    },
    'settings.reset': async ({ shop }) => {
      const problem = await (await desk(shop)).reset('options');
      return { problem: problem ?? (await forgetAccess(deps, shop)) };
    },
    'source.save': async ({ shop, config, secret }) => {
      const parsed = connector(config.connector)?.parse(config);
      if (parsed === undefined) return { problem: phrase('worker:source.noConnector') };
      if (!parsed.ok) return { problem: parsed.problem.say };
      const it = await desk(shop);
      if (secret !== null) await secrets(shop).put(config.id, secret);
      await it.change({ sources: [parsed.value] }, 'options');
      it.reopen(config.id);
      return { problem: null };
    },
    'source.remove': async ({ shop, source }) => {
      await (await desk(shop)).change({ drop: { sources: [source] } }, 'options');
      await secrets(shop).remove(source);
      return { problem: null };
    },
    'source.check': async ({ shop, source }) => {
      const it = await desk(shop);
      const config = it.settings().sources[source];
      const no = (say: Phrase) => ({ ok: false, lines: [{ ok: false, say }], rows: [] });
      if (config === undefined) return no(phrase('worker:source.unknown'));
      const hosts = connector(config.connector)?.hosts(config) ?? [];
      if (!(await mayReach(hosts))) return no(phrase('worker:source.permission'));
      const opened = await it.open(source);
      if (opened === null) return no(phrase('worker:source.noConnector'));
      const { ok, lines } = await opened.check(AbortSignal.timeout(CHECK_MS));
      // Its key may have been given more rights since: what it was refused is asked for again.
      if (ok) it.reopen(source);
      return { ok, lines, rows: it.rowProblems(source) };
    },
    'places.get': async ({ shop }) => ({ places: (await desk(shop)).places() }),
    'mapping.get': async ({ shop, account }) => (await desk(shop)).mapping(account),
    'audit.get': async ({ shop }) => ({ rows: await (await desk(shop)).audit() }),
    'restock.get': async ({ shop }) => (await desk(shop)).restock(),
    'recordings.list': async ({ shop }) => ({ rows: await (await desk(shop)).recordings() }),
    'recordings.get': async ({ shop, stream }) => ({ found: await (await desk(shop)).recorded(stream) }),
    'recordings.keep': async ({ shop, text }) => {
      const file = readRecorded(text);
      return { problem: file.ok ? await (await desk(shop)).keep(file.value, text.length) : file.problem.say };
    },
    'recordings.remove': async ({ shop, stream }) => ({ problem: await (await desk(shop)).forget(stream, 'desk') }),
    'sites.reconcile': async () => ({ registered: await reconcile() }),
  };
}

/** After a reset: no key, no script on a page and no permission outlives the settings that it was for. */
async function forgetAccess({ secrets, reconcile, release, report }: Deps, shop: ShopId): Promise<Phrase | null> {
  const kept = secrets(shop);
  try {
    for (const id of await kept.sources()) await kept.remove(id);
  } catch (error) {
    report('secrets', error);
    return phrase('worker:reset.keys');
  }
  // A rehearsal has neither.
  if (shop === MAIN_SHOP)
    await reconcile()
      .then(release)
      .catch((error: unknown) => report('sites', error));
  return null;
}

const none =
  (report: Deps['report']) =>
  (error: unknown): readonly SourceId[] => {
    report('secrets', error);
    return [];
  };
