import { beforeEach, describe, expect, test } from 'vitest';
import { fakePort } from '../../../test/builders/fake-port.ts';
import type { DeskAsk, DeskView } from '../../domain/desk.ts';
import type { DetailView, PanelPatch, PanelView, PopupView } from '../../domain/view.ts';
import { createHub, type Drawing, type Hub, type Subscription } from './hub.ts';
import { VIEW_PORT } from './protocol.ts';

const panel = (order: readonly string[]) => ({ order }) as unknown as PanelView;
const popup = (count: number) => ({ count }) as unknown as PopupView;
const sub: Subscription = { shop: 'main', kind: 'panel', site: null, stream: null, tab: null };
const port = () => fakePort(VIEW_PORT, {});

let now = 0;
let drawn = 0;
let hub: Hub;
beforeEach(() => {
  now = 0;
  drawn = 0;
  let last = 0;
  const patch = (a: PanelView, b: PanelView): PanelPatch | null =>
    a.order.join() === b.order.join() ? null : { order: b.order };
  hub = createHub({ now: () => now, epoch: () => `e${++last}`, patch });
});
const drawing = (view: PanelView, detail: DetailView | null = null): Drawing => ({
  panel: () => {
    drawn += 1;
    return view;
  },
  popup: () => popup(drawn),
  desk: (ask: DeskAsk) => ({ ask }) as unknown as DeskView,
  detail: () => detail,
});

describe('what a surface hears', () => {
  test('first a snapshot, then patches that follow on each other', () => {
    const one = port();
    hub.subscribe(one, sub);
    hub.publish('main', drawing(panel(['a'])));
    hub.publish('main', drawing(panel(['a', 'b'])));
    hub.publish('main', drawing(panel(['b'])));
    expect(one.heard).toEqual([
      { say: 'panel', epoch: 'e1', rev: 0, view: { order: ['a'] } },
      { say: 'patch', epoch: 'e1', from: 0, to: 1, patch: { order: ['a', 'b'] } },
      { say: 'patch', epoch: 'e1', from: 1, to: 2, patch: { order: ['b'] } },
    ]);
  });
  test('a desk what it asked for, again only when that has changed', () => {
    const one = port();
    hub.subscribe(one, { ...sub, kind: 'desk' });
    hub.publish('main', drawing(panel([])));
    const ask: DeskAsk = { tab: 'restock', stream: null, sku: 'TEE' };
    hub.ask(one, ask);
    hub.publish('main', drawing(panel([])));
    hub.publish('main', drawing(panel([])));
    expect(one.heard).toEqual([
      { say: 'desk', epoch: 'e1', rev: 0, view: { ask: { tab: 'streams', stream: null, sku: null } } },
      { say: 'desk', epoch: 'e1', rev: 1, view: { ask } },
    ]);
  });
  test('nothing for an equal view, but a beat once it has been quiet', () => {
    const one = port();
    hub.subscribe(one, sub);
    hub.publish('main', drawing(panel(['a'])));
    hub.publish('main', drawing(panel(['a'])));
    hub.beat('main', 5_000, 42);
    expect(one.heard).toHaveLength(1);
    now = 5_000;
    hub.beat('main', 5_000, 42);
    expect(one.heard.at(-1)).toEqual({ say: 'beat', now: 42 });
  });
  test('a surface that missed something gets a snapshot of a new epoch', () => {
    const one = port();
    hub.subscribe(one, sub);
    hub.publish('main', drawing(panel(['a'])));
    hub.resync(one);
    hub.publish('main', drawing(panel(['a'])));
    expect(one.heard.at(-1)).toEqual({ say: 'panel', epoch: 'e2', rev: 0, view: { order: ['a'] } });
  });
  test('shops never hear of each other', () => {
    const main = port();
    const rehearsal = port();
    hub.subscribe(main, sub);
    hub.subscribe(rehearsal, { ...sub, shop: 'rehearsal' });
    hub.publish('main', drawing(panel(['a'])));
    expect(rehearsal.heard).toEqual([]);
    expect(hub.count('main')).toBe(1);
  });
  test('equal subscriptions are drawn once', () => {
    for (let n = 0; n < 5; n++) hub.subscribe(port(), sub);
    hub.publish('main', drawing(panel(['a'])));
    expect(drawn).toBe(1);
  });
  test('a detail comes when asked for, on change only, and stops when closed', () => {
    const one = port();
    const detail = { listing: 'l', variant: 'v', skus: [], ration: null, whyNot: [] };
    hub.subscribe(one, sub);
    hub.want(one, { listing: 'l', variant: 'v' });
    hub.publish('main', drawing(panel(['a']), detail));
    hub.publish('main', drawing(panel(['a']), detail));
    hub.want(one, null);
    hub.publish('main', drawing(panel(['a']), { ...detail, listing: 'm' }));
    expect(one.heard.filter((message) => message.say === 'detail')).toEqual([{ say: 'detail', view: detail }]);
  });
  test('a page that went away while we spoke is forgotten', () => {
    const one = port();
    hub.subscribe(one, sub);
    one.disconnect();
    hub.publish('main', drawing(panel(['a'])));
    expect(hub.count('main')).toBe(0);
  });
});
