import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import '../../../components/parts/theme.css';
import '../../../components/panel/panel.css';
import { createLanguage, languageOf } from '../../../components/i18n/i18n.ts';
import { arm, armSelected } from '../../../components/panel/arm.ts';
import { Panel } from '../../../components/panel/panel.tsx';
import { seesVisibility } from '../../../components/panel/sight.ts';
import { createUiStore, type Sent } from '../../../components/panel/ui-store.ts';
import { createViewStore } from '../../../components/view-store.ts';
import type { CommandStep } from '../../../core/domain/command.ts';
import { phrase } from '../../../core/domain/phrase.ts';
import type { ListingRow, PanelView } from '../../../core/domain/view.ts';
import { busyView, command, detailOf, manyListings, NOW, waitingView } from '../../builders/view.ts';

/** The panel by itself with made-up data, to be looked at: ?lang=zh&show=armed|detail|why|open|lost|… */
const asked = new URLSearchParams(location.search);
const language = languageOf(asked.get('lang') ?? 'en');
const show = asked.get('show') ?? '';
function viewToShow(): PanelView {
  if (show.startsWith('wait')) return waitingView(language);
  // No system takes a quantity: no columns for it.
  if (show === 'plain') return manyListings(20, 2);
  if (show === 'paused') return paused(busyView(language));
  return show === 'single' ? onAir(busyView(language)) : busyView(language);
}
const view = viewToShow();
const store = createViewStore();
const ui = createUiStore();
store.snapshot(view);
store.connection(show === 'lost' ? 'reconnecting' : 'live');
store.heard(show === 'lost' ? NOW - 40_000 : NOW);
const rows = view.order.flatMap((id) => view.rows[id] ?? []);
const [, second, third] = rows;
const short = rows.find(({ verdict, variants }) => verdict.kind === 'short' && variants.length === 1);
const isDetail = show === 'detail' || show === 'why';
const newId = () => crypto.randomUUID();

/** The link on air has no variants, so that it is released from the strip itself. */
function onAir(of: PanelView): PanelView {
  const [, row, other] = of.order.flatMap((id) => of.rows[id] ?? []);
  if (row === undefined || other === undefined) return of;
  return { ...of, rows: { ...of.rows, [row.id]: { ...row, pinned: true }, [other.id]: { ...other, pinned: false } } };
}
/** A link whose variants all stand still, and one of which a single one does. */
function paused(of: PanelView): PanelView {
  const stands = (row: ListingRow, all: boolean): ListingRow => ({
    ...row,
    state: all ? 'paused' : row.state,
    variants: row.variants.map((each, n) => (all || n === 0 ? { ...each, state: 'paused' } : each)),
  });
  const [first, second, third] = of.order.flatMap((id) => of.rows[id] ?? []);
  const put = [first, second].flatMap((row) => (row === undefined ? [] : stands(row, true)));
  if (third !== undefined) put.push(stands(third, false));
  return { ...of, rows: { ...of.rows, ...Object.fromEntries(put.map((row) => [row.id, row])) } };
}
const SEVERAL = ['TUMBLER-3-Sand', 'TUMBLER-3-Moss', 'TUMBLER-3-Rose'];
function sentAs(row: ListingRow, step: CommandStep, over: Partial<Sent> = {}): void {
  const variant = row.variants[0] ?? null;
  const one = {
    command: 'release',
    key: row.id,
    row: row.id,
    variant: variant?.id ?? null,
    title: row.title,
    link: row.link,
  } as const;
  const sent: Sent = { ...one, quantity: 20, per: null, answered: true, problem: null, ...over };
  const done = command({
    id: `sent-${row.id}`,
    key: row.id,
    kind: sent.command,
    step,
    ...(step === 'unknown' ? { skus: SEVERAL } : {}),
  });
  const variants = row.variants.map((each) => (each.id === variant?.id ? { ...each, command: done } : each));
  store.patch({ put: [{ ...row, variants, command: done }] });
  ui.setState((state) => ({ sent: [...state.sent, sent] }));
}
const SHOWS: Readonly<Record<string, () => void>> = {
  armed: () => third && ui.arm([arm(view, third, null, 'key')]),
  open: () => third && ui.setState({ open: new Set([third.id]) }),
  detail: () => third && ui.setState({ detail: { listing: third.id, variant: third.variants[0]?.id ?? '' } }),
  why: () => third && ui.setState({ asksWhy: true, detail: { listing: third.id, variant: third.variants[0]?.id ?? '' } }),
  release: () => second && ui.arm([arm(view, second, null, 'key', { command: 'release' })]),
  choose: () => third && ui.arm([arm(view, third, null, 'key', { command: 'release' })]),
  limit: () => short && ui.arm([arm(view, short, null, 'key', { command: 'limit' })]),
  drip: () => short && ui.arm([arm(view, short, null, 'key', { command: 'drip' })]),
  selected: () => ui.selectAll(rows.slice(0, 4).map(({ id }) => id)),
  several: () => {
    const { armed, leftOut } = armSelected(view, new Set(rows.slice(0, 6).map(({ id }) => id)), newId);
    ui.arm(armed, leftOut);
  },
  severalSent: () => {
    for (const [index, step] of (['confirmed', 'executing', 'failed', 'unknown'] as const).entries()) {
      const row = rows[index];
      const problem = step === 'failed' ? phrase('command:refused.busy', { listing: row?.key ?? '' }) : null;
      if (row !== undefined) sentAs(row, step, { command: 'pause', quantity: null, problem });
    }
  },
  released: () => second && sentAs(second, 'confirmed'),
  unknown: () => second && sentAs(second, 'unknown'),
  takeBack: () =>
    second && ui.arm([arm(view, second, second.variants[0] ?? null, 'key', { command: 'takeBack', undoes: 'x', quantity: 20 })]),
  waitPage: () => ui.setState({ page: true }),
  page: () => ui.setState({ page: true }),
};
SHOWS[show]?.();
const began = performance.now();
const world = {
  store,
  ui,
  send: async () => {
    if (third !== undefined && isDetail) store.detail(detailOf(third));
    return null;
  },
  now: () => NOW + Math.round(performance.now() - began),
  newId,
  embedded: false,
  seesVisibility: seesVisibility(),
};
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Panel world={world} i18n={createLanguage(language)} />);
