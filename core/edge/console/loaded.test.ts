import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenLoaded } from './loaded.ts';

/** As much of a page as matters here. */
function page(readyState: DocumentReadyState) {
  const view = new EventTarget();
  return { root: { readyState, defaultView: view } as unknown as Document, load: () => view.dispatchEvent(new Event('load')) };
}

describe('a page that loads', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const stop = new AbortController();

  it('is drawn over at once where it is loaded', () => {
    const then = vi.fn();
    whenLoaded(page('complete').root, then, stop.signal);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it('is left alone until it has loaded, and then drawn over once', () => {
    const then = vi.fn();
    const { root, load } = page('interactive');
    whenLoaded(root, then, stop.signal);
    vi.advanceTimersByTime(2_900);
    expect(then).not.toHaveBeenCalled();
    load();
    vi.advanceTimersByTime(10_000);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it('that never finishes is not waited for for ever', () => {
    const then = vi.fn();
    const { root, load } = page('loading');
    whenLoaded(root, then, stop.signal);
    vi.advanceTimersByTime(3_000);
    expect(then).toHaveBeenCalledTimes(1);
    load();
    vi.advanceTimersByTime(10_000);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it('and is left meanwhile is never drawn over', () => {
    const then = vi.fn();
    const { root, load } = page('loading');
    const left = new AbortController();
    whenLoaded(root, then, left.signal);
    left.abort();
    load();
    vi.advanceTimersByTime(10_000);
    expect(then).not.toHaveBeenCalled();
  });
});
