import { element } from '../../../../components/practice/element.ts';
import { type Fill, recycledRows } from '../rows.ts';
import { asking, type PlatformPage, type Stage, told, wording } from '../stage.ts';
import type { World } from '../world.ts';

const say = wording(
  {
    en: {
      explain: 'Pin',
      stop: 'Unpin',
      other: 'Feature',
      list: 'Product list in this LIVE',
      low: 'Low stock: ',
      stock: 'In stock: ',
      remove: 'Remove',
      ask: 'Pin this product?',
      yes: 'Confirm',
      no: 'Cancel',
    },
    vi: {
      explain: 'Ghim',
      stop: 'Bỏ ghim',
      other: 'Nổi bật',
      list: 'Danh sách sản phẩm trong phiên LIVE này',
      low: 'Còn: ',
      stock: 'Còn: ',
      remove: 'Xóa',
      ask: 'Ghim sản phẩm này?',
      yes: 'Xác nhận',
      no: 'Hủy',
    },
    pt: {
      explain: 'Fixar',
      stop: 'Desafixar',
      other: 'Destacar',
      list: 'Lista de produtos desta LIVE',
      low: 'Em estoque: ',
      stock: 'Em estoque: ',
      remove: 'Remover',
      ask: 'Fixar este produto?',
      yes: 'Confirmar',
      no: 'Cancelar',
    },
  },
  'en',
);

/** TikTok's LIVE Manager: no row bears an id; the list's own pin and the voucher's look like a product's. */
export const tiktok: PlatformPage = (root, stage) => {
  const list = element('div', { class: 'index-module__rows--k3f' });
  const top = element('div', { class: 'index-module__top--p9a' });
  const scroller = element('div', { class: 'index-module__virtualized-container--x9fQ' }, top, list);
  root.replaceChildren(element('div', { class: 'arco-list-content arco-list-virtual' }, scroller));
  const draw = recycledRows({ scroller, list, rowHeight: 130, height: 520 }, card(stage, false));
  const fillTop = card(stage, true);
  let shown = '';
  return (world) => {
    // The pinned card stands on top, and nowhere else.
    const pinned = world.products.findIndex(({ id }) => id === world.pinned);
    draw({
      ...world,
      products: world.products.map((product, index) => ({ ...product, link: index + 1 })).filter((_, n) => n !== pinned),
    });
    const now = JSON.stringify([pinned, world.products[pinned], world.language, world.drifts]);
    if (now === shown) return;
    shown = now;
    top.replaceChildren(summary(stage, world));
    if (pinned < 0) return;
    const lifted = element('div');
    fillTop(lifted, world, pinned);
    top.append(lifted);
  };
};

/** Of the very class that a product's card is of: the list's own pin, and a voucher's. */
const summary = (stage: Stage, world: World): HTMLElement =>
  element(
    'div',
    { class: 'rounded-4 mb-8' },
    element('div', { class: 'mb-8 rounded-8' }, element('div', { class: 'text-neutral-text1 mb-8' }, say(world, 'list'))),
    pinButton(stage, null, 'bulk', say(world, 'explain'), 'pc_pin_product_list_pin', 'shopping_list'),
    pinButton(stage, null, 'voucher', say(world, 'explain'), 'surprise-button', 'voucher'),
  );

function pinButton(
  stage: Stage,
  product: string | null,
  control: string,
  text: string,
  name: string,
  source: string,
): HTMLElement {
  const attributes = { type: 'button', class: `arco-btn arco-btn-primary ${name}`, 'data-pin-performance-source': source };
  return told(element('button', attributes, element('span', {}, text)), { stage, product, control });
}

const card =
  (stage: Stage, lifted: boolean): Fill =>
  (at, world, index) => {
    const product = world.products[index] as (World['products'][number] & { readonly link?: number }) | undefined;
    if (product === undefined) return;
    at.className = 'rounded-4 mb-8';
    const { drifts } = world;
    const text = drifts.includes('label') ? say(world, 'other') : say(world, lifted ? 'stop' : 'explain');
    const asks = asking(document.body, {
      root: 'arco-modal',
      buttons: 'arco-modal-footer',
      text: say(world, 'ask'),
      yes: say(world, 'yes'),
      no: say(world, 'no'),
    });
    const attributes = {
      type: 'button',
      class: `arco-btn ${lifted ? 'arco-btn-secondary pc_pin_product_unpin' : 'arco-btn-primary pc_pin_product_pin'}`,
      'data-pin-performance-source': 'product_card',
    };
    const pin = told(element('button', attributes, element('span', {}, text)), {
      stage,
      product: product.id,
      control: 'explain',
      act: 'toggle',
      ...(drifts.includes('modal') ? { asks } : {}),
    });
    const toTop = told(element('span', { class: 'pc_top_product', role: 'button' }), {
      stage,
      product: product.id,
      control: 'top',
      act: 'top',
    });
    const remove = told(element('button', { type: 'button', class: 'arco-btn' }, say(world, 'remove')), {
      stage,
      product: product.id,
      control: 'remove',
      act: 'remove',
    });
    const inserted = drifts.includes('insertButton')
      ? [told(element('button', { type: 'button', class: 'arco-btn' }, ''), { stage, product: product.id, control: 'inserted' })]
      : [];
    at.replaceChildren(
      ...(lifted ? [] : [slot(product.link ?? index + 1)]),
      element(
        'div',
        { class: 'index-module__card-img--q1' },
        element('img', { class: 'w-full', src: product.picture, alt: product.title }),
      ),
      element('div', { class: 'max-h-40 text-body-m-regular' }, element('span', {}, product.title)),
      element('i', { class: 'countdown' }),
      element(
        'div',
        { class: 'index-module__stock-and-pin-button--z2' },
        element('div', { class: 'index-module__stock-and-ask-to-show--z3' }, stockText(world, product.stock)),
        ...inserted,
        ...(drifts.includes('swapped') ? [remove, toTop, pin] : [pin, toTop, remove]),
      ),
    );
  };

const slot = (link: number): HTMLElement =>
  element(
    'div',
    { class: 'pc_order_input' },
    element('input', { 'data-tid': 'm4b_input_number', role: 'spinbutton', 'aria-valuenow': `${link}`, value: `${link}` }),
  );

/** Abbreviated, as the page does. */
const stockText = (world: World, stock: number): string =>
  stock < 20
    ? `${say(world, 'low')}${stock}`
    : `${say(world, 'stock')}${stock < 1_000 ? stock : `${(stock / 1_000).toFixed(1)}k`}`;
