/** Console pages of four builds that nothing of ours knows: to be taught, worked and then changed. */
export type Build = {
  readonly path: string;
  readonly html: string;
  /** What stands in its frame. */
  readonly inner?: string;
  /** A script that is bundled for it. */
  readonly entry?: string;
};

export const KEYS = ['7301112223334445550', '7301112223334445561', '7301112223334445572', '7301112223334445583'];
export const NAMES = ['Wool scarf, grey', 'Linen shirt in sand', 'Rain jacket for children', 'Cotton socks, six pairs'];

/** What reaches a page's own listeners is written down there, and what its own controls did. */
const EARS = `<script>
  window.heard = [];
  window.done = [];
  const kinds = 'pointerdown pointerup pointermove mousedown mouseup mousemove click dblclick contextmenu keydown keyup wheel touchstart'.split(' ');
  for (const kind of kinds) window.addEventListener(kind, (event) => heard.push(kind), { capture: true, passive: true });
</script>`;
const GOODS = JSON.stringify(KEYS.map((key, at) => ({ key, name: NAMES[at], stock: (at + 1) * 12, paused: false })));
/** `drift` turns the page into one that its profile does not describe any more. */
const ACTS = `
  const goods = ${GOODS};
  const words = { pause: 'Pause', resume: 'Resume' };
  const label = (one) => (one.paused ? words.resume : words.pause);
  let drifted = false;
  function drift() { drifted = true; draw(); }
  const find = (key) => goods.find((each) => each.key === key);
  function press(key) {
    const one = find(key);
    done.push(label(one) + ' ' + one.name);
    one.paused = !one.paused;
    draw();
  }
  function remove(key) { done.push('Remove ' + find(key).name); }`;
const page = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Goods desk</title>${EARS}<style>body{margin:0 0 0 60px;font:14px/1.6 sans-serif}</style><body>${body}`;

/** Drawn anew as a whole after each change, under a head that tells of the stream. Later its buttons say something else. */
export const TABLE: Build = {
  path: '/table',
  html: page(`<header class="desk-head"><i class="live-mark">Live</i> <span>Watching <b>1,204</b></span> <em class="room-id" data-part="room">rm-4477</em></header><table class="goods"><tbody></tbody></table><script>${ACTS}
    function draw() {
      if (drifted) words.pause = 'Suspend';
      document.querySelector('tbody').innerHTML = goods.map((one, at) => '<tr data-goods-id="' + one.key + '"><td>' + (at + 1) + '</td><td class="goods-name">' + one.name + '</td><td class="goods-stock">' + one.stock + '</td><td><button class="sell-button" onclick="press(\\'' + one.key + '\\')">' + label(one) + '</button> <button class="remove-button" onclick="remove(\\'' + one.key + '\\')">Remove</button></td></tr>').join('');
    }
    draw();</script>`),
};

/** Another order each second. Later what takes a listing off stands where the pause button stood. */
export const SORTING: Build = {
  path: '/sorting',
  html: page(`<div class="desk-list"></div><script>${ACTS}
    function draw() {
      const button = (name, text, act, key) => '<span class="' + name + '" role="button" tabindex="0" onclick="' + act + '(\\'' + key + '\\')">' + text + '</span>';
      const [sell, off] = drifted ? ['hold-button', 'sell-button'] : ['sell-button', 'remove-button'];
      document.querySelector('.desk-list').innerHTML = goods.map((one) => '<div class="desk-row xk3-91Fq" id="item-' + one.key + '"><b class="goods-name">' + one.name + '</b> <span class="goods-stock">' + one.stock + '</span> ' + button(sell, label(one), 'press', one.key) + ' ' + button(off, 'Remove', 'remove', one.key) + '</div>').join('');
    }
    draw();
    setInterval(() => { goods.push(goods.shift()); draw(); }, 1000);</script>`),
};

/** Rows in a shadow root, in a frame. Later the button has moved out of the row, into a menu. */
export const FRAMED: Build = {
  path: '/framed',
  html: page('<iframe src="/framed-inner" style="border:0;width:900px;height:400px"></iframe>'),
  inner: page(`<live-goods></live-goods><script>${ACTS}
    const root = document.querySelector('live-goods').attachShadow({ mode: 'open' });
    function draw() {
      const sell = (one) => drifted ? '<span class="more-link" role="button">More</span>' : '<span class="sell-button" role="button">' + label(one) + '</span>';
      root.innerHTML = '<div class="commodity-list">' + goods.map((one) => '<div class="table-row"><span class="goods-name">' + one.name + '</span> <em class="id-wrap">ID: ' + one.key + '</em> <i class="goods-stock">' + one.stock + '</i> ' + sell(one) + ' <span class="delete-link" role="button">Delete</span></div>').join('') + '</div>';
      for (const [at, button] of root.querySelectorAll('.sell-button').entries()) button.onclick = () => press(goods[at].key);
    }
    draw();</script>`),
};

/** A React list that draws what is in sight, in rows that it uses again, with buttons that are icons named after their row. Later its keys are gone. */
export const VIRTUAL: Build = {
  path: '/virtual',
  html: page('<div id="root"></div><script src="/virtual.js"></script>'),
  entry: 'virtual.tsx',
};

/** A number in each row, changed in a dialog of the page's own; `sell` is what buyers do. */
export const STOCKED: Build = {
  path: '/stocked',
  html: page(`<table class="goods"><tbody></tbody></table><script>${ACTS}
    const named = (name) => goods.find((one) => one.name === name);
    function sell(name, units) { named(name).stock -= units; draw(); }
    const keyOf = (button) => button.closest('tr').dataset.goodsId;
    function edit(button) {
      const one = find(keyOf(button));
      document.body.insertAdjacentHTML('beforeend', '<div role="dialog" aria-modal="true" class="ask" style="position:fixed;left:300px;top:200px;padding:16px;background:#eee"><label>Units on sale <input class="units" inputmode="numeric"></label> <button class="save">Save</button></div>');
      document.querySelector('.units').focus();
      document.querySelector('.save').onclick = () => {
        one.stock = Number(document.querySelector('.units').value);
        done.push('Stock ' + one.stock + ' ' + one.name);
        document.querySelector('.ask').remove();
        draw();
      };
    }
    function draw() {
      document.querySelector('tbody').innerHTML = goods.map((one, at) => '<tr data-goods-id="' + one.key + '"><td>' + (at + 1) + '</td><td class="goods-name">' + one.name + '</td><td class="goods-stock">' + one.stock + '</td><td><button class="stock-button" onclick="edit(this)">Edit stock</button> <button class="remove-button" onclick="remove(keyOf(this))">Remove</button></td></tr>').join('');
    }
    draw();</script>`),
};

export const BUILDS: readonly Build[] = [TABLE, VIRTUAL, FRAMED, SORTING, STOCKED];
