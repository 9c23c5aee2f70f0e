import { type RefObject, useEffect, useRef } from 'react';
import type { OfferKind } from '../../core/domain/console.ts';
import type { ListingRow, PanelView } from '../../core/domain/view.ts';
import type { Line } from './lines.ts';
import { rowOfLink } from './lines.ts';
import { usePanel } from './panel-context.ts';
import type { RowHandlers } from './row.tsx';
import { useTell } from './use-tell.ts';

/** How long digits wait for the next one, ms. */
const DIGITS_MS = 800;
/** One key says that an offer begins, and that it ends. */
const OFFERS: Readonly<Record<string, OfferKind>> = { f: 'flashPrice', c: 'coupon', g: 'giveaway' };
const STOCK_KEYS: Readonly<Record<string, 'release' | 'limit' | 'drip'>> = { r: 'release', l: 'limit', d: 'drip' };
export const SEARCH_ID = 'stockcue-search';

type Keys = {
  readonly view: PanelView;
  readonly lines: readonly Line[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly handlers: RowHandlers;
  readonly show: (index: number) => void;
};
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea');

/** Digits go to a link number, / searches, arrows move, Enter opens, P arms a pause, R a release (of what is paused a resume), L a limit, D a drip, X selects, F, C and G begin or end an offer, W asks why nobody can buy, Escape disarms. */
export function useKeys(keys: Keys) {
  const { ui } = usePanel();
  const tell = useTell();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function focus(id: string) {
      const { lines, scroller, show } = latest.current;
      const index = lines.findIndex((line) => line.id === id);
      if (index < 0) return;
      ui.setState({ active: id });
      show(index);
      // The row may be drawn only after the scroll.
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`)?.focus());
    }
    function digit(key: string) {
      clearTimeout(timer);
      const digits = ui.getState().digits + key;
      ui.setState({ digits });
      const row = rowOfLink(latest.current.view, Number(digits));
      if (row !== null) focus(row.id);
      timer = setTimeout(() => ui.setState({ digits: '' }), DIGITS_MS);
    }
    function activeLine(): Line | undefined {
      const { lines } = latest.current;
      return lines.find(({ id }) => id === ui.getState().active) ?? lines[0];
    }
    function move(by: number) {
      const { lines } = latest.current;
      const at = lines.findIndex(({ id }) => id === ui.getState().active);
      const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))];
      if (next !== undefined) focus(next.id);
    }
    function open(line: Line) {
      const { handlers } = latest.current;
      const [only] = line.row.variants;
      if (line.kind === 'variant') handlers.detail(line.row, line.variant);
      else if (line.row.variants.length > 1 || only === undefined) handlers.toggle(line.row);
      else handlers.detail(line.row, only);
    }
    function back() {
      const { armed, detail, selecting } = ui.getState();
      if (armed.length > 0) ui.disarm();
      else if (selecting) ui.selectNone();
      else if (detail !== null) ui.setState({ detail: null });
      const { active } = ui.getState();
      if (active !== null) focus(active);
    }
    function letter(key: string): boolean {
      const line = activeLine();
      if (line === undefined) return false;
      const offer = OFFERS[key];
      if (offer !== undefined) begin(line.row, offer);
      else if (key === 'w') ask(line);
      else return armed(line, key);
      return true;
    }
    function begin({ account, key: listing, offer: now }: ListingRow, offer: OfferKind) {
      tell({ kind: 'offer', account, listing, offer, on: now !== offer });
    }
    function ask(line: Line) {
      const variant = line.kind === 'variant' ? line.variant : line.row.variants[0];
      if (variant !== undefined) ui.setState({ detail: { listing: line.row.id, variant: variant.id }, asksWhy: true });
    }
    function armed(line: Line, key: string): boolean {
      const variant = line.kind === 'variant' ? line.variant : null;
      const isPaused = (variant?.state ?? line.row.state) === 'paused';
      const { arm } = latest.current.handlers;
      const command = STOCK_KEYS[key];
      if (key === 'x') ui.select(line.row.id);
      else if (key === (isPaused ? 'r' : 'p')) arm(line.row, variant);
      else if (command !== undefined) arm(line.row, variant, command);
      else return false;
      return true;
    }
    function named(key: string): boolean {
      if (key === '/') document.getElementById(SEARCH_ID)?.focus();
      else if (key === 'ArrowDown') move(1);
      else if (key === 'ArrowUp') move(-1);
      else if (/^[0-9]$/.test(key)) digit(key);
      else return letter(key.toLowerCase());
      return true;
    }
    function act({ key, target }: KeyboardEvent): boolean {
      if (key === 'Escape') {
        back();
        return true;
      }
      if (isText(target)) return false;
      if (key !== 'Enter') return named(key);
      const line = activeLine();
      const onRow = target instanceof HTMLElement && target.getAttribute('role') === 'row';
      if (onRow && line !== undefined) open(line);
      return onRow;
    }
    function down(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (act(event)) event.preventDefault();
    }
    document.addEventListener('keydown', down);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', down);
    };
  }, [ui, tell]);
}
