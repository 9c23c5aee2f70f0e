import { ulid } from 'ulid';
import { defineBackground } from 'wxt/utils/define-background';
import { createOffice } from '../core/app/office.ts';
import { QUIET_MS } from '../core/app/pace.ts';
import type { Shop } from '../core/app/shop.ts';
import { badgeOf } from '../core/decide/view/badge.ts';
import { panelPatch } from '../core/decide/view/patch.ts';
import type { ShopId } from '../core/domain/ids.ts';
import { badgeWriter } from '../core/edge/badge.ts';
import { browser } from '../core/edge/browser.ts';
import { movableClock, realClock } from '../core/edge/clock.ts';
import { profileById } from '../core/edge/console/registry.ts';
import { keepFloor } from '../core/edge/floor.ts';
import { lazySecrets } from '../core/edge/lazy-secrets.ts';
import { createBinding } from '../core/edge/messages/binding.ts';
import { createCalls } from '../core/edge/messages/calls.ts';
import { createConsolePorts } from '../core/edge/messages/console-ports.ts';
import { createHandlers } from '../core/edge/messages/handlers.ts';
import { createHub, type Subscription } from '../core/edge/messages/hub.ts';
import type { Port } from '../core/edge/messages/port.ts';
import { CONSOLE_PORT, VIEW_PORT } from '../core/edge/messages/protocol.ts';
import { createSurfacePorts } from '../core/edge/messages/surface-ports.ts';
import { createRefusals, report } from '../core/edge/report.ts';
import { send } from '../core/edge/robots/send.ts';
import { offerSidePanel } from '../core/edge/side-panel.ts';
import { createReconciler, releaseHosts, type SitesApi, siteOf } from '../core/edge/sites.ts';
import { grantedFetch } from '../core/edge/source/granted-fetch.ts';
import { connectorById } from '../core/edge/source/registry.ts';
import { rehearsalSettings } from '../core/edge/source/simulation/set-up.ts';
import { firstPaintWriter } from '../core/edge/storage/first-paint.ts';
import { tablesItem } from '../core/edge/storage/items.ts';
import { openSecrets } from '../core/edge/storage/secrets.ts';
import { createTabNotes } from '../core/edge/tab-notes.ts';
import { followTestClock } from '../core/edge/test-clock.ts';
import { createTestSteps } from '../core/edge/test-steps.ts';
import { vouchedFor } from '../core/edge/vouch.ts';
import { createShops } from './background/shops.ts';

type Shown = Pick<Subscription, 'shop' | 'site' | 'stream'>;
function pageOf({ shop, site, stream }: Shown): string {
  const asked = { surface: 'window', ...(shop === 'main' ? {} : { shop }), ...(site === null ? {} : { site }) };
  return `panel.html?${new URLSearchParams({ ...asked, ...(stream === null ? {} : { stream }) })}`;
}

