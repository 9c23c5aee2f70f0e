import { beforeEach, describe, expect, it } from 'vitest';
import { ActingShop } from '../../test/builders/acting-shop.ts';
import type { Guard } from '../domain/guard.ts';
import type { SettingsBody } from '../domain/settings.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const guard = (more: Partial<Guard> = {}): Guard => ({
  sku: 'CUP',
  pauseAt: 20,
  capOversold: false,
  wavesOf: null,
  mostPerHour: 2,
  by: 'Lin',
  ...more,
});
let shop: ActingShop;
beforeEach(async () => {
  shop = new ActingShop();
  await shop.start({ guards: [guard()] });
});

/** Sold down to so many, and read. */
async function left(units: number): Promise<void> {
  shop.level = units;
  await shop.pass(6 * SECOND);
}
const shown = () => shop.panel.guards.map(({ step, say }) => `${step} ${say.key}`);
const stop = () => shop.ask({ kind: 'guard', guard: shop.panel.guards[0]?.id ?? '', action: 'stop' });
const COUNTS = 'counting guard:counting.pauseAt';

describe('a guard', () => {
  it('counts down in sight of everyone, acts once, and stands in the audit log with who turned it on and why', async () => {
    expect(shown()).toEqual([]);
    await left(20);
    expect(shown()).toEqual([COUNTS]);
    expect(shop.onSale).toBe(true);
    await shop.pass(16 * SECOND);
    expect([shop.onSale, shown()]).toEqual([false, ['acted guard:acted.pauseAt']]);
    const [only, ...others] = await shop.journal();
    expect([others, only]).toMatchObject([
      [],
      { kind: 'pause', step: 'confirmed', actor: 'Lin', surface: 'worker', because: 'guard:pauseAt:CUP' },
    ]);
    await left(5);
    await shop.pass(5 * MINUTE);
    expect([shop.flags, shown(), shop.errors]).toEqual([[false], [], []]);
  });

  it('has each of its steps in the audit log: that it was turned on and by whom, counted, acted, and what came of it', async () => {
    await left(20);
    await shop.pass(16 * SECOND);
    const rows = await shop.audit();
    expect(rows.map(({ kind, part, step, actor, surface }) => [kind, part, step, actor, surface])).toEqual([
      ['guard', 'pauseAt', 'turnedOn', '', 'options'],
      ['guard', 'pauseAt', 'counting', 'Lin', 'worker'],
      ['guard', 'pauseAt', 'acted', 'Lin', 'worker'],
      ['pause', undefined, 'confirmed', 'Lin', 'worker'],
    ]);
    const [on, counted, acted, pause] = rows;
    expect(on).toMatchObject({ quantity: 20, skus: ['CUP'] });
    expect(counted).toMatchObject({ listing: 'K', skus: ['CUP'], say: { values: { left: 20, n: 20 } }, of: null });
    expect(acted?.of).toBe(pause?.command);
    expect(rows.map(({ command }) => command)).toHaveLength(new Set(rows.map(({ command }) => command)).size);
  });

  it('counts down on every page of the desk, too', async () => {
    await left(20);
    const tabs = ['alerts', 'streams', 'before', 'during', 'after', 'restock'] as const;
    const seen = tabs.map((tab) => shop.open.desk({ tab, stream: null, sku: null }).guards);
    expect(seen).toEqual(tabs.map(() => shop.panel.guards));
  });

  it('has in the audit log who stopped it, and that it does no more than it may in an hour', async () => {
    await left(20);
    await stop();
    for (const units of [50, 19, 50, 19, 50, 19]) {
      await left(units);
      await shop.pass(18 * SECOND);
      if (!shop.onSale) await shop.press({ command: 'resume' });
    }
    const steps = (await shop.audit()).filter(({ kind }) => kind === 'guard').slice(2);
    expect(steps.map(({ step, surface, say }) => [step, surface, say?.key])).toEqual([
      ['stopped', 'panel', 'guard:stoppedBy'],
      ['counting', 'worker', 'guard:counting.pauseAt'],
      ['acted', 'worker', 'guard:acted.pauseAt'],
      ['counting', 'worker', 'guard:counting.pauseAt'],
      ['acted', 'worker', 'guard:acted.pauseAt'],
      ['refused', 'worker', 'guard:refused.tooOften'],
    ]);
  });

  it('does nothing while nobody turned it on', async () => {
    await shop.open.change({ drop: { guards: ['CUP'] } }, 'options');
    await left(0);
    await shop.pass(MINUTE);
    expect([shop.flags, shown()]).toEqual([[], []]);
  });

  it('is stopped by anyone, and does not start again until it was over once', async () => {
    await left(20);
    expect(await stop()).toBeNull();
    await shop.pass(2 * MINUTE);
    expect([shop.flags, shown()]).toEqual([[], []]);
    await left(50);
    await left(19);
    expect(shown()).toEqual([COUNTS]);
  });

  it('cannot be stopped any more once it has acted, and says so', async () => {
    await left(20);
    const { id } = shop.panel.guards[0] ?? { id: '' };
    await shop.pass(16 * SECOND);
    expect(await shop.ask({ kind: 'guard', guard: id, action: 'stop' })).toBe('guard:tooLate');
    expect(shop.flags).toEqual([false]);
  });

  it('leaves alone what a person resumes', async () => {
    await left(20);
    await shop.pass(16 * SECOND);
    await shop.press({ command: 'resume' });
    await shop.pass(5 * MINUTE);
    expect([shop.onSale, shop.flags]).toEqual([true, [false, true]]);
  });

  it('ends its countdown where it is no longer needed', async () => {
    await left(20);
    await left(40);
    expect(shown()).toEqual(['stopped guard:over']);
    await shop.pass(MINUTE);
    expect(shop.flags).toEqual([]);
  });

  it('acts no more often in an hour than was set, and says that it stands still', async () => {
    // No two rounds alike: the same two levels over and over would be a replica that flickers.
    let n = 0;
    const round = async () => {
      n += 1;
      await left(20 - n);
      await shop.pass(16 * SECOND);
      await left(60 + 2 * n);
      if (!shop.onSale) await shop.press({ command: 'resume' });
    };
    await round();
    await round();
    await left(12);
    expect(shown()).toContain('refused guard:refused.tooOften');
    await shop.pass(MINUTE);
    expect(shop.flags).toEqual([false, true, false, true]);
    // It may again when the hour is over, and what set it off was over once.
    await shop.pass(61 * MINUTE);
    await left(80);
    await round();
    expect(shop.flags).toHaveLength(6);
  }, 30_000);

  it('counts anew in another life of the worker: nobody could see the first', async () => {
    await left(20);
    await shop.pass(5 * SECOND);
    shop.close();
    await shop.pass(30 * SECOND);
    await shop.boot();
    await shop.pass(6 * SECOND);
    expect([shop.onSale, shown()[0]]).toEqual([true, COUNTS]);
    await shop.pass(16 * SECOND);
    expect(shop.flags).toEqual([false]);
  });

  it('that died between its step and its command has done nothing, and counts anew', async () => {
    shop.close();
    let dies = false;
    await shop.boot({
      openStored: async () => ({
        ...shop.disk,
        append: async (drafts) => {
          const events = await shop.disk.append(drafts);
          if (drafts.some((draft) => draft.type === 'guard' && draft.body.step === 'acted')) dies = true;
          return dies ? new Promise<never>(() => {}) : events;
        },
      }),
    });
    await left(20);
    await shop.pass(20 * SECOND);
    expect([dies, shop.flags]).toEqual([true, []]);
    shop.close();
    await shop.boot();
    await shop.pass(8 * SECOND);
    expect(shown()).toEqual([COUNTS, 'refused guard:refused.interrupted']);
    await shop.pass(16 * SECOND);
    expect(shop.flags).toEqual([false]);
  });

  it('waits for what a person is doing to the same stock, and then counts', async () => {
    await left(30);
    shop.refuses.push('holds');
    void shop.open.intent(shop.wish({ command: 'limit', quantity: 25 }), 'panel');
    await shop.pass(2 * SECOND);
    await left(12);
    await shop.pass(2 * MINUTE);
    expect([shop.flags, shown()]).toEqual([[], []]);
    const [limit] = await shop.journal();
    expect(
      await shop.ask({
        kind: 'settle',
        command: limit?.command ?? '',
        as: 'notDone',
        gesture: { trusted: true, seenVisibleMs: 600 },
      }),
    ).toBeNull();
    await shop.pass(30 * SECOND);
    expect([shop.flags, shop.onSale]).toEqual([[false], false]);
  });

  it('says that it is not known what became of its pause, and tries anew once it is known that nothing did', async () => {
    shop.refuses.push('holds');
    await left(20);
    await shop.pass(30 * SECOND);
    expect(shown()).toEqual(['acted command:unknown.notSeenYet']);
    expect(shop.onSale).toBe(true);
    await shop.pass(70 * SECOND);
    expect(shown()).toEqual([COUNTS, 'refused command:failed.unchanged']);
    await shop.pass(20 * SECOND);
    expect([shop.flags, shop.onSale]).toEqual([[false], false]);
  });

  it('does nothing in a browser that may not act', async () => {
    shop.close();
    await shop.boot({ lease: { mayPoll: async () => true, mayAct: async () => false } });
    await left(20);
    await shop.pass(MINUTE);
    expect([shop.flags, shown()]).toEqual([[], []]);
  });
});

