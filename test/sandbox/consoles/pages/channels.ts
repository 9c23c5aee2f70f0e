import { element } from '../../../../components/practice/element.ts';
import { asking, named, type PlatformPage, type Stage, told, wording } from '../stage.ts';
import { keyOf, type World } from '../world.ts';

const say = wording(
  {
    zh: {
      explain: '讲解',
      stop: '结束讲解',
      other: '开始介绍',
      remove: '移除',
      edit: '编辑',
      head: '商品',
      ask: '直播间讲解支持「送礼物」模式',
      yes: '我知道了',
      no: '取消',
    },
  },
  'zh',
);

/** 视频号助手: the whole page in the open shadow root of a micro-frontend; the last product first. */
export const channels: PlatformPage = (root, stage) => {
  const host = document.createElement('wujie-app');
  host.className = 'wujie_iframe';
  const inside = host.attachShadow({ mode: 'open' });
  root.replaceChildren(element('div', { id: 'app', class: 'finder-page' }, host));
  const body = element('div', { class: 'table-body-wrap' });
  const wrap = element('div', {}, element('div', { class: 'table-head-wrap' }), body);
  inside.append(element('div', { class: 'app-body', style: 'height:600px;overflow:auto' }, wrap));
  let shown = '';
  return (world) => {
    wrap.className = named(world, 'commodity-list-wrap');
    const now = JSON.stringify([world.products, world.pinned, world.drifts]);
    if (now === shown) return;
    shown = now;
    // Vue keeps no row that it does not have to: here each is made anew.
    const rows = world.products.map((_, index) => row(stage, world, index, inside)).reverse();
    body.replaceChildren(element('div', {}, element('span', {}, ...rows)));
  };
};

function row(stage: Stage, world: World, index: number, inside: ShadowRoot): HTMLElement {
  const { drifts, pinned, products } = world;
  const { id = '', title = '', picture = '' } = products[index] ?? {};
  const key = keyOf(world, index);
  const text = drifts.includes('label') ? say(world, 'other') : say(world, pinned === id ? 'stop' : 'explain');
  const dialog = { root: 'weui-desktop-dialog', buttons: 'weui-desktop-dialog__ft', text: say(world, 'ask') };
  const asks = asking(inside, { ...dialog, yes: say(world, 'yes'), no: say(world, 'no') });
  const explain = told(element('span', { class: 'promoting' }, text), {
    stage,
    product: id,
    control: 'explain',
    act: 'toggle',
    ...(drifts.includes('modal') ? { asks } : {}),
  });
  const remove = told(element('a', { class: 'remove' }, say(world, 'remove')), {
    stage,
    product: id,
    control: 'remove',
    act: 'remove',
  });
  const swapped = drifts.includes('swapped');
  return element(
    'div',
    { class: named(world, 'table-row-wrap') },
    // A Vue input: its number is a property, and stands in no attribute; the text beside it does.
    element('div', { class: 'text-area' }, element('input', { class: 'index-input' }), element('span', {}, `${index + 1}`)),
    element('img', { src: picture, alt: '', width: '60' }),
    element('div', { class: 'title-wrap' }, title),
    ...(key === null ? [] : [element('div', { class: 'id-wrap' }, `ID：${key}`)]),
    element('i', { class: 'countdown' }),
    ...(drifts.includes('insertButton')
      ? [told(element('a', { class: 'action-link' }, say(world, 'edit')), { stage, product: id, control: 'inserted' })]
      : []),
    element('div', { class: 'promoting-wrap' }, element('a', { class: 'action-link' }, swapped ? remove : explain)),
    element('div', { class: 'action-item last' }, swapped ? explain : remove),
  );
}