/** Wires, decides nothing. Everything that listens does so at once: a worker that wakes is told what woke it only then. */
export default defineBackground(() => {
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
  const refused = createRefusals();
  const movable = import.meta.env.VITE_STOCKCUE_TEST === '1' ? movableClock(realClock) : null;
  const steps = import.meta.env.VITE_STOCKCUE_TEST === '1' ? createTestSteps(browser.storage.session) : null;
  const sourceFetch: typeof fetch = steps?.fetch((...args) => fetch(...args)) ?? ((...args) => fetch(...args));
  // Which stream a person chose for a console's tab, and where a person pressed Teach.
  const choices = createTabNotes('choices', browser.storage.session, report);
  const taught = createTabNotes('taught', browser.storage.session, report);
  const mayReach = async (origins: readonly string[]) =>
    origins.length === 0 || browser.permissions.contains({ origins: [...origins] });
  const secrets = (shop: ShopId) => (shop === 'main' ? mainSecrets : rehearsalSecrets);
  const mainSecrets = lazySecrets(() => openSecrets('main'));
  const rehearsalSecrets = lazySecrets(() => openSecrets('rehearsal'));
  const firstPaint = firstPaintWriter(browser.storage.session, realClock, new AbortController().signal, (error) =>
    report('first paint', error),
  );

  const badge = badgeWriter(browser.action, (error) => report('badge', error));
  const hub = createHub({ now: realClock.now, epoch: ulid, patch: panelPatch });
  const office = createOffice<Shop>({ open, publish, close: (it) => it.close(), report });
  const shared = { own, door: office.get, refused, report };
  const binding = createBinding<Port, Port>({
    now: realClock.now,
    random: () => crypto.randomUUID(),
    evict: (panel) => surfaces.evict(panel),
  });
  const consoles = createConsolePorts({
    ...shared,
    now: realClock.now,
    issue: binding.issue,
    gone: (port) => {
      const panel = binding.consoleGone(port);
      if (panel !== null) surfaces.evict(panel);
    },
    profile: profileById,
    chosen: choices.of,
    teaching: taught,
    inject: (tab, code) => browser.scripting.executeScript({ target: { tabId: tab, frameIds: [0] }, files: [`${code}.js`] }),
  });
  const surfaces = createSurfacePorts({
    ...shared,
    hub,
    claim: (nonce, tab, panel) => {
      const console = binding.claim(nonce, tab, panel);
      const home = console === null ? null : consoles.of(console);
      return home === null ? null : { shop: home.shop, site: home.site, chosen: choices.of(tab) };
    },
    gone: binding.panelGone,
    vouch: (nonce) => vouchedFor(browser.runtime, nonce),
    stands: async (panel) => {
      const console = binding.consoleOf(panel);
      return console === null ? 'unbound' : consoles.stands(console);
    },
    choose: choices.note,
    teach: (panel, shop, on) => consoles.teach(shop, binding.consoleOf(panel), on),
    // Who has set nothing up yet and rehearses sees the rehearsal in the popup, too.
    usual: async (kind) => {
      const { sources } = (await office.get('main')).settings();
      const isNew = kind === 'popup' && Object.keys(sources).length === 0;
      return isNew && office.opened('rehearsal') !== undefined ? 'rehearsal' : 'main';
    },
    openWindow: async (of) => {
      await browser.windows.create({ url: pageOf(of), type: 'popup', width: 480, height: 800 });
    },
  });

  function publish(shop: ShopId, it: Shop) {
    hub.publish(shop, it);
    consoles.publish(shop, it, QUIET_MS);
    if (shop !== 'main') return;
    const popup = it.popup();
    firstPaint(popup);
    badge(badgeOf(popup.alerts));
  }
  const shops = createShops({
    office,
    hub,
    consoles,
    secrets,
    fetch: grantedFetch(sourceFetch, mayReach),
    movable,
    steps,
  });
  async function open(shop: ShopId): Promise<Shop> {
    await Promise.all([choices.ready, taught.ready]);
    return shops.open(shop);
  }

  const sites = async () => {
    const main = await office.get('main');
    return Object.values(main.settings().accounts).map(({ site, profile: id }) => {
      const builtIn = profileById(id);
      return siteOf(site, builtIn ?? main.profile(id), builtIn !== null);
    });
  };
  const tables = tablesItem(browser.storage.local);
  const reconcile = createReconciler(browser as SitesApi, sites, (all) =>
    tables.set(all).catch((error: unknown) => report('tables', error)),
  );
  const settle = (where: string, task: Promise<unknown>) => void task.catch((error: unknown) => report(where, error));
  const handlers = createHandlers({
    desk: office.get,
    secrets,
    send: (robot, secret, lines) =>
      send(robot, secret, lines, {
        fetch: grantedFetch((...args) => fetch(...args), mayReach),
        now: realClock.now(),
        signal: new AbortController().signal,
      }),
    connector: connectorById,
    mayReach,
    reconcile: () => reconcile('new'),
    release: () => releaseHosts(browser, browser.runtime.getManifest().host_permissions ?? []),
    rehearsal: {
      'rehearsal.get': async () => (await shops.box()).state(),
      'rehearsal.set': async (ask) => {
        const state = await (await shops.box()).set(ask);
        const shop = await office.get('rehearsal');
        // Another order lag is a setting of the warehouse, too.
        if (ask.inject?.startsWith('lag')) await shop.change({ sources: rehearsalSettings(state).sources ?? [] }, 'rehearsal');
        shop.nudge();
        return state;
      },
    },
    report,
  });

  browser.runtime.onConnect.addListener((port) => {
    if (port.name === VIEW_PORT) surfaces.connect(port as Port);
    else if (port.name === CONSOLE_PORT) consoles.connect(port as Port);
    else port.disconnect();
  });
  browser.runtime.onMessage.addListener(createCalls({ own, handlers, report, refused }) as never);
  browser.runtime.onInstalled.addListener(() => settle('sites', reconcile('all')));
  browser.permissions.onAdded.addListener(() => {
    settle('sites', reconcile('new'));
    // What could not be reached may be reachable now.
    settle(
      'poll',
      office.get('main').then((it) => it.intent({ kind: 'pollNow', source: null }, 'worker')),
    );
  });
  browser.permissions.onRemoved.addListener(() => settle('sites', reconcile('new')));
  browser.tabs.onRemoved.addListener((tab) => {
    choices.forget(tab);
    taught.forget(tab);
  });
  browser.alarms.onAlarm.addListener(() => {
    for (const shop of ['main', 'rehearsal']) office.opened(shop)?.wake();
    // Nobody rehearses any more: it goes on when somebody comes back.
    if (hub.count('rehearsal') + consoles.count('rehearsal') === 0) settle('rehearsal', office.close('rehearsal'));
    if (updateWaits && isIdle()) browser.runtime.reload();
  });
  // An update waits while a stream runs or a command is open; the browser may apply it all the same.
  let updateWaits = false;
  browser.runtime.onUpdateAvailable.addListener(() => {
    updateWaits = true;
  });
  const isIdle = () => {
    const main = office.opened('main');
    return main !== undefined && !main.running() && !main.isCommanding();
  };

  if (movable !== null) settle('test clock', followTestClock(browser.storage.session, movable.move));
  settle('sites', reconcile('new'));
  settle('alarm', keepFloor(browser.alarms));
  settle('side panel', offerSidePanel('panel.html?surface=sidePanel'));
});
