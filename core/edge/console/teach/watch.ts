import { isByHand } from '../by-hand.ts';
import { OURS } from '../ours.ts';
import { readableRoots } from './dom.ts';

const DIALOGS =
  'dialog[open],[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[aria-modal=true],[popover]:popover-open,[class*=modal],[class*=Modal],[class*=dialog],[class*=Dialog],[class*=popover],[class*=popconfirm],[class*=drawer]';
const PLAIN = DIALOGS.replace('[popover]:popover-open,', '');
/** Changes within this time are looked at together, ms. */
const SETTLE_MS = 100;

const shows = (element: Element): boolean => element.checkVisibility?.() ?? true;
/** Dialogs, menus and popovers that show now; ours are none. */
export function dialogsIn(page: Document): ReadonlySet<Element> {
  const found = new Set<Element>();
  for (const root of readableRoots(page)) {
    for (const element of askedOf(root)) if (element.closest(`[${OURS}]`) === null && shows(element)) found.add(element);
  }
  return found;
}
function askedOf(root: Document | ShadowRoot): Iterable<Element> {
  try {
    return root.querySelectorAll(DIALOGS);
  } catch {
    // A browser without popovers knows no such state.
    return root.querySelectorAll(PLAIN);
  }
}

export type PageEvents = {
  /** The page may have changed or was scrolled; said once for a burst. */
  readonly looked: (scrolled: boolean) => void;
  readonly pressed: () => void;
  readonly typed: () => void;
};
/** Follows the page in every root that can be read, and what a person does there. Nothing is polled. */
export function watchPage(page: Document, events: PageEvents, signal: AbortSignal): void {
  const observed = new WeakSet<Node>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let scrolled = false;

  function look(): void {
    timer = null;
    if (signal.aborted) return;
    observe();
    events.looked(scrolled);
    scrolled = false;
  }
  const soon = () => {
    timer ??= setTimeout(look, SETTLE_MS);
  };
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => !(target instanceof Element && target.closest(`[${OURS}]`) !== null))) soon();
  });
  function observe(): void {
    for (const root of readableRoots(page)) {
      if (observed.has(root)) continue;
      observed.add(root);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      root.addEventListener('scroll', scroll, { capture: true, passive: true, signal });
      // A click is heard once, however many roots it comes through.
      if ('defaultView' in root)
        for (const type of ['click', 'input', 'change']) root.addEventListener(type, act, { capture: true, signal });
    }
  }
  const scroll = () => {
    scrolled = true;
    soon();
  };
  const act = (event: Event) => {
    if (!isByHand(event) || (event.target instanceof Element && event.target.hasAttribute(OURS))) return;
    if (event.type === 'click') events.pressed();
    else if (!(event.target as HTMLInputElement | null)?.matches?.('[type=checkbox],[type=radio]')) events.typed();
    soon();
  };
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer ?? undefined);
  });
  observe();
}
