import { beforeEach, describe, expect, it } from 'vitest';
import { ActingShop, SETTINGS } from '../../test/builders/acting-shop.ts';
import { LIVE } from '../../test/builders/live-profile.ts';
import type { Moved } from '../domain/command.ts';
import { type RowSeen, UNKNOWN_ROW } from '../domain/console.ts';
import { listingId } from '../domain/listing.ts';
import type { PageAsk } from '../domain/page-act.ts';
import type { Profile } from '../domain/profile.ts';
import type { PageReply } from '../ports.ts';

const MINUTE = 60_000;
const { perBuyer } = LIVE.actions;
if (perBuyer === undefined) throw new Error('The page has no number to type.');
const PAGE: Profile = {
  ...LIVE,
  fields: { ...LIVE.fields, sellable: { at: '.stock' } },
  actions: { limit: perBuyer, perBuyer },
};

/** A shop without a channel source, whose console page is open: a person types there what is shown, and buyers buy. */
class TypedShop extends ActingShop {
  on = 20;
  each: number | null = null;
  readonly asks: PageAsk[] = [];
  /** Sold between the ask and the person's saving it. */
  meanwhile = 0;
  /** What the person does about an ask; null: nothing. */
  types: ((number: number | null) => number | null) | null = (number) => number;

  override boot() {
    this.canBeTold = false;
    return super.boot({
      shown: () => new Set(['acc']),
      consoles: {
        act: async (_, ask) => ({ said: 'acted', acted: { id: ask.id, gate: null, found: null, ...this.answer(ask) } }),
        stop: () => {},
      },
    });
  }
  private answer(ask: PageAsk): Omit<Extract<PageReply, { said: 'acted' }>['acted'], 'id' | 'gate' | 'found'> {
    this.asks.push(ask);
    if (this.types === null) return { did: 'nothing' };
    if (ask.action === 'perBuyer') {
      this.each = this.types(ask.number);
      void this.draw();
      return { did: 'done' };
    }
    this.on -= this.meanwhile;
    const was = this.on;
    this.on = this.types(ask.by === undefined ? ask.number : Math.max(0, was + ask.by)) ?? was;
    const moved: Moved = { was, is: this.on };
    void this.draw();
    return { did: 'done', moved };
  }
  async draw(over: Partial<RowSeen> = {}): Promise<void> {
    const row: RowSeen = {
      ...UNKNOWN_ROW,
      key: 'K',
      title: 'Cup',
      state: 'onSale',
      sellable: this.on,
      perBuyer: this.each,
      ...over,
    };
    const page = { live: 'live', room: null, viewers: null, comments: null } as const;
    this.open.seen('acc', { page, changed: [row], keys: ['K'], complete: false });
    this.open.pageOpen('acc', { profile: PAGE, hash: 'h', health: { ok: true, failed: [] }, told: true });
    await this.pass(1_000);
  }
  async buy(units: number): Promise<void> {
    this.on -= units;
    await this.draw();
  }
  get stock() {
    const stock = this.panel.rows[listingId('acc', 'K')]?.variants[0]?.stock;
    if (stock === undefined) throw new Error('The row is gone.');
    return stock;
  }
  async last() {
    return (await this.journal()).at(-1);
  }
}

let shop: TypedShop;
beforeEach(async () => {
  shop = new TypedShop();
  await shop.start({ accounts: [{ ...(SETTINGS.accounts ?? [])[0], channel: null } as never] });
  await shop.draw();
});
const lastId = async () => (await shop.last())?.command ?? '';

describe('a release by page', () => {
  it('is within what may be promised less what the page sells, and says what is to be typed', async () => {
    expect(shop.stock).toMatchObject({
      sellable: 20,
      mayRelease: 80,
      release: { can: true, via: 'page', say: { key: 'act:will.guide.release' } },
    });
    expect(await shop.press({ command: 'release', quantity: 81 })).toBe('command:refused.mayRelease');
    expect(await shop.press({ command: 'release', quantity: 10 })).toBeNull();
    expect(shop.asks).toMatchObject([{ action: 'limit', level: 'guide', number: 30, by: 10, most: 100 }]);
    expect([shop.on, (await shop.last())?.step]).toEqual([30, 'confirmed']);
  });

  it('is taken back as far as it is unsold, relative to what stands by then', async () => {
    shop.meanwhile = 3;
    await shop.press({ command: 'release', quantity: 10 });
    await shop.buy(20);
    const undoes = await lastId();
    expect(await shop.press({ command: 'takeBack', undoes, quantity: 10 })).toBeNull();
    expect(shop.asks.at(-1)).toMatchObject({ number: 0, by: -10 });
    expect(shop.on).toBe(0);
    expect(await shop.press({ command: 'takeBack', undoes, quantity: 10 })).toBe('command:refused.takeBackMost');
  });

  it.each<[string, Partial<RowSeen>, string]>([
    ['abbreviated', { sellable: null, about: { sellable: 12_000 } }, 'command:refused.pageUnread'],
    ['of the page’s own data alone', { fromData: ['sellable'] }, 'command:refused.pageUnread'],
  ])('rests on no figure that is %s', async (_, row, refused) => {
    await shop.draw(row);
    expect([shop.stock.sellable, shop.stock.release.can]).toEqual([null, false]);
    expect(await shop.press({ command: 'release', quantity: 1 })).toBe(refused);
    expect(await shop.press({ command: 'limit', quantity: 1 })).toBe(refused);
    expect(shop.asks).toEqual([]);
  });

  it('rests on no row that is not drawn now, and counts what other rows sell of the SKU', async () => {
    const page = { live: 'live', room: null, viewers: null, comments: null } as const;
    const other: RowSeen = { ...UNKNOWN_ROW, key: 'CUP', title: 'Cup again', link: 7, sellable: 30 };
    shop.open.seen('acc', { page, changed: [other], keys: ['K', 'CUP'], complete: false });
    await shop.pass(1_000);
    expect(shop.stock.mayRelease).toBe(50);
    shop.open.seen('acc', { page, changed: [{ ...other, sellable: null }], keys: ['K', 'CUP'], complete: false });
    await shop.pass(1_000);
    expect(await shop.press({ command: 'release', quantity: 1 })).toBe('command:refused.pageShared');
    shop.open.seen('acc', { page, changed: [], keys: ['CUP'], complete: false });
    await shop.pass(1_000);
    expect(await shop.press({ command: 'release', quantity: 1 })).toBe('command:refused.pageUnread');
  });

  it('is not for us where a source reads the channel’s stock', async () => {
    await shop.open.change({ accounts: SETTINGS.accounts ?? [] }, 'options');
    await shop.pass(6_000);
    for (const command of ['release', 'limit', 'drip'] as const)
      expect(await shop.press({ command, quantity: 1, drip: { by: 'hand', everyMs: null } })).toBe(
        'command:refused.channelReads',
      );
    expect([shop.stock.release.say.key, shop.stock.sellable]).toEqual(['command:refused.channelReads', 100]);
  });

  it('has failed, and released nothing, where nobody typed', async () => {
    shop.types = null;
    expect(await shop.press({ command: 'release', quantity: 10 })).toBe('act:failed.nothing');
    expect((await shop.last())?.step).toBe('failed');
    expect(await shop.press({ command: 'takeBack', undoes: await lastId(), quantity: 10 })).toBe('command:refused.nothingToUndo');
  });

  it('counts as the row was seen to move where less was typed, and says so', async () => {
    shop.types = () => 25;
    await shop.press({ command: 'release', quantity: 10 });
    expect(await shop.last()).toMatchObject({ step: 'confirmed', say: { key: 'act:less', values: { now: 25, number: 30 } } });
    shop.types = (number) => number;
    await shop.press({ command: 'takeBack', undoes: await lastId(), quantity: 10 });
    expect(shop.on).toBe(20);
  });
});

