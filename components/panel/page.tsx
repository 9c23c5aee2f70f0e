import type { PageRow } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { SureButton } from './gate-button.tsx';
import { useMirror, usePanel, useUi } from './panel-context.ts';
import { TeachButton } from './teach-offer.tsx';
import { useTell } from './use-tell.ts';

/** Guided runs that a promotion needs. */
const RUNS = 3;

const nameOf = (say: Say, { profile, name, origin }: PageRow): string =>
  origin === 'builtin' ? say(`options:profile.${profile}`) : name;

/** How the console page is read, in one chip beside the sources; opened, in full. */
export function PageChip() {
  const say = useSay();
  const { ui } = usePanel();
  const page = useMirror(({ view }) => view?.page ?? null);
  const isOpen = useUi((state) => state.page);
  if (page === null) return null;
  const broken = page.failed.length > 0;
  const state = broken
    ? say('panel:page.failed', { n: page.failed.length })
    : say(page.confirmed ? 'panel:page.read' : 'panel:page.notConfirmed');
  return (
    <li className={`source of-page is-${broken ? 'stale' : page.confirmed ? 'fresh' : 'unsure'}`}>
      <button
        type="button"
        aria-expanded={isOpen}
        title={`${nameOf(say, page)}\n${state}`}
        onClick={() => ui.setState({ page: !isOpen })}
      >
        <Icon name={broken ? 'warn' : page.confirmed ? 'check' : 'question'} />
        <span className="clip" dir="auto">
          {nameOf(say, page)}
        </span>
        <span className="chip-state">{state}</span>
        <Icon name={isOpen ? 'open' : 'right'} />
      </button>
    </li>
  );
}

/** Which check failed and since when, what still works, and what may be done on the page. */
export function PageStrip() {
  const say = useSay();
  const page = useMirror(({ view }) => view?.page ?? null);
  const isOpen = useUi((state) => state.page);
  if (page === null || !isOpen) return null;
  const { failed, since, works } = page;
  return (
    <section className="page" aria-label={say('panel:page.title')}>
      <p>
        <strong dir="auto">{nameOf(say, page)}</strong> <span className="quiet">{say(`panel:page.origin.${page.origin}`)}</span>
      </p>
      {!page.confirmed && <p className="unsure">{say('panel:page.notConfirmedYet')}</p>}
      {failed.length > 0 && (
        <div className="failed" role="alert">
          <p>
            <Icon name="warn" /> {since === null ? say('panel:page.off') : say('panel:page.offSince', { at: { instant: since } })}
          </p>
          <ul>
            {failed.map((one) => (
              <li key={JSON.stringify(one)} dir="auto">
                {say.phrase(one)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {works.length > 0 && (
        <p>
          {say(failed.length > 0 ? 'panel:page.works' : 'panel:page.worksNow')}{' '}
          <span dir="auto">{works.map((one) => say.phrase(one)).join(' · ')}</span>
        </p>
      )}
      <Actions page={page} />
      {/* A button that has changed is taught anew from here; a page that is not read offers it by itself. */}
      {failed.length === 0 && <TeachButton anew />}
    </section>
  );
}

function Actions({ page }: { page: PageRow }) {
  const say = useSay();
  const tell = useTell();
  if (page.actions.length === 0) return <p className="quiet">{say('panel:page.noActions')}</p>;
  return (
    <table className="page-actions">
      <caption className="hidden">{say('panel:page.actions')}</caption>
      <tbody>
        {page.actions.map(({ action, level, runs, mayPromote, why }) => {
          const isUp = level === 'assist';
          const of = { kind: 'promote', account: page.account, action } as const;
          return (
            <tr key={action}>
              <th scope="row">{say(`panel:act.${action}`)}</th>
              <td>
                {say(`panel:page.level.${level}`)}
                {why === null && level === 'guide' && runs > 0 && (
                  <span className="num quiet"> {say('panel:page.runs', { n: Math.min(runs, RUNS), of: RUNS })}</span>
                )}
                {why !== null && (
                  <small className="quiet" dir="auto">
                    {say.phrase(why)}
                  </small>
                )}
              </td>
              <td>
                {isUp && (
                  <button type="button" onClick={() => tell({ ...of, on: false })}>
                    {say('panel:page.demote')}
                  </button>
                )}
                {!isUp && mayPromote && (
                  <SureButton gateKey={action} className="offer-up" onPress={(gesture) => tell({ ...of, on: true, gesture })}>
                    {say('panel:page.promote')}
                  </SureButton>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
