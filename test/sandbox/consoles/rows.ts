import { element } from '../../../components/practice/element.ts';
import type { World } from './world.ts';

/** One line a row, and none of it over the next one. */
const ROW = 'position:absolute;left:0;right:0;display:flex;align-items:center;gap:8px;overflow:hidden';

export type Fill = (row: HTMLElement, world: World, index: number) => void;

/** Draws a row anew only where what it shows is another, as a page that is drawn by a framework does. */
function filler(fill: Fill) {
  const drawn = new WeakMap<HTMLElement, string>();
  return (row: HTMLElement, world: World, index: number): void => {
    const { products, pinned, language, drifts } = world;
    const product = products[index];
    const signature = JSON.stringify([product, index, product?.id === pinned, pinned === null, language, drifts]);
    if (drawn.get(row) === signature) return;
    drawn.set(row, signature);
    for (const { name } of [...row.attributes]) if (name !== 'style') row.removeAttribute(name);
    fill(row, world, index);
  };
}

/** All rows at once, each at its place by absolute position; a row stays the element of its product. */
export function absoluteRows(list: HTMLElement, rowHeight: number, fill: Fill): (world: World) => void {
  const rows = new Map<string, HTMLElement>();
  const refill = filler(fill);
  list.style.position = 'relative';
  return (world) => {
    const here = new Set(world.products.map(({ id }) => id));
    for (const [id, row] of rows) {
      if (here.has(id)) continue;
      row.remove();
      rows.delete(id);
    }
    list.style.height = `${world.products.length * rowHeight}px`;
    world.products.forEach(({ id }, index) => {
      const row = rows.get(id) ?? element('div');
      rows.set(id, row);
      row.style.cssText = `${ROW};height:${rowHeight}px;top:${index * rowHeight}px`;
      refill(row, world, index);
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    });
  };
}

type Virtual = {
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
  readonly rowHeight: number;
  readonly height: number;
};
const OVERSCAN = 1;

/** Only the rows in sight: the same few elements, which show other products as the list is scrolled. */
export function recycledRows({ scroller, list, rowHeight, height }: Virtual, fill: Fill): (world: World) => void {
  const pool: HTMLElement[] = [];
  const refill = filler(fill);
  let world: World | null = null;
  scroller.style.cssText = `height:${height}px;overflow:auto`;
  list.style.position = 'relative';

  function draw(): void {
    if (world === null) return;
    const count = world.products.length;
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - OVERSCAN);
    const last = Math.min(count, Math.ceil((scroller.scrollTop + height) / rowHeight) + OVERSCAN);
    list.style.height = `${count * rowHeight}px`;
    while (pool.length > Math.max(0, last - first)) pool.pop()?.remove();
    while (pool.length < last - first) {
      const row = element('div');
      pool.push(row);
      list.append(row);
    }
    for (const [place, row] of pool.entries()) {
      const index = first + place;
      row.style.cssText = `${ROW};height:${rowHeight}px;top:${index * rowHeight}px`;
      refill(row, world, index);
    }
  }
  scroller.addEventListener('scroll', draw);
  return (next) => {
    world = next;
    draw();
  };
}
