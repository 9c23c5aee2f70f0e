/** Console pages of different build, for teaching: each has four products and the same acts in each row. */
export type TaughtPage = {
  readonly name: string;
  readonly html: string;
  /** Fills what markup cannot say: shadow roots and frames. */
  readonly fill?: (document: Document) => void;
  /** The nth product's row, and something to point at within it. */
  readonly title: (document: Document, nth: number) => Element;
  readonly button: (document: Document, nth: number, text: string) => Element;
};

export const KEYS = ['7301112223334445550', '7301112223334445551', '7301112223334445562', '7301112223334445563'];
const TITLES = ['Wool scarf, grey', 'Linen shirt in sand', 'Rain jacket for children', 'Cotton socks, six pairs'];
const PAUSED = 2;

const cells = KEYS.map((key, at) => ({
  key,
  title: TITLES[at] ?? '',
  link: at + 1,
  stock: (at + 1) * 12,
  isPaused: at === PAUSED,
}));
const wanted = (found: Element | null | undefined): Element => {
  if (found === null || found === undefined) throw new Error('The page has no such element.');
  return found;
};
const byText = (root: ParentNode, nth: number, row: string, tag: string, text: string): Element =>
  wanted([...(root.querySelectorAll(row)[nth]?.querySelectorAll(tag) ?? [])].find((one) => one.textContent === text));

const table: TaughtPage = {
  name: 'a plain table',
  html: `<h1>Live</h1><button id="bulk">Pause</button><table class="goods"><thead><tr><th>No</th><th>Product</th></tr></thead><tbody>${cells
    .map(
      ({ key, title, link, stock, isPaused }) =>
        `<tr data-goods-id="${key}"><td>${link}</td><td class="name">${title}</td><td class="stock">${stock}</td><td class="state">${isPaused ? 'Paused' : 'On sale'}</td><td><button class="pause-button">${isPaused ? 'Resume' : 'Pause'}</button><button class="remove-button">Remove</button></td></tr>`,
    )
    .join('')}</tbody></table>`,
  title: (document, nth) => wanted(document.querySelectorAll('td.name')[nth]),
  button: (document, nth, text) => byText(document, nth, 'tbody tr', 'button', text),
};

const hashed: TaughtPage = {
  name: 'divs with hashed classes',
  html: `<div class="list-mXg75w"><div class="scroll-UQZ8RJ">${cells
    .map(
      ({ key, title, link, stock, isPaused }, at) =>
        `<div class="goodsItem-KBGOY5 rpa_lc__live-goods__goods-item" data-rbd-draggable-id="${key}" data-index="${at}"><span class="index-a8Xk2">${link}</span><div class="_3Qe6w8"><p class="css-1x2y3z">${title}</p><i class="sc-bdVaJa">Stock: ${stock}</i></div><div class="goodsAction"><button class="greyBtn-UQZ8RJ lvc2-grey-btn" data-role="sell">${isPaused ? 'Resume' : 'Pause'}</button><a class="more" href="#">Off the list</a></div></div>`,
    )
    .join('')}</div></div>`,
  title: (document, nth) => wanted(document.querySelectorAll('p')[nth]),
  button: (document, nth, text) => byText(document, nth, '.rpa_lc__live-goods__goods-item', 'button', text),
};

const framed: TaughtPage = {
  name: 'a shadow root in a frame',
  html: '<div class="shell"><iframe></iframe></div>',
  fill(document) {
    const inner = document.querySelector('iframe')?.contentDocument;
    if (!inner) throw new Error('The frame has no document.');
    const host = inner.createElement('live-goods');
    inner.body.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = `<div class="commodity-list">${cells
      .map(
        ({ key, title, link, isPaused }) =>
          `<div class="table-row"><input class="index-input" value="${link}"><span class="commodity-name">${title}</span><em class="id-wrap">ID: ${key}</em><span class="action-link" role="button">${isPaused ? 'Resume' : 'Pause'}</span><span class="delete-link" role="button">Delete</span></div>`,
      )
      .join('')}</div>`;
  },
  title: (document, nth) => wanted(inShadow(document).querySelectorAll('.commodity-name')[nth]),
  button: (document, nth, text) => byText(inShadow(document), nth, '.table-row', 'span', text),
};
const inShadow = (document: Document): ParentNode =>
  document.querySelector('iframe')?.contentDocument?.querySelector('live-goods')?.shadowRoot ?? document;

const virtual: TaughtPage = {
  name: 'virtualised absolute rows',
  html: `<div id="goods-list" style="overflow:auto"><div style="height:4000px;position:relative">${cells
    .map(
      ({ key, title, stock, isPaused }, at) =>
        `<div style="position:absolute;top:${at * 80}px" data-index="${at}" data-known-size="80"><div class="row-box" id="c1goods-${key}"><b class="title">${title}</b><span class="left">${stock}</span><button class="sell-toggle">${isPaused ? 'Resume' : 'Pause'}</button><button class="drop">Take off</button></div></div>`,
    )
    .join('')}</div></div>`,
  title: (document, nth) => wanted(document.querySelectorAll('b.title')[nth]),
  button: (document, nth, text) => byText(document, nth, '.row-box', 'button', text),
};

const ownRoots: TaughtPage = {
  name: 'rows with a shadow root each',
  html: '<section class="goods-desk"></section>',
  fill(document) {
    for (const { key, title, stock, isPaused } of cells) {
      const row = document.createElement('goods-row');
      row.setAttribute('data-product', key);
      row.attachShadow({
        mode: 'open',
      }).innerHTML = `<b class="title">${title}</b><span class="left">${stock}</span><button class="sell-button">${isPaused ? 'Resume' : 'Pause'}</button><button class="drop-button">Take off</button>`;
      document.querySelector('.goods-desk')?.append(row);
    }
  },
  title: (document, nth) => wanted(document.querySelectorAll('goods-row')[nth]?.shadowRoot?.querySelector('.title')),
  button: (document, nth, text) =>
    wanted(
      [...(document.querySelectorAll('goods-row')[nth]?.shadowRoot?.querySelectorAll('button') ?? [])].find(
        (one) => one.textContent === text,
      ),
    ),
};

export const TAUGHT_PAGES: readonly TaughtPage[] = [table, hashed, framed, virtual, ownRoots];

/** What the page itself does when the nth row's pause button is pressed, or the one that takes it back. */
export function toggle(document: Document, page: TaughtPage, nth: number): void {
  const isPaused = hasButton(document, page, nth, 'Resume');
  const button = page.button(document, nth, isPaused ? 'Resume' : 'Pause');
  const text = isPaused ? 'Pause' : 'Resume';
  button.textContent = text;
  const state = button.closest('tr')?.querySelector('.state');
  if (state) state.textContent = isPaused ? 'On sale' : 'Paused';
}
function hasButton(document: Document, page: TaughtPage, nth: number, text: string): boolean {
  try {
    return page.button(document, nth, text) !== null;
  } catch {
    return false;
  }
}

/** Draws it into this document. */
export function drawPage(document: Document, page: TaughtPage): void {
  document.body.innerHTML = page.html;
  page.fill?.(document);
}
