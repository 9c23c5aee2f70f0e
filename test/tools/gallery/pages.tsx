import { createRoot } from 'react-dom/client';
import '../../../components/parts/theme.css';
import '../../../components/parts/buttons.css';
import { createLanguage, languageOf } from '../../../components/i18n/i18n.ts';
import { Options } from '../../../components/options/options.tsx';
import { Popup } from '../../../components/popup/popup.tsx';
import { createPopupStore } from '../../../components/popup/popup-store.ts';
import type { DeskTab } from '../../../core/domain/desk.ts';
import { actingAudit, busyAudit, busySettings, fakeShop } from '../../builders/options.ts';
import { busyPopup } from '../../builders/popup.ts';
import { NOW } from '../../builders/view.ts';
import { DeskPage } from './desk.tsx';

/** Popup and options by themselves with made-up data, to be looked at: ?lang=zh&page=popup&state=empty#skus. */
const asked = new URLSearchParams(location.search);
const i18n = createLanguage(languageOf(asked.get('lang') ?? 'en'));
const state = asked.get('state');
const root = document.getElementById('root');

function popup() {
  const store = createPopupStore();
  store.setState({ view: state === 'empty' ? null : busyPopup(i18n.language === 'zh' ? 'zh' : 'en'), live: state !== 'first' });
  return (
    <Popup i18n={i18n} world={{ store, now: () => NOW + 4_000, open: () => {}, send: async () => null }} onLanguage={() => {}} />
  );
}

function options() {
  const shop = state === 'empty' ? fakeShop({}, []) : fakeShop(busySettings(), [...actingAudit(), ...busyAudit(240)]);
  shop.state.withSecret.push('nj');
  shop.setGranted(state !== 'shut');
  return (
    <Options i18n={i18n} world={shop.world} load={shop.load} section={location.hash.slice(1)} rehearsal={state === 'rehearsal'} />
  );
}

const tab = (asked.get('tab') ?? 'streams') as DeskTab;
const desk = () => <DeskPage tab={tab} opened={state === 'open'} guarded={state === 'guard'} i18n={i18n} />;

if (asked.get('page') === 'desk') await import('../../../components/desk/desk.css');
else if (asked.get('page') === 'popup') await import('../../../components/popup/popup.css');
else {
  await import('../../../components/options/options.css');
  await import('../../../components/options/forms.css');
  await import('../../../components/options/backtest/backtest.css');
}
const pages = { popup, desk, options };
const page = asked.get('page');
if (root !== null) createRoot(root).render(pages[page === 'popup' || page === 'desk' ? page : 'options']());
