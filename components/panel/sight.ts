/** IntersectionObserver v2, as Chromium has it and the DOM's types do not. */
type VisibleEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };
const DELAY_MS = 100;
const TRACKED = { threshold: [0.99], trackVisibility: true, delay: DELAY_MS };
/**
 * One observer looks no more often than each 100 ms. So many that take turns look at every frame: what was on the screen
 * for longer than a frame was seen by one of them, and what was not was seen by nobody.
 */
const TURNS = 6;
/** After a press: as long as it takes until the observers have told of the frames before it, and a little more. */
const SURE_MS = 150;

/** Whether this browser can tell that a control is really visible. */
export function seesVisibility(): boolean {
  return typeof IntersectionObserverEntry !== 'undefined' && 'isVisible' in IntersectionObserverEntry.prototype;
}

function observe(element: Element, told: (isVisible: boolean) => void): IntersectionObserver {
  const tracks = seesVisibility();
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1) as VisibleEntry | undefined;
    if (last !== undefined) told(tracks ? last.isVisible === true : last.isIntersecting);
  }, TRACKED as IntersectionObserverInit);
  observer.observe(element);
  return observer;
}

/** Tells whenever it changes whether the element is drawn in full, covered by nothing and not see-through: at every frame. */
export function watchSight(element: Element, told: (isVisible: boolean) => void): { again(): void; stop(): void } {
  const seen = new Map<number, boolean>();
  const observers: IntersectionObserver[] = [];
  const begin = (turn: number) =>
    observers.push(
      observe(element, (isVisible) => {
        seen.set(turn, isVisible);
        told([...seen.values()].every(Boolean));
      }),
    );
  begin(0);
  const turns = seesVisibility() ? TURNS : 1;
  const timers = Array.from({ length: turns - 1 }, (_, n) => setTimeout(() => begin(n + 1), ((n + 1) * DELAY_MS) / turns));
  return {
    again() {
      for (const observer of observers) {
        observer.unobserve(element);
        observer.observe(element);
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const observer of observers) observer.disconnect();
    },
  };
}

/** Looks once more after a press, until what was on the screen at its moment is known. */
export function lookAgain(element: Element): Promise<boolean> {
  return new Promise((resolve) => {
    let isVisible = false;
    const observer = observe(element, (now) => {
      isVisible = now;
    });
    setTimeout(() => {
      observer.disconnect();
      resolve(isVisible);
    }, SURE_MS);
  });
}
