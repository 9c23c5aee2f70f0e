import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { KEYS, NAMES } from './pages.ts';

const LISTINGS = 40;
const ROW_PX = 60;
type Goods = { readonly key: string; readonly name: string; readonly stock: number; readonly paused: boolean };
const page = globalThis as unknown as { done: string[]; drift(): void };

const first = BigInt(KEYS[0] ?? 0);
const all = Array.from(
  { length: LISTINGS },
  (_, at): Goods => ({
    key: String(first + BigInt(at) * 11n),
    name: NAMES[at] ?? `Listing of goods no ${at + 1}`,
    stock: 10 + at,
    paused: false,
  }),
);

function Row({ one, drifted, press }: { one: Goods; drifted: boolean; press: (one: Goods) => void }) {
  const act = one.paused ? 'Resume' : 'Pause';
  return (
    <div className="row-box" {...(drifted ? {} : { 'data-item-id': one.key })}>
      <b className="goods-name">{one.name}</b> <span className="goods-stock">{one.stock}</span>{' '}
      <button type="button" className="sell-button" aria-label={`${act} ${one.name}`} onClick={() => press(one)}>
        <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
          <path d={one.paused ? 'M6 4 L20 12 L6 20 Z' : 'M6 4 H10 V20 H6 Z M14 4 H18 V20 H14 Z'} />
        </svg>
      </button>{' '}
      <button type="button" className="drop-button">
        Take off
      </button>
    </div>
  );
}

function Desk() {
  const [goods, setGoods] = useState<readonly Goods[]>(all);
  const [drifted, setDrifted] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: goods.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    overscan: 1,
  });
  page.drift = () => flushSync(() => setDrifted(true));
  function press(one: Goods) {
    page.done.push(`${one.paused ? 'Resume' : 'Pause'} ${one.name}`);
    setGoods(goods.map((each) => (each.key === one.key ? { ...each, paused: !each.paused } : each)));
  }
  return (
    <div id="goods-list" ref={list} style={{ height: 300, width: 700, overflow: 'auto' }}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const one = goods[index];
          if (one === undefined) return null;
          return (
            // By place among those drawn: React puts another listing into the same element as the list is scrolled.
            <div key={index % 10} data-index={index} style={{ position: 'absolute', height: ROW_PX, top: start }}>
              <Row one={one} drifted={drifted} press={press} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Desk />);