describe('where no system can be told', () => {
  it('is refused and said at once: no page is ever clicked', async () => {
    shop = new ActingShop();
    shop.canBeTold = false;
    await shop.start({ guards: [guard()] });
    await left(10);
    expect(shown()).toEqual(['refused guard:refused.noApi.pauseAt']);
    await shop.pass(MINUTE);
    expect(shop.flags).toEqual([]);
  });
});

describe('waves', () => {
  const capacity = {
    source: 'wh',
    ordersADay: 10,
    zone: 'UTC',
    cutOff: '23:59',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    holidays: [],
    open: { orders: 29, at: 1_800_000_000_000 },
    unitsPerOrder: 1,
  } as const satisfies NonNullable<SettingsBody['capacities']>[number];

  it('release by batches when the warehouse is near its capacity, once', async () => {
    await shop.open.change({ guards: [guard({ pauseAt: null, wavesOf: 10 })], capacities: [capacity] }, 'options');
    await shop.pass(3 * SECOND);
    expect(shown()).toEqual(['counting guard:counting.waves']);
    await shop.pass(20 * SECOND);
    expect(shop.level).toBe(10);
    expect(shop.drip).toMatchObject({ state: 'running', batch: 10, pace: { by: 'shipping' } });
    await shop.pass(2 * MINUTE);
    expect(shop.sent).toEqual([-90]);
  });
});
