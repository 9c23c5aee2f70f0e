import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import '../../../components/parts/theme.css';
import '../../../components/panel/panel.css';
import { createLanguage, languageOf } from '../../../components/i18n/i18n.ts';
import { arm } from '../../../components/panel/arm.ts';
import { Panel } from '../../../components/panel/panel.tsx';
import { createUiStore } from '../../../components/panel/ui-store.ts';
import { seesVisibility } from '../../../components/panel/use-gate.ts';
import { createViewStore } from '../../../components/view-store.ts';
import { busyView, detailOf, NOW } from '../../builders/view.ts';

/** The panel by itself with made-up data, to be looked at: ?lang=zh&show=armed|detail|why|open|lost. */
const asked = new URLSearchParams(location.search);
const language = languageOf(asked.get('lang') ?? 'en');
const show = asked.get('show');
const view = busyView(language);
const store = createViewStore();
const ui = createUiStore();
store.snapshot(view);
store.connection(show === 'lost' ? 'reconnecting' : 'live');
store.heard(show === 'lost' ? NOW - 40_000 : NOW);
const row = Object.values(view.rows)[2];
if (row !== undefined && show === 'armed') ui.setState({ armed: arm(view, row, null, 'key') });
if (row !== undefined && show === 'open') ui.setState({ open: new Set([row.id]) });
const isDetail = show === 'detail' || show === 'why';
if (row !== undefined && isDetail)
  ui.setState({ asksWhy: show === 'why', detail: { listing: row.id, variant: row.variants[0]?.id ?? '' } });
const began = performance.now();
const world = {
  store,
  ui,
  send: async () => {
    if (row !== undefined && isDetail) store.detail(detailOf(row));
    return null;
  },
  now: () => NOW + Math.round(performance.now() - began),
  newId: () => crypto.randomUUID(),
  embedded: false,
  seesVisibility: seesVisibility(),
};
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Panel world={world} i18n={createLanguage(language)} />);
