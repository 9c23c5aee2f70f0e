import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListingRow, PanelView, VariantRow } from '../../core/domain/view.ts';
import type { Zones } from '../i18n/format.ts';
import { type Language, languageOf, TAGS } from '../i18n/i18n.ts';
import { Spoken, useSay } from '../i18n/use-phrase.tsx';
import { Advice } from './advice.tsx';
import { Alerts } from './alerts.tsx';
import { Detail } from './detail.tsx';
import { Notices, PanelHead, StreamChoice } from './head.tsx';
import { LIST_ID, List } from './list.tsx';
import { PageStrip } from './page.tsx';
import { PanelContext, type PanelWorld, useMirror, usePanel, useUi } from './panel-context.ts';
import type { RowHandlers } from './row.tsx';
import { Said } from './said.tsx';
import { Strip } from './strip.tsx';
import { TeachOffer } from './teach-offer.tsx';
import { useArm } from './use-arm.ts';
import { SEARCH_ID } from './use-keys.ts';
import { Waiting } from './waiting.tsx';

type Props = {
  readonly world: PanelWorld;
  readonly i18n: Parameters<typeof Spoken>[0]['i18n'];
  /** Told when the person changes the language, so that it can be kept. */
  readonly onLanguage?: (language: Language) => void;
};

/** The panel: one page in three frames (overlay, side panel, window). A view in, intents out. */
export function Panel({ world, i18n, onLanguage }: Props) {
  return (
    <PanelContext.Provider value={world}>
      <InZones i18n={i18n} onLanguage={onLanguage} />
    </PanelContext.Provider>
  );
}

function InZones({ i18n, onLanguage }: { i18n: Props['i18n']; onLanguage: Props['onLanguage'] }) {
  const team = useMirror(({ view }) => view?.head.teamZone ?? 'UTC');
  const market = useMirror(({ view }) => view?.head.stream?.zone ?? team);
  const zones: Zones = useMemo(() => ({ market, team }), [market, team]);
  return (
    <Spoken i18n={i18n} zones={zones}>
      <Body onLanguage={onLanguage} />
    </Spoken>
  );
}

/** Not bound: really nothing, not even a word of ours. */
function Body({ onLanguage }: { onLanguage: Props['onLanguage'] }) {
  const { i18n } = useTranslation();
  const say = useSay();
  const { embedded } = usePanel();
  const view = useMirror((mirror) => mirror.view);
  const connection = useMirror((mirror) => mirror.connection);
  useEffect(() => {
    document.documentElement.lang = TAGS[languageOf(i18n.language)];
  }, [i18n.language]);
  if (view !== null) return <Bound view={view} onLanguage={onLanguage} />;
  if (embedded || connection === 'refused') return null;
  return (
    <p className="connecting" role="status">
      {say(connection === 'reconnecting' ? 'panel:lost.reconnecting' : 'panel:connecting')}
    </p>
  );
}

function useHandlers(): RowHandlers {
  const { ui } = usePanel();
  const arm = useArm();
  return useMemo(
    () => ({
      arm,
      toggle: (row: ListingRow) => ui.toggle(row.id),
      detail: (row: ListingRow, variant: VariantRow) =>
        ui.setState({ detail: { listing: row.id, variant: variant.id }, asksWhy: false }),
      select: (row: ListingRow) => ui.select(row.id),
    }),
    [ui, arm],
  );
}

/** Asks the worker for the detail that is open. Drawn anew with each snapshot: that comes by a port that knows nothing of it. */
function AsksDetail() {
  const { send, store } = usePanel();
  const asked = useUi((ui) => ui.detail);
  useEffect(() => {
    if (asked === null) return;
    void send({ kind: 'detail', ...asked });
    return () => {
      store.detail(null);
      void send({ kind: 'closeDetail' });
    };
  }, [asked, send, store]);
  return null;
}

function Bound({ view, onLanguage }: { view: PanelView; onLanguage: Props['onLanguage'] }) {
  const handlers = useHandlers();
  const snapshots = useMirror((mirror) => mirror.snapshots);
  const { head } = view;
  return (
    <div className="panel">
      <AsksDetail key={snapshots} />
      <PanelHead head={head} onLanguage={onLanguage} />
      <PageStrip />
      <Notices head={head} />
      <TeachOffer view={view} />
      <StreamChoice head={head} />
      <Alerts />
      <Advice />
      <div className="work">
        <main>
          <Tools />
          <List view={view} head={head} handlers={handlers} />
        </main>
        <Detail head={head} />
      </div>
      <div className="foot">
        <Said />
        <Waiting view={view} />
        <Strip view={view} />
      </div>
    </div>
  );
}

function Tools() {
  const say = useSay();
  const { ui } = usePanel();
  const sort = useUi((state) => state.sort);
  const search = useUi((state) => state.search);
  const digits = useUi((state) => state.digits);
  const selecting = useUi((state) => state.selecting);
  return (
    <div className="tools">
      <input
        id={SEARCH_ID}
        type="search"
        value={search}
        placeholder={say('panel:tools.search')}
        aria-label={say('panel:tools.search')}
        aria-controls={LIST_ID}
        onChange={(event) => ui.setState({ search: event.target.value })}
      />
      {digits !== '' && <output className="digits num">{say('panel:tools.goTo', { n: digits })}</output>}
      <button
        type="button"
        className="select"
        aria-pressed={selecting}
        title={say('panel:several.how')}
        onClick={() => (selecting ? ui.selectNone() : ui.setState({ selecting: true }))}
      >
        {say('panel:several.select')}
      </button>
      <fieldset className="sort">
        <legend className="hidden">{say('panel:tools.sort')}</legend>
        {(['page', 'urgency'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={sort === each} onClick={() => ui.setState({ sort: each })}>
            {say(`panel:tools.${each}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
