import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Head, PanelView } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { shopTime } from '../parts/shop-time.ts';
import { pinsOn } from './arm.ts';
import { frozenOrder, type Line, linesOf, orderOf } from './lines.ts';
import { useNow, usePanel, useUi } from './panel-context.ts';
import { ListingLine, type RowHandlers, VariantLine } from './row.tsx';
import { useKeys } from './use-keys.ts';

/** Heights of a line, px, and the width from which a row is one line (the same as in panel.css). */
const ROW_PX = 86;
const STOCK_ROW_PX = 98;
const WIDE_ROW_PX = 64;
const WIDE_PX = 820;
const STOCK_WIDE_PX = 960;
/** From here a row has the room for presets of its own. */
const PRESETS_PX = 1_180;
export const LIST_ID = 'stockcue-list';

/** The order on screen: it follows the worker's, but stands still while pointer or focus is in the list. */
function useOrder(view: PanelView, held: boolean): readonly string[] {
  const sort = useUi((ui) => ui.sort);
  const search = useUi((ui) => ui.search);
  const asked = `${sort}\u001f${search}`;
  const shown = useRef<{ asked: string; order: readonly string[] }>({ asked: '', order: [] });
  return useMemo(() => {
    const now = orderOf(view, sort, search);
    // What the person changes (sort, search) is done at once; only the world's changes wait.
    const order = held && shown.current.asked === asked ? frozenOrder(shown.current.order, now) : now;
    shown.current = { asked, order };
    return order;
  }, [view, sort, search, held, asked]);
}

function ageOfLine(say: Say, line: Line, now: number): string {
  const readAt = line.kind === 'variant' ? [line.variant.readAt] : line.row.variants.map(({ readAt: at }) => at);
  const known = readAt.filter((at) => at !== null);
  return known.length === 0 ? say('common:age.never') : say.age(now - Math.min(...known));
}

const lineClass = (line: Line, active: boolean): string => {
  const of = line.kind === 'variant' ? line.variant : line.row;
  const pinned = line.kind === 'listing' && line.row.pinned === true;
  return `row is-${line.kind} v-${of.verdict.kind} f-${of.freshness} s-${of.state}${active ? ' active' : ''}${pinned ? ' pinned' : ''}`;
};

/** Whether some system takes quantities: only then a row has columns for them. */
const takesStock = ({ rows }: PanelView): boolean =>
  Object.values(rows).some(({ variants }) =>
    variants.some(({ stock }) => stock.sellable !== null || stock.release.can || stock.limit.can || stock.perBuyer.can),
  );

/** The list of listings, opened into variants; only what is in sight is drawn. */
export function List({ view, head, handlers }: { view: PanelView; head: Head; handlers: RowHandlers }) {
  const say = useSay();
  const { ui } = usePanel();
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const order = useOrder(view, pointer || focus);
  const open = useUi((state) => state.open);
  const active = useUi((state) => state.active);
  const lines = useMemo(() => linesOf(order, view.rows, open), [order, view.rows, open]);
  const selecting = useUi((state) => state.selecting);
  const selected = useUi((state) => state.selected);
  const hasStock = useMemo(() => takesStock(view), [view]);
  const widePx = hasStock ? STOCK_WIDE_PX : WIDE_PX;
  const rowPx = hasStock ? STOCK_ROW_PX : ROW_PX;
  const scroller = useRef<HTMLDivElement>(null);
  const now = shopTime(head, useNow());
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ((scroller.current?.clientWidth ?? 0) >= widePx ? WIDE_ROW_PX : rowPx),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 6,
  });
  const width = virtual.scrollRect?.width ?? 0;
  const wide = width >= widePx;
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are remembered by index, and rows have moved.
  useEffect(() => virtual.measure(), [lines.length, open, wide, hasStock]);
  const goTo = useUi((state) => state.goTo);
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once, when asked; where the lines are by then is theirs.
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === goTo);
    if (goTo === null || index < 0) return;
    virtual.scrollToIndex(index, { align: 'auto' });
    ui.setState({ active: goTo, goTo: null });
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(goTo)}"]`)?.focus());
  }, [goTo]);
  useKeys({ view, lines, scroller, handlers, show: (index) => virtual.scrollToIndex(index, { align: 'auto' }) });

  /** Ctrl or Shift with a click selects, wherever in the row it falls. */
  function pick(event: MouseEvent, index: number) {
    const line = lines[index];
    if (line === undefined || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    const from = lines.findIndex(({ id }) => id === active);
    if (!event.shiftKey || from < 0) return ui.select(line.row.id);
    const [first, last] = [Math.min(from, index), Math.max(from, index)];
    ui.selectAll(lines.slice(first, last + 1).map(({ row }) => row.id));
  }

  if (lines.length === 0) return <Empty view={view} />;
  const current = lines.some(({ id }) => id === active) ? active : lines[0]?.id;
  return (
    <div
      id={LIST_ID}
      ref={scroller}
      className={hasStock ? 'list with-stock' : 'list'}
      role="treegrid"
      aria-label={say('panel:list.title')}
      aria-rowcount={lines.length}
      aria-multiselectable={selecting ? true : undefined}
      onPointerEnter={() => setPointer(true)}
      onPointerLeave={() => setPointer(false)}
      onFocus={() => setFocus(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setFocus(false)}
    >
      <div className="list-inner" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const focused = line.id === current;
          const presets = hasStock && width >= PRESETS_PX && (focused || line.row.pinned === true);
          const shared = { row: line.row, focused, age: ageOfLine(say, line, now), handlers, hasStock, presets };
          const isSelected = selected.has(line.row.id);
          return (
            // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised and laid out in two lines a row.
            <div
              key={line.id}
              role="row"
              data-line={line.id}
              data-key={line.row.key}
              aria-rowindex={index + 1}
              aria-level={line.kind === 'variant' ? 2 : 1}
              aria-expanded={line.kind === 'listing' && line.row.variants.length > 1 ? open.has(line.id) : undefined}
              aria-selected={selecting && line.kind === 'listing' ? isSelected : undefined}
              tabIndex={focused ? 0 : -1}
              className={`${lineClass(line, focused)}${isSelected ? ' selected' : ''}`}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onClickCapture={(event) => pick(event, index)}
              onFocus={() => ui.setState({ active: line.id })}
            >
              {line.kind === 'listing' ? (
                <ListingLine
                  {...shared}
                  open={open.has(line.id)}
                  selects={selecting}
                  selected={isSelected}
                  pins={pinsOn(view, line.row)}
                />
              ) : (
                <VariantLine {...shared} variant={line.variant} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Empty({ view }: { view: PanelView }) {
  const say = useSay();
  return <p className="empty">{say(view.order.length === 0 ? 'panel:list.none' : 'panel:list.noneFound')}</p>;
}
