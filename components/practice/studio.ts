import type { ConsoleRow, ConsoleWorld } from './console-world.ts';
import { drawing, element, write } from './element.ts';
import { exact } from './row.ts';
import type { Words } from './words.ts';

/** The picture of the stream: a drawn host, what is presented, who says what. */
export function studioElement(words: Words): { readonly root: HTMLElement; show(world: ConsoleWorld): void } {
  const live = element('span', { class: 'pc-live', 'data-console-live': 'idle' });
  const viewers = element('b', { 'data-console-viewers': '' });
  const watching = element('span', { class: 'pc-watching' }, '👁 ', viewers);
  const onAir = element('b', { dir: 'auto' });
  const price = element('span', { class: 'pc-air-price' });
  const air = element(
    'div',
    { class: 'pc-air' },
    element('span', { class: 'pc-air-label' }, words('studio.onAir')),
    onAir,
    price,
  );
  const video = element('div', { class: 'pc-video' }, host(words('studio.picture')), air);
  video.prepend(element('div', { class: 'pc-video-top' }, live, watching));
  const comments = element('b', { 'data-console-comments': '' });
  const talk = element('ol', { class: 'pc-talk' });
  const head = element('h2', {}, `${words('studio.comments')} `, comments);
  const root = element('section', { class: 'pc-studio' }, video, element('div', { class: 'pc-chat' }, head, talk));
  let newest = -1;

  function talkOf({ said }: ConsoleWorld): void {
    const last = said.at(-1)?.id ?? -1;
    if (last === newest) return;
    newest = last;
    talk.replaceChildren(
      ...said.map(({ who, text }) =>
        element('li', {}, element('b', { dir: 'auto' }, who), ' ', element('span', { dir: 'auto' }, text)),
      ),
    );
  }
  function airOf(pinned: ConsoleRow | undefined): void {
    air.hidden = pinned === undefined;
    write(onAir, pinned === undefined ? '' : `${pinned.link} · ${pinned.title}`);
    write(price, pinned === undefined ? '' : `$${pinned.price.toFixed(2)}`);
  }
  return {
    root,
    show(world) {
      live.setAttribute('data-console-live', world.live);
      write(live, words(`studio.${world.live}`));
      write(viewers, exact(world.viewers));
      write(comments, exact(world.comments));
      airOf(world.rows.find(({ pinned }) => pinned));
      talkOf(world);
    },
  };
}

/** A host at a table, in a few shapes. */
function host(label: string): SVGElement {
  const shape = (name: string, attributes: Record<string, string>) => drawing(name, attributes);
  return drawing(
    'svg',
    { viewBox: '0 0 270 420', preserveAspectRatio: 'xMidYMax slice', role: 'img', 'aria-label': label },
    shape('circle', { cx: '62', cy: '96', r: '44', fill: '#ffffff14' }),
    shape('circle', { cx: '216', cy: '70', r: '70', fill: '#ffffff0f' }),
    shape('rect', { x: '20', y: '214', width: '44', height: '120', rx: '6', fill: '#ffffff12' }),
    shape('rect', { x: '206', y: '190', width: '44', height: '144', rx: '6', fill: '#ffffff12' }),
    shape('path', { d: 'M88 176c0-40 20-62 47-62s47 22 47 62c0 32-6 64-14 82H102c-8-18-14-50-14-82z', fill: '#2a1b3d' }),
    shape('circle', { cx: '135', cy: '166', r: '34', fill: '#f2c9a8' }),
    shape('path', { d: 'M101 160c4-26 20-36 36-36s30 12 32 36c-14-4-24-10-30-20-8 12-22 18-38 20z', fill: '#2a1b3d' }),
    shape('path', { d: 'M66 344c2-66 28-104 69-104s67 38 69 104z', fill: '#e9e4f5' }),
    shape('path', { d: 'M186 268l34-30 14 12-30 46z', fill: '#f2c9a8' }),
    shape('rect', { x: '206', y: '202', width: '34', height: '46', rx: '5', fill: '#ffb454' }),
    shape('rect', { x: '0', y: '338', width: '270', height: '82', fill: '#120c1f' }),
    shape('rect', { x: '40', y: '314', width: '40', height: '30', rx: '4', fill: '#7f6bff' }),
    shape('rect', { x: '88', y: '322', width: '26', height: '22', rx: '4', fill: '#3ddbb0' }),
  );
}
