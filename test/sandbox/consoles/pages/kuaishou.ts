import { element } from '../../../../components/practice/element.ts';
import { type Fill, recycledRows } from '../rows.ts';
import { asking, named, type PlatformPage, type Stage, told, wording } from '../stage.ts';
import { keyOf, type World } from '../world.ts';

const say = wording(
  {
    zh: {
      explain: '开始讲解',
      stop: '结束讲解',
      other: '立即讲解',
      on: '上车',
      off: '下车',
      more: '更多',
      ask: '当前有商品正在讲解，确定继续吗？',
      yes: '确 定',
      no: '取 消',
    },
  },
  'zh',
);

/** 跟播助手: a list that draws what is in sight, and the product that is explained a second time on top of it. */
export const kuaishou: PlatformPage = (root, stage) => {
  const list = element('div', { 'data-virtuoso-item-list': 'true' });
  const scroller = element('div', { 'data-virtuoso-scroller': 'true' }, list);
  const copy = element('div', { class: 'top--x1' });
  const container = element('div', {}, copy, scroller);
  root.replaceChildren(element('div', { class: 'live-panel--q7XeD' }, container));
  const draw = recycledRows({ scroller, list, rowHeight: 96, height: 480 }, row(stage, false));
  const fillCopy = row(stage, true);
  let shown = '';
  return (world) => {
    container.className = named(world, 'list-container--aB3xP');
    draw(world);
    const index = world.products.findIndex(({ id }) => id === world.pinned);
    const now = JSON.stringify([index, world.products[index], world.drifts]);
    if (now === shown) return;
    shown = now;
    copy.replaceChildren();
    if (index < 0) return;
    const lifted = element('div');
    fillCopy(lifted, world, index);
    copy.append(lifted);
  };
};

const row =
  (stage: Stage, copied: boolean): Fill =>
  (at, world, index) => {
    const product = world.products[index];
    if (product === undefined) return;
    const key = keyOf(world, index);
    const id = key === null ? null : `c1goods-${key}${copied ? '-recording' : ''}`;
    at.className = 'sort-goods-container--h3xS0 goods-item--xkjBr';
    if (id !== null) at.id = world.drifts.includes('renamedClass') ? `card-${key}` : id;
    const inner = element(
      'div',
      { class: 'list-item--c8', ...(id === null ? {} : { id: `inner_${id}` }) },
      // The copy on top has no number.
      ...(copied
        ? []
        : [element('div', { class: 'with-order--k' }, element('input', { class: 'ant-input', value: `${index + 1}` }))]),
      element('img', { src: product.picture, alt: '', width: '60' }),
      element('div', { class: 'cardTitle--Zz' }, element('div', { class: 'text--p' }, product.title)),
      element('i', { class: 'countdown' }),
      element('div', { class: 'cardBtn--Soa5Y' }, ...buttons(stage, world, product.id)),
    );
    at.replaceChildren(inner);
  };

const plain = (text: string): HTMLElement => element('button', { type: 'button', class: 'ant-btn' }, element('span', {}, text));

function buttons(stage: Stage, world: World, product: string): HTMLElement[] {
  const { drifts, pinned } = world;
  const text = drifts.includes('label') ? say(world, 'other') : say(world, pinned === product ? 'stop' : 'explain');
  // Whenever something is being explained the page asks first, and whatever was held before is gone after it.
  const asks = asking(document.body, {
    root: 'ant-modal-root',
    buttons: 'ant-modal-confirm-btns',
    text: say(world, 'ask'),
    yes: say(world, 'yes'),
    no: say(world, 'no'),
  });
  const explain = told(plain(text), {
    stage,
    product,
    control: 'explain',
    act: 'toggle',
    ...(pinned !== null || drifts.includes('modal') ? { asks } : {}),
  });
  const off = told(plain(say(world, 'off')), { stage, product, control: 'remove', act: 'remove' });
  const all = [
    told(plain(say(world, 'more')), { stage, product, control: 'more' }),
    told(plain(say(world, 'on')), { stage, product, control: 'on' }),
    off,
    explain,
  ];
  if (drifts.includes('swapped')) [all[2], all[3]] = [explain, off];
  if (drifts.includes('insertButton')) all.push(told(plain(say(world, 'more')), { stage, product, control: 'inserted' }));
  return all;
}