describe('a limit by page', () => {
  it('gives back what it took, whatever was sold meanwhile, also after the worker has died', async () => {
    shop.meanwhile = 2;
    expect(await shop.press({ command: 'limit', quantity: 5 })).toBeNull();
    shop.meanwhile = 0;
    expect([shop.on, shop.stock.withheld]).toEqual([5, 13]);
    await shop.buy(4);
    const undoes = await lastId();
    shop.close();
    await shop.boot();
    await shop.draw();
    expect(shop.stock.withheld).toBe(13);
    expect(await shop.press({ command: 'restore', undoes })).toBeNull();
    expect([shop.on, shop.stock.withheld]).toEqual([14, 0]);
    expect(await shop.press({ command: 'restore', undoes })).toBe('command:refused.nothingWithheld');
  });

  it('only lowers, and is said to be another’s again once so much is back on sale', async () => {
    expect(await shop.press({ command: 'limit', quantity: 25 })).toBe('command:refused.limitAbove');
    await shop.press({ command: 'limit', quantity: 5 });
    shop.on = 19;
    await shop.draw();
    expect([(await shop.last())?.reverted, shop.stock.withheld]).toEqual([true, 0]);
  });
});

describe('a drip by page', () => {
  it('announces each batch and starts none by itself', async () => {
    expect(await shop.press({ command: 'drip', quantity: 8, drip: { by: 'time', everyMs: MINUTE } })).toBeNull();
    expect([shop.on, shop.stock.withheld, shop.drip?.due]).toEqual([8, 12, undefined]);
    await shop.pass(MINUTE + 5_000);
    expect(shop.drip).toMatchObject({ state: 'running', due: 8, why: { key: 'drip:holds.due', values: { n: 8 } } });
    await shop.pass(5 * MINUTE);
    await shop.draw();
    expect([shop.on, shop.asks.length, shop.drip?.due]).toEqual([8, 1, 8]);
    const command = shop.drip?.command ?? '';
    const gesture = { trusted: true, seenVisibleMs: 600 };
    expect(await shop.ask({ kind: 'drip', command, action: 'next', gesture })).toBeNull();
    expect([shop.on, shop.asks.at(-1)?.by, shop.drip?.due]).toEqual([16, 8, undefined]);
    await shop.pass(MINUTE + 5_000);
    expect(shop.drip?.due).toBe(4);
    await shop.ask({ kind: 'drip', command, action: 'next', gesture });
    expect([shop.on, shop.drip?.state, shop.drip?.why?.key]).toEqual([20, 'ended', 'drip:ended.soldOut']);
    expect(shop.errors).toEqual([]);
  });
});

describe('a limit per buyer by page', () => {
  it('stands on its row until it is taken off, also after the worker has died', async () => {
    expect(await shop.press({ command: 'limit', per: 'buyer', quantity: 2 })).toBeNull();
    expect(shop.stock.buyer).toMatchObject({ most: 2, by: 'Lin' });
    shop.close();
    await shop.boot();
    await shop.draw();
    const undoes = shop.stock.buyer?.command ?? '';
    expect(await shop.press({ command: 'restore', per: 'buyer', undoes })).toBeNull();
    expect([shop.each, shop.asks.at(-1)?.number, shop.stock.buyer]).toEqual([null, null, undefined]);
  });

  it('that another has set anew is said, and not fought', async () => {
    await shop.press({ command: 'limit', per: 'buyer', quantity: 2 });
    shop.each = 9;
    await shop.draw();
    expect([(await shop.last())?.reverted, shop.stock.buyer, shop.each]).toEqual([true, undefined, 9]);
  });
});
