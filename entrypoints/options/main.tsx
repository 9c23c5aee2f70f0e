import { createRoot } from 'react-dom/client';
import { ulid } from 'ulid';
import '../../components/parts/theme.css';
import '../../components/parts/buttons.css';
import '../../components/options/options.css';
import '../../components/options/forms.css';
import '../../components/options/backtest/backtest.css';
import { createLanguage, languageOf } from '../../components/i18n/i18n.ts';
import { Options } from '../../components/options/options.tsx';
import type { OptionsWorld } from '../../components/options/shop-context.ts';
import { MAIN_SHOP } from '../../core/domain/ids.ts';
import { backtestIn } from '../../core/edge/backtest-worker.ts';
import { browser } from '../../core/edge/browser.ts';
import { hashOf } from '../../core/edge/console/profile-hash.ts';
import { profileFor, profiles } from '../../core/edge/console/registry.ts';
import { auditCsv } from '../../core/edge/files/audit-csv.ts';
import { textOfBytes } from '../../core/edge/files/csv.ts';
import { exportFileOf } from '../../core/edge/files/export-bytes.ts';
import { exportFiles, exportTemplates } from '../../core/edge/files/export-template.ts';
import { files } from '../../core/edge/files/files.ts';
import { importChange, readProfile, writeProfile } from '../../core/edge/files/profile-file.ts';
import { readSettings, writeSettings } from '../../core/edge/files/settings-file.ts';
import { callsClient } from '../../core/edge/messages/calls-client.ts';
import { sitePattern } from '../../core/edge/sites.ts';
import { connectors } from '../../core/edge/source/registry.ts';
import { languageItem } from '../../core/edge/storage/items.ts';

/** options.html?shop=rehearsal#audit: the practice shop's, which shares nothing with the real one. */
const isRehearsal = new URLSearchParams(location.search).get('shop') === 'rehearsal';
const shop = isRehearsal ? 'rehearsal' : MAIN_SHOP;
const call = callsClient((message) => browser.runtime.sendMessage(message));
const language = languageItem(browser.storage.local, 'options');

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const world: OptionsWorld = {
  connectors,
  profiles,
  hashOf,
  writeProfile,
  readProfile: (bytes, settings) => readProfile(bytes, settings, profiles),
  importProfile: importChange,
  profileFor: (address) => profileFor(address)?.id ?? null,
  change: async (change) => (await call('settings.change', { shop, change })).problem,
  reset: async () => (await call('settings.reset', { shop })).problem,
  saveSource: async (config, secret) => (await call('source.save', { shop, config, secret })).problem,
  removeSource: async (source) => (await call('source.remove', { shop, source })).problem,
  saveRobot: async (robot, secret) => (await call('robot.save', { shop, robot, secret })).problem,
  removeRobot: async (robot) => (await call('robot.remove', { shop, robot })).problem,
  sendToRobot: async (robot, lines) => (await call('robot.send', { shop, robot, lines })).problem,
  addHistory: async (body) => (await call('history.add', { shop, body })).problem,
  addFunnels: async (body) => (await call('funnels.add', { shop, body })).problem,
  addStock: async (file) => (await call('stock.add', { shop, file })).problem,
  health: async () => (await call('sources.health', { shop })).rows,
  brought: () => call('brought.get', { shop }),
  check: (source) => call('source.check', { shop, source }),
  places: async () => (await call('places.get', { shop })).places,
  // No await before the request: Firefox asks only within the gesture itself.
  grant: (addresses) =>
    addresses.every((address) => URL.canParse(address))
      ? browser.permissions.request({ origins: addresses.map(sitePattern) })
      : Promise.resolve(false),
  granted: async (address) => URL.canParse(address) && browser.permissions.contains({ origins: [sitePattern(address)] }),
  onGrants(listener, signal) {
    for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
      event.addListener(listener);
      signal.addEventListener('abort', () => event.removeListener(listener));
    }
  },
  reconcileSites: async () => void (await call('sites.reconcile', {})),
  newId: ulid,
  now: () => Date.now(),
  save,
  files,
  readSettings: (bytes, before) => readSettings(textOfBytes(bytes), before),
  writeSettings,
  mapping: (account) => call('mapping.get', { shop, account }),
  audit: async () => (await call('audit.get', { shop })).rows,
  auditCsv,
  backtest: {
    files: exportFiles,
    fileOf: exportFileOf,
    templates: exportTemplates,
    run: (files, test, said, signal) =>
      backtestIn(() => new Worker(browser.runtime.getURL('/backtest.js')), { ask: { files, test }, said, signal }),
  },
};

const i18n = createLanguage((await language.get()) ?? languageOf(navigator.language));
const load = () => call('settings.get', { shop });
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Options
      i18n={i18n}
      world={world}
      load={load}
      section={location.hash.slice(1)}
      rehearsal={isRehearsal}
      onLanguage={(chosen) => void language.set(chosen)}
    />,
  );
}
