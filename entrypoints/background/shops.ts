import { ulid } from 'ulid';
import type { createOffice } from '../../core/app/office.ts';
import { QUIET_MS } from '../../core/app/pace.ts';
import { openShop, type Shop } from '../../core/app/shop.ts';
import type { ShopId } from '../../core/domain/ids.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { browser } from '../../core/edge/browser.ts';
import { FLOOR_MS, type movableClock, realClock, scaledClock } from '../../core/edge/clock.ts';
import { forgetShop } from '../../core/edge/forget-shop.ts';
import type { createConsolePorts } from '../../core/edge/messages/console-ports.ts';
import type { Hub } from '../../core/edge/messages/hub.ts';
import { openRehearsalBox } from '../../core/edge/rehearsal-box.ts';
import { rehearsalItem } from '../../core/edge/rehearsal-item.ts';
import { report } from '../../core/edge/report.ts';
import { connectorById } from '../../core/edge/source/registry.ts';
import { rehearsalConnectors } from '../../core/edge/source/simulated.ts';
import { rehearsalSettings } from '../../core/edge/source/simulation/set-up.ts';
import { openImports } from '../../core/edge/storage/imports.ts';
import { originOf } from '../../core/edge/storage/items.ts';
import { soleLease } from '../../core/edge/storage/lease.ts';
import { openLog } from '../../core/edge/storage/log.ts';
import { memoryLog } from '../../core/edge/storage/memory-log.ts';
import { StorageProblem } from '../../core/edge/storage/problem.ts';
import type { createTestSteps } from '../../core/edge/test-steps.ts';
import type { Clock, Secrets } from '../../core/ports.ts';

type Deps = {
  readonly office: Pick<ReturnType<typeof createOffice<Shop>>, 'opened' | 'changed' | 'close'>;
  readonly hub: Pick<Hub, 'count' | 'beat'>;
  readonly consoles: Pick<ReturnType<typeof createConsolePorts>, 'count' | 'shown' | 'pages' | 'publish'>;
  readonly secrets: (shop: ShopId) => Secrets;
  /** Reaches the hosts that the user has granted, and no other. */
  readonly fetch: typeof fetch;
  /** Both of test builds only. */
  readonly movable: ReturnType<typeof movableClock> | null;
  readonly steps: ReturnType<typeof createTestSteps> | null;
};

/** How each shop is opened: the seller's own on the machine's clock, and the rehearsal on the clock of its box. */
export function createShops({ office, hub, consoles, secrets, fetch, movable, steps }: Deps) {
  const origin = originOf(browser.storage.local, ulid);

  const common = (shop: ShopId, clock: Clock) => ({
    shop,
    clock,
    secrets: secrets(shop),
    imports: openImports(shop),
    lease: soleLease,
    fetch,
    ids: ulid,
    openStored: async () => {
      const stored = await openLog(shop, { origin: await origin, clock });
      return steps?.log(stored) ?? stored;
    },
    openMemory: () => memoryLog(shop, { origin: `memory-${ulid()}`, clock }),
    sayStorage: (why: unknown) =>
      phrase(why instanceof StorageProblem && why.kind === 'full' ? 'worker:storage.full' : 'worker:storage.refused'),
    watchers: () => hub.count(shop) + consoles.count(shop),
    shown: () => consoles.shown(shop),
    consoles: consoles.pages(shop),
    changed: () => office.changed(shop),
    beat: () => {
      const it = office.opened(shop);
      if (it === undefined) return;
      hub.beat(shop, QUIET_MS, it.now());
      consoles.publish(shop, it, QUIET_MS);
    },
    report,
  });
  function openMain(): Promise<Shop> {
    const scale = () => ({ realAnchor: 0, anchor: movable?.offset() ?? 0, rate: 1 });
    return openShop({ ...common('main', movable?.clock ?? realClock), scale, floorMs: () => 0, connector: connectorById });
  }

  let opening: ReturnType<typeof openRehearsalBox> | null = null;
  const box = () => {
    opening ??= openRehearsalBox(rehearsalItem(browser.storage.local), realClock.now, async () => {
      if (office.opened('rehearsal') !== undefined) await office.close('rehearsal');
      await forgetShop('rehearsal');
    });
    return opening;
  };
  async function openRehearsal(): Promise<Shop> {
    const it = await box();
    const scale = () => it.state().clock;
    const shop = await openShop({
      ...common('rehearsal', scaledClock(realClock, scale)),
      scale,
      floorMs: () => FLOOR_MS * scale().rate,
      connector: rehearsalConnectors(it),
    });
    if (Object.keys(shop.settings().sources).length === 0) await shop.change(rehearsalSettings(it.state()), 'rehearsal');
    return shop;
  }
  return {
    open: (shop: ShopId): Promise<Shop> => (shop === 'main' ? openMain() : openRehearsal()),
    /** What is simulated in the rehearsal, and how fast. */
    box,
  };
}
