/** How long a control must have been really visible and unmoved, ms. */
export const GATE_MS = 500;
/** What is smaller than this, px, is not in plain sight. */
const TINY_PX = 24;
/** Nor is what a zoom makes smaller than this on the screen. At 67 % a preset has 21, so that honest zooms pass. */
const TINY_DRAWN_PX = 20;
/** How far a hand moves between pressing and letting go, px. */
const JITTER_PX = 10;

/** Where the control is, and how large the whole is drawn. */
export type Shape = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of the visual viewport (pinch). */
  readonly scale: number;
  /** Device pixels to one of ours: changes with the page's zoom. */
  readonly ratio: number;
};
/** Where the pointer is, in the frame and on the screen. */
export type Point = { readonly x: number; readonly y: number; readonly screenX: number; readonly screenY: number };

const same = (a: Shape | null, b: Shape) =>
  a !== null &&
  a.x === b.x &&
  a.y === b.y &&
  a.width === b.width &&
  a.height === b.height &&
  a.scale === b.scale &&
  a.ratio === b.ratio;
function isTiny({ width, height, ratio }: Shape): boolean {
  const least = Math.min(width, height);
  return least < TINY_PX || least * Math.min(1, ratio) < TINY_DRAWN_PX;
}
const apart = (a: number, b: number) => Math.abs(a - b);

/**
 * Measures without a break: any moment hidden, covered, moved, zoomed or tiny starts it anew, and so does the window's loss
 * of focus (another window may have come over ours and gone again: nothing else tells us). Times are of one monotonic clock, ms.
 */
export function createGate() {
  let since: number | null = null;
  let shape: Shape | null = null;
  let visible = false;
  let focusedSince: number | null = null;
  let pointer: Point | null = null;
  let down: { readonly at: Point; readonly ms: number; readonly since: number | null } | null = null;

  const isGood = () => visible && shape !== null && !isTiny(shape);
  function restart(now: number) {
    since = isGood() ? now : null;
    focusedSince = focusedSince === null ? null : now;
  }
  const ms = (now: number): number => (since === null ? 0 : Math.max(0, now - since));

  return {
    ms,
    /** What the observer reports: drawn in full, covered by nothing, not see-through. */
    seen(isVisible: boolean, now: number) {
      visible = isVisible;
      since = isGood() ? (since ?? now) : null;
    },
    /** Where the control is now. */
    at(next: Shape, now: number) {
      if (same(shape, next)) return;
      shape = next;
      since = isGood() ? now : null;
    },
    /** The window lost the focus, or the control was just pressed. */
    restart,
    focused(has: boolean, now: number) {
      focusedSince = has ? (focusedSince ?? now) : null;
    },
    /** The pointer, wherever it is in the frame; null: it left. A frame that is moved under a still pointer gives itself away. */
    pointer(next: Point | null, now: number) {
      const still = next !== null && pointer !== null && pointer.screenX === next.screenX && pointer.screenY === next.screenY;
      if (still && (apart(pointer?.x ?? 0, next.x) > 1 || apart(pointer?.y ?? 0, next.y) > 1)) restart(now);
      pointer = next;
    },
    /** The pointer went down on the control. */
    down(at: Point, now: number) {
      down = { at, ms: ms(now), since };
    },
    /**
     * For how long it had been in plain sight when it was pressed; 0 where that press does not count: it has to go down and
     * up in one place, on a control that was there for long enough and stayed meanwhile.
     */
    pressed(at: Point, now: number): number {
      const was = down;
      down = null;
      if (was === null || was.since === null || was.since !== since || was.ms < GATE_MS) return 0;
      const moved = Math.max(apart(was.at.x, at.x), apart(was.at.y, at.y));
      return moved > JITTER_PX ? 0 : ms(now);
    },
    /** The same of a key: the control must have had the focus for as long. */
    keyed(now: number): number {
      return focusedSince === null ? 0 : Math.min(ms(now), Math.max(0, now - focusedSince));
    },
  };
}
