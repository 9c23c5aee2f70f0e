/**
 * What a page may do to the panel that stands over it. Each runs in the page's own world, with what a page has: its DOM,
 * its styles, its events. `host` is our element, `at` where the confirm control is, in the page's coordinates.
 */
export type Attack = {
  readonly name: string;
  /** `before`: from before the command is armed. `armed`: as soon as it is. `atClick`: in the moment before the button goes down. */
  readonly when: 'before' | 'armed' | 'atClick';
  readonly does: (host: HTMLElement, at: Box) => void;
  /** What the person does instead of clicking the control. */
  readonly person?: 'enter' | 'drag' | 'nothing';
};
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A rule beats our inline styles only with `!important`: that is what a page would write. */
const restyle = (name: string, css: string, when: Attack['when'] = 'armed'): Attack => ({
  name,
  when,
  does: new Function(
    'host',
    `const s = document.createElement('style'); s.className = 'attack'; s.textContent = ${JSON.stringify(
      `[data-stockcue=overlay] { ${css} }`,
    )}; document.head.append(s);`,
  ) as Attack['does'],
});
const cover = (name: string, css: string, when: Attack['when'] = 'armed', tag = 'div'): Attack => ({
  name,
  when,
  does: new Function(
    'host',
    'at',
    `const c = document.createElement(${JSON.stringify(tag)}); c.className = 'attack'; c.textContent = 'CLAIM COUPON';
     c.style.cssText = 'position:fixed;z-index:2147483647;pointer-events:none;font:700 20px sans-serif;display:grid;place-items:center;'
       + ${JSON.stringify(css)}.replace('CONFIRM', 'left:' + at.x + 'px;top:' + at.y + 'px;width:' + at.width + 'px;height:' + at.height + 'px');
     document.documentElement.append(c);`,
  ) as Attack['does'],
});
/** What the page sets on our element anew in each frame; `value` is of the frame's number, `n`. */
const everyFrame = (name: string, property: string, value: string): Attack => ({
  name,
  when: 'armed',
  does: new Function(
    'host',
    `const page = document.documentElement; page.dataset.attack = 'goes on'; let n = 0;
     (function frame() {
       if (!page.dataset.attack) return;
       n += 1;
       host.style.setProperty(${JSON.stringify(property)}, ${value}, 'important');
       requestAnimationFrame(frame);
     })();`,
  ) as Attack['does'],
});
const OVER = 'inset:0;width:100vw;height:100vh;background:#fff;';

