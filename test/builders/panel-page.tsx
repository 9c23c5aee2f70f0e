import { act, cleanup, createEvent, fireEvent, render } from '@testing-library/react';
import { vi } from 'vitest';
import { createLanguage } from '../../components/i18n/i18n.ts';
import { Panel } from '../../components/panel/panel.tsx';
import type { PanelWorld } from '../../components/panel/panel-context.ts';
import { createUiStore } from '../../components/panel/ui-store.ts';
import { createViewStore } from '../../components/view-store.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { NOW } from './view.ts';

/** The panel on a page of its own: what is in sight, where controls stand and what a hand does is said by the test. */
type Callback = (entries: { isIntersecting: boolean; isVisible: boolean }[]) => void;
let observers: Callback[] = [];
let sight: boolean | null = null;
const sightNow = () => ({ isIntersecting: sight === true, isVisible: sight === true });
let clock = NOW;
let shape = { x: 10, y: 10, width: 112, height: 44 };

class FakeObserver {
  readonly callback: Callback;
  constructor(callback: Callback) {
    this.callback = callback;
    observers.push(callback);
  }
  /** As a browser does: whoever begins to look is told at once. What was never said is not in sight. */
  observe() {
    if (sight !== null) setTimeout(() => observers.includes(this.callback) && this.callback([sightNow()]));
  }
  unobserve() {}
  disconnect() {
    observers = observers.filter((each) => each !== this.callback);
  }
}
class FakeEntry {
  get isVisible() {
    return true;
  }
}

export function beginPanel(): void {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  vi.stubGlobal('IntersectionObserverEntry', FakeEntry);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(420);
  vi.spyOn(HTMLButtonElement.prototype, 'getBoundingClientRect').mockImplementation(
    () => ({ ...shape, toJSON: () => shape }) as DOMRect,
  );
  observers = [];
  sight = null;
  clock = NOW;
  shape = { x: 10, y: 10, width: 112, height: 44 };
}
export function endPanel(): void {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
}

export function show(view: PanelView | null, over: Partial<PanelWorld> & { readonly answer?: Phrase } = {}) {
  const store = createViewStore();
  const ui = createUiStore();
  const sent: Intent[] = [];
  const i18n = createLanguage('en');
  if (view !== null) store.snapshot(view);
  store.connection('live');
  store.heard(NOW);
  let ids = 0;
  const { answer = null, ...world } = over;
  const whole: PanelWorld = {
    store,
    ui,
    send: (intent) => {
      sent.push(intent);
      return Promise.resolve(answer);
    },
    now: () => clock,
    newId: () => `id-${++ids}`,
    embedded: false,
    seesVisibility: true,
    ...world,
  };
  const drawn = render(<Panel world={whole} i18n={i18n} />);
  return { store, ui, sent, i18n, ...drawn };
}
export const rowOf = (key: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[role=row][data-key="${key}"]`);
  if (found === null) throw new Error(`no row ${key}`);
  return found;
};
export const press = (key: string) => act(() => void fireEvent.keyDown(document.activeElement ?? document.body, { key }));
export const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));
/** So long after the view was made, by this machine's clock. */
export const later = (ms: number) => {
  clock = NOW + ms;
};
/** Every control is drawn there from now on. */
export const place = (over: Partial<typeof shape>) => {
  shape = { ...shape, ...over };
};
export const visible = (is: boolean) =>
  act(() => {
    sight = is;
    for (const tell of observers) tell([sightNow()]);
  });

const AT = { clientX: 40, clientY: 30, screenX: 140, screenY: 130, button: 0, detail: 1 };
type Hand = { readonly trusted?: boolean; readonly at?: Partial<typeof AT> };
async function hand(
  element: HTMLElement,
  kind: 'pointerDown' | 'pointerUp' | 'pointerLeave' | 'click',
  { trusted = true, at = {} }: Hand,
) {
  const event = createEvent[kind](element, { ...AT, ...at });
  for (const [name, value] of Object.entries({ ...AT, ...at })) Object.defineProperty(event, name, { value });
  Object.defineProperty(event, 'isTrusted', { value: trusted });
  await act(async () => void fireEvent(element, event));
  // What was on the screen at that moment is known a little later.
  if (kind === 'click') await settle();
}
export const settle = () => act(async () => void (await vi.advanceTimersByTimeAsync(200)));
/** Down, up and click, as a pointer does it. */
export async function click(element: HTMLElement, trusted = true): Promise<void> {
  await hand(element, 'pointerDown', { trusted });
  await hand(element, 'pointerUp', { trusted });
  await hand(element, 'click', { trusted });
}
/** The same, and what the browser comes to know only after the click. */
export async function clickThen(element: HTMLElement, known: () => void): Promise<void> {
  const timer = setTimeout(known, 60);
  await click(element);
  clearTimeout(timer);
}
export const down = (element: HTMLElement, of: Hand = {}) => hand(element, 'pointerDown', of);
export const up = (element: HTMLElement, of: Hand = {}) => hand(element, 'pointerUp', of);
/** Only the click itself: of a key where it has no detail. */
export const clickAt = (element: HTMLElement, of: Hand = {}) => hand(element, 'click', of);
/** Enter or space on a button: the browser makes a click of it that has no detail. */
export const keyClick = (element: HTMLElement) => hand(element, 'click', { at: { detail: 0 } });
export async function keyDown(element: HTMLElement, key: string, repeat = false): Promise<void> {
  const event = createEvent.keyDown(element, { key, repeat });
  Object.defineProperty(event, 'isTrusted', { value: true });
  await act(async () => void fireEvent(element, event));
}
