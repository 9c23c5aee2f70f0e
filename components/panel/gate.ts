/** How long the confirm control must have been really visible and unmoved, ms. */
export const GATE_MS = 500;

export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
const same = (a: Rect | null, b: Rect) =>
  a !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Measures without a break: any moment hidden, covered or moved starts it anew. Times are of one monotonic clock, ms. */
export function createGate() {
  let since: number | null = null;
  let rect: Rect | null = null;
  let visible = false;
  return {
    /** What the observer reports: drawn in full, covered by nothing, not see-through. */
    seen(isVisible: boolean, now: number) {
      visible = isVisible;
      since = isVisible ? (since ?? now) : null;
    },
    /** Where the control is now. */
    at(next: Rect, now: number) {
      if (same(rect, next)) return;
      rect = next;
      since = visible ? now : null;
    },
    ms: (now: number): number => (since === null ? 0 : Math.max(0, now - since)),
  };
}
