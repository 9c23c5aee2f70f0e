import { element } from '../../../../components/practice/element.ts';
import { absoluteRows, type Fill } from '../rows.ts';
import { asking, named, type PlatformPage, type Stage, told, wording } from '../stage.ts';
import { keyOf, type World } from '../world.ts';

const say = wording(
  {
    zh: {
      explain: '讲解',
      stop: '取消讲解',
      other: '去讲解',
      ai: 'AI讲解',
      remove: '下架',
      more: '更多',
      live: '直播中',
      now: '讲解中',
      stock: '库存',
      ask: '确定要讲解该商品吗？',
      yes: '确定',
      no: '取消',
    },
  },
  'zh',
);

/** 百应 and 抖店: all rows drawn, each placed absolutely, with the attributes of a drag-and-drop list. */
export const douyin: PlatformPage = (root, stage) => {
  const tag = element('span', { class: 'liveTag-3ewu1x' });
  const list = element('div');
  const container = element('div', {}, element('div', { style: 'height:600px;overflow:auto' }, list));
  root.replaceChildren(element('div', { class: 'header-k2Q9a' }, tag), element('div', { class: 'goodsPanel-waJasF' }, container));
  const draw = absoluteRows(list, 120, row(stage));
  return (world) => {
    tag.textContent = world.live ? say(world, 'live') : '';
    container.id = named(world, 'live-control-goods-list-container');
    draw(world);
    wrapped(list, world);
  };
};

const row =
  (stage: Stage): Fill =>
  (at, world, index) => {
    const product = world.products[index];
    if (product === undefined) return;
    const explaining = world.pinned === product.id;
    at.className = `goodsItem-KBGOY5 ${named(world, 'rpa_lc__live-goods__goods-item')}`;
    const key = keyOf(world, index);
    if (key !== null) at.setAttribute('data-rbd-draggable-id', key);
    at.setAttribute('data-rbd-draggable-context-id', '0');
    at.replaceChildren(
      element('div', { class: 'indexWrapper-d7a4a8' }, element('span', {}, number(index + 1))),
      element('img', { src: product.picture, alt: '', width: '60' }),
      element(
        'div',
        { class: 'right-mXg75w' },
        element('div', { class: 'title-tJbnZl' }, product.title),
        element('div', {}, `${say(world, 'stock')} ${product.stock}`),
        ...(explaining ? [element('span', { class: 'tag-p3' }, say(world, 'now'))] : []),
        element('i', { class: 'countdown' }),
      ),
      element('div', { class: 'goodsAction-JcGBoH' }, ...buttons(stage, world, product.id, explaining).map(wrapper)),
    );
  };

/** As a controlled input stands in the page: its number is an attribute, too. */
const number = (link: number): HTMLElement => element('input', { class: 'auxo-input', value: `${link}` });
const wrapper = (button: HTMLElement): HTMLElement => element('div', { class: 'lvc2-grey-btn-wrapper' }, button);
const grey = (text: string): HTMLElement =>
  element('button', { type: 'button', class: 'lvc2-grey-btn greyBtnStyle-UQZ8RJ' }, element('span', {}, text));

function buttons(stage: Stage, world: World, product: string, explaining: boolean): HTMLElement[] {
  const { drifts } = world;
  const text = drifts.includes('label') ? say(world, 'other') : say(world, explaining ? 'stop' : 'explain');
  const dialog = { root: 'auxo-modal-content', buttons: 'auxo-modal-confirm-btns', text: say(world, 'ask') };
  const asks = asking(document.body, { ...dialog, yes: say(world, 'yes'), no: say(world, 'no') });
  const explain = told(grey(text), {
    stage,
    product,
    control: 'explain',
    act: 'toggle',
    ...(drifts.includes('modal') ? { asks } : {}),
  });
  const remove = told(grey(say(world, 'remove')), { stage, product, control: 'remove', act: 'remove' });
  const more = element('button', { type: 'button', class: 'lvc2-grey-btn rpa_lc__live-goods__action-more' });
  const all = [
    told(more, { stage, product, control: 'more' }),
    explain,
    told(grey(say(world, 'ai')), { stage, product, control: 'ai' }),
    remove,
  ];
  if (drifts.includes('swapped')) [all[1], all[3]] = [remove, explain];
  if (drifts.includes('insertButton')) all.unshift(told(grey(say(world, 'more')), { stage, product, control: 'inserted' }));
  return all;
}

/** An element of the rows' class that spans the first two of them. */
function wrapped(list: HTMLElement, { drifts }: World): void {
  for (const old of list.querySelectorAll('.spans')) old.remove();
  const [first, second] = list.children;
  if (!drifts.includes('wrapper') || first === undefined || second === undefined) return;
  list.prepend(element('div', { class: 'spans goodsItem-KBGOY5 rpa_lc__live-goods__goods-item' }, first, second));
}