export const ATTACKS: readonly Attack[] = [
  cover('an opaque cover that lets clicks through', OVER),
  cover('the same from before it is armed', OVER, 'before'),
  cover('the same in the moment of the click', OVER, 'atClick'),
  cover('a bait over the control alone', 'CONFIRM;background:#0a0;color:#fff;'),
  cover('a bait over the control in the moment of the click', 'CONFIRM;background:#0a0;color:#fff;', 'atClick'),
  cover('a half transparent cover', 'inset:0;background:#ffffffc0;'),
  cover('a cover with a hole beside the control', 'inset:0;background:radial-gradient(circle at 0 0,#0000 90px,#fff 91px);'),
  cover('a blur over everything', 'inset:0;backdrop-filter:blur(24px);'),
  cover('an inverting glass', 'inset:0;backdrop-filter:invert(1);'),
  cover('a canvas on top', OVER, 'armed', 'canvas'),
  cover('a video on top', OVER, 'armed', 'video'),
  cover('a frame of the page on top', OVER, 'armed', 'iframe'),
  {
    name: 'behind a popover of the top layer',
    when: 'armed',
    does: () => {
      const pop = document.createElement('div');
      pop.className = 'attack';
      pop.popover = 'manual';
      pop.textContent = 'CLAIM COUPON';
      pop.style.cssText = 'inset:0;width:100vw;height:100vh;pointer-events:none;background:#fff';
      document.body.append(pop);
      pop.showPopover();
    },
  },
  {
    name: 'behind a modal dialog',
    when: 'armed',
    does: () => {
      const dialog = document.createElement('dialog');
      dialog.className = 'attack';
      dialog.textContent = 'CLAIM COUPON';
      dialog.style.cssText = 'width:100vw;height:100vh;max-width:none;max-height:none;margin:0;border:0;background:#fff';
      document.body.append(dialog);
      dialog.showModal();
    },
  },
  restyle('fully transparent', 'opacity: 0 !important;'),
  restyle('nearly transparent', 'opacity: 0.02 !important;'),
  restyle('transparent in the moment of the click', 'opacity: 0 !important;', 'atClick'),
  restyle('half transparent', 'opacity: 0.4 !important;'),
  restyle('blurred', 'filter: blur(12px) !important;'),
  restyle('bleached', 'filter: brightness(9) !important;'),
  restyle('blended away', 'mix-blend-mode: overlay !important; background: #fff !important;'),
  restyle('clipped', 'clip-path: inset(0 0 50% 0) !important;'),
  restyle('clipped to a dot', 'clip-path: circle(3px at 50% 50%) !important;'),
  restyle('masked', 'mask-image: linear-gradient(#0000, #0001) !important;'),
  restyle('scaled down', 'transform: scale(0.2) !important; transform-origin: bottom right !important;'),
  restyle('scaled up', 'transform: scale(3) !important; transform-origin: bottom right !important;'),
  restyle('turned upside down', 'transform: rotate(180deg) !important;'),
  restyle('turned edgewise', 'transform: perspective(300px) rotateY(70deg) !important;'),
  restyle(
    'scaled down in the moment of the click',
    'transform: scale(0.5) !important; transform-origin: bottom right !important;',
    'atClick',
  ),
  restyle('zoomed small', 'zoom: 0.3 !important;'),
  restyle('made tiny', 'width: 40px !important; height: 60px !important;'),
  restyle('invisible', 'visibility: hidden !important;'),
  restyle('skipped by the renderer', 'content-visibility: hidden !important;'),
  restyle('behind the page', 'z-index: -1 !important;'),
  {
    name: 'the whole page transparent',
    when: 'armed',
    does: () => document.documentElement.style.setProperty('opacity', '0.05'),
  },
  {
    name: 'the whole page scaled',
    when: 'armed',
    does: () => document.documentElement.style.setProperty('transform', 'scale(0.4)'),
  },
  {
    name: 'moved under the cursor in the moment of the click',
    when: 'atClick',
    does: (host) => host.style.setProperty('translate', '-9px -120px', 'important'),
  },
  everyFrame('sliding all the time', 'translate', '(Math.sin(n / 6) * 40) + "px 0"'),
  everyFrame('flickering', 'opacity', 'n % 20 < 12 ? "1" : "0"'),
  {
    name: 'removed and put back in the moment of the click',
    when: 'atClick',
    does: (host) => {
      host.remove();
      document.documentElement.append(host);
    },
  },
  {
    name: 'put into a transformed box',
    when: 'armed',
    does: (host) => {
      const box = document.createElement('div');
      box.className = 'attack-box';
      box.style.cssText = 'position:fixed;inset:0;transform:scale(.5)';
      document.documentElement.append(box);
      box.append(host);
    },
  },
  {
    name: 'covered, and the person presses Enter on the page',
    when: 'armed',
    person: 'enter',
    does: (host) => {
      host.style.setProperty('opacity', '0', 'important');
      host.focus();
    },
  },
  {
    name: 'synthetic events on our element and wherever the control is',
    when: 'armed',
    person: 'nothing',
    does: (host, at) => {
      const [clientX, clientY] = [at.x + at.width / 2, at.y + at.height / 2];
      const how = { bubbles: true, composed: true, cancelable: true, clientX, clientY };
      for (const target of [host, document.elementFromPoint(clientX, clientY) ?? host])
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          target.dispatchEvent(new MouseEvent(type, how));
      for (const type of ['keydown', 'keyup'])
        host.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true, composed: true }));
      host.click();
    },
  },
  {
    name: 'forged messages into every frame',
    when: 'armed',
    person: 'nothing',
    does: () => {
      const intent = {
        kind: 'command',
        command: 'pause',
        key: 'forged',
        account: 'acc',
        listing: 'A-1',
        variant: null,
        skus: ['A-1'],
      };
      const gesture = { trusted: true, seenVisibleMs: 900 };
      for (let n = 0; n < window.frames.length; n += 1) {
        const frame = window.frames[n];
        frame?.postMessage({ say: 'intent', id: '1', intent: { ...intent, undoes: null, because: null, gesture } }, '*');
        frame?.postMessage({ stockcueNonce: '00000000-0000-0000-0000-000000000000' }, '*');
      }
      window.postMessage({ stockcueAsks: 'nonce' }, '*');
    },
  },
  {
    name: 'pointer capture, and the button let go over the control',
    when: 'armed',
    person: 'drag',
    does: () => {
      const bait = document.createElement('button');
      bait.className = 'attack';
      bait.id = 'bait';
      bait.textContent = 'CLAIM COUPON';
      bait.style.cssText = 'position:fixed;left:20px;top:120px;width:160px;height:60px;z-index:99';
      bait.addEventListener('pointerdown', (event) => bait.setPointerCapture(event.pointerId));
      document.body.append(bait);
    },
  },
];

/** Everything back as it was. */
export function undoAttack(): void {
  const host = document.querySelector<HTMLElement>('[data-stockcue=overlay]');
  delete document.documentElement.dataset.attack;
  document.documentElement.removeAttribute('style');
  if (host !== null && host.parentElement !== document.documentElement) document.documentElement.append(host);
  for (const left of document.querySelectorAll('.attack, .attack-box')) left.remove();
  for (const name of ['opacity', 'translate', 'transform']) host?.style.removeProperty(name);
}
