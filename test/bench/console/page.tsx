import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What the page is asked for in its address. */
export type PageAsk = {
  readonly rows: number;
  /** Draws only what is in sight; else all rows at once. */
  readonly virtual: boolean;
  /** Changes a second, each of one row in sight. */
  readonly changes: number;
};
/** What the page tells of itself since `start`: what a person sees as a stutter. */
export type PageFrames = {
  /** Frames that the page did not get to draw, by the gaps between those that it did. */
  readonly late: number;
  readonly videoDropped: number;
  readonly videoShown: number;
};
export type PageApi = { start(): void; frames(): PageFrames };

type Row = {
  readonly key: string;
  readonly title: string;
  readonly stock: number;
  readonly sold: number;
  readonly clicks: number;
};
type World = { readonly rows: readonly Row[]; readonly viewers: number; readonly said: readonly string[] };
const HEIGHT = 84;
/** Changes are put on the page at most so often, ms, as a page does that is told of them by a socket. */
const LEAST_MS = 10;
const FRAME_MS = 1_000 / 60;

const query = new URLSearchParams(location.search);
const ask: PageAsk = {
  rows: Number(query.get('rows')),
  virtual: query.get('virtual') === 'true',
  changes: Number(query.get('changes')),
};

const first: World = {
  rows: Array.from({ length: ask.rows }, (_, at) => ({
    key: `L-${1_001 + at}`,
    title: `Listing number ${at + 1}, in grey and in sand, of wool and linen`,
    stock: 400 + (at % 97),
    sold: at % 13,
    clicks: 40 + at,
  })),
  viewers: 1_250,
  said: [],
};

/** The nth change: one row sells; each fourth is looked at, too; each tenth brings a comment. */
function changed({ rows, viewers, said }: World, n: number, inSight: readonly number[]): World {
  const at = inSight[(n * 7) % inSight.length] ?? 0;
  const sells = (row: Row, index: number): Row =>
    index === at ? { ...row, stock: row.stock - 1, sold: row.sold + 1, clicks: row.clicks + (n % 4 === 0 ? 3 : 0) } : row;
  return {
    rows: rows.map(sells),
    viewers: viewers + (n % 20 === 0 ? 1 : 0),
    said: n % 10 === 0 ? [...said.slice(-29), `Viewer ${n}: is number ${at + 1} there in M?`] : said,
  };
}

const Listing = memo(({ row, link }: { readonly row: Row; readonly link: number }) => (
  <div className="row" data-key={row.key} data-state="onSale">
    <input className="number" readOnly value={link} />
    <div className="picture" />
    <div className="words">
      <div className="title">
        <span data-field="title">{row.title}</span>
      </div>
      <div className="line">
        <span className="label">No</span> <span data-field="link">{link}</span>
        <span className="label">Stock</span> <span data-field="sellable">{row.stock}</span>
        <span className="label">Sold</span> <span data-field="sold">{row.sold}</span>
        <span className="label">Clicks</span> <span data-field="clicks">{row.clicks}</span>
      </div>
    </div>
    <div className="buttons">
      <button type="button" className="pin">
        <span>Pin</span>
      </button>
      <button type="button">
        <span>Edit</span>
      </button>
      <button type="button">
        <span>Remove</span>
      </button>
    </div>
  </div>
));

function Console() {
  const [world, show] = useState(first);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: ask.virtual ? world.rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 4,
  });
  const inSight = useRef<readonly number[]>([]);
  inSight.current = ask.virtual ? virtual.getVirtualItems().map(({ index }) => index) : [...world.rows.keys()];
  useEffect(() => {
    const everyMs = Math.max(LEAST_MS, 1_000 / ask.changes);
    const began = performance.now();
    let done = 0;
    let scrolled = 0;
    const timer = setInterval(() => {
      const seconds = (performance.now() - began) / 1_000;
      for (; done < seconds * ask.changes; done += 1) {
        const n = done;
        show((before) => changed(before, n, inSight.current));
      }
      // Each second the list goes on by three rows.
      if (seconds < scrolled + 1) return;
      scrolled += 1;
      scroller.current?.scrollBy({ top: 3 * HEIGHT });
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
  const at = (index: number) => {
    const row = world.rows[index];
    return row === undefined ? null : <Listing row={row} link={index + 1} />;
  };
  return (
    <>
      <header data-console-live="live" data-console-room="room-1">
        <b>LiveDesk</b> <span data-console-viewers>{world.viewers}</span>
      </header>
      <main>
        <aside>
          <video src="/video.webm" muted autoPlay loop playsInline />
          <div className="said">
            {world.said.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        </aside>
        <div className="list" ref={scroller} data-console-list>
          {ask.virtual ? (
            <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map(({ key, index, start }) => (
                <div key={key} className="place" style={{ transform: `translateY(${start}px)` }}>
                  {at(index)}
                </div>
              ))}
            </div>
          ) : (
            world.rows.map(({ key }, index) => <div key={key}>{at(index)}</div>)
          )}
        </div>
      </main>
    </>
  );
}

function watchFrames(): PageApi {
  const video = (): VideoPlaybackQuality | undefined => document.querySelector('video')?.getVideoPlaybackQuality();
  let late = 0;
  let before = Number.NaN;
  let from = video();
  const tick = (at: number): void => {
    const frames = (at - before) / FRAME_MS;
    if (frames > 1.5) late += Math.round(frames) - 1;
    before = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return {
    start() {
      late = 0;
      from = video();
    },
    frames() {
      const now = video();
      const dropped = (now?.droppedVideoFrames ?? Number.NaN) - (from?.droppedVideoFrames ?? Number.NaN);
      const total = (now?.totalVideoFrames ?? Number.NaN) - (from?.totalVideoFrames ?? Number.NaN);
      return { late, videoDropped: dropped, videoShown: total - dropped };
    },
  };
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Console />);
(globalThis as { bench?: PageApi }).bench = watchFrames();
