import { element } from '../../../../components/practice/element.ts';
import { type Fill, recycledRows } from '../rows.ts';
import { asking, named, type PlatformPage, type Stage, told, wording } from '../stage.ts';
import { keyOf, type World } from '../world.ts';

const say = wording(
  {
    zh: {
      explain: '讲解',
      stop: '取消讲解',
      other: '标记讲解',
      pop: '弹品',
      remove: '删除',
      ask: '确定要设置为爆品宝贝吗？',
      yes: '确定',
      no: '取消',
    },
  },
  'zh',
);

/** 淘宝直播中控台: a virtual list whose controls bear log ids, and rows their item's. */
export const taobao: PlatformPage = (root, stage) => {
  const list = element('div', { class: 'virtual-inner' });
  const scroller = element('div', { id: 'tcl-unique-virtual-list' }, list);
  const scroll = element('div', {}, scroller);
  root.replaceChildren(element('div', { id: 'livePushed', class: 'list' }, scroll));
  const draw = recycledRows({ scroller, list, rowHeight: 110, height: 550 }, row(stage));
  return (world) => {
    scroll.id = named(world, 'livePushed-tcl-unique-scroll-list');
    draw(world);
  };
};

const row =
  (stage: Stage): Fill =>
  (at, world, index) => {
    const product = world.products[index];
    if (product === undefined) return;
    at.className = named(world, 'list-item');
    const key = keyOf(world, index);
    if (key !== null) at.setAttribute('data-item-id', key);
    at.replaceChildren(
      element(
        'div',
        { class: 'list-item-img' },
        element('img', { src: product.picture, alt: '', width: '60' }),
        element('div', { class: 'list-item-img-index' }, `${index + 1}号`),
      ),
      element('div', { class: 'list-item-title' }, product.title),
      element('i', { class: 'countdown' }),
      element('div', { class: 'list-item-actions' }, ...controls(stage, world, product.id)),
    );
  };

const logged = (id: string, text: string): HTMLElement =>
  element('button', { type: 'button', class: 'tbla-btn', 'data-tblalog-id': id }, text);

function controls(stage: Stage, world: World, product: string): HTMLElement[] {
  const { drifts, pinned } = world;
  const text = drifts.includes('label') ? say(world, 'other') : say(world, pinned === product ? 'stop' : 'explain');
  const dialog = { root: 'tbla-modal-content', buttons: 'tbla-modal-confirm-btns', text: say(world, 'ask') };
  const asks = asking(document.body, { ...dialog, yes: say(world, 'yes'), no: say(world, 'no') });
  const explain = told(logged('jiangJie', text), {
    stage,
    product,
    control: 'explain',
    act: 'toggle',
    ...(drifts.includes('modal') ? { asks } : {}),
  });
  const top = told(logged('ItemTopAction__baopinzhiding', ''), { stage, product, control: 'top', act: 'top', asks });
  const remove = told(logged('shanChu', say(world, 'remove')), { stage, product, control: 'remove', act: 'remove' });
  const all = [told(logged('tanPin', say(world, 'pop')), { stage, product, control: 'pop' }), explain, top, remove];
  if (drifts.includes('swapped')) [all[1], all[3]] = [remove, explain];
  if (drifts.includes('insertButton')) all.unshift(told(logged('xin', ''), { stage, product, control: 'inserted' }));
  return all;
}
