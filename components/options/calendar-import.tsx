import { useState } from 'react';
import { type CalendarRead, type CalendarStep, calendarSteps } from '../../core/domain/calendar.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { calendarChange } from './calendar-change.ts';
import { ChoiceField, Told } from './field.tsx';
import { ZoneField } from './fields.tsx';
import { ChooseFile } from './import-preview.tsx';
import { isZone } from './market-time.ts';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useMarketZone } from './use-brought.ts';
import { useTold } from './use-told.ts';
import { Written } from './written.tsx';

const WEEK = 604_800_000;
const DAY = 86_400_000;
const WEEKS = ['2', '4', '8', '13', '26'];
type Good = Extract<CalendarRead, { ok: true }>;
type Asked = { readonly zone: string; readonly weeks: string };

/** A calendar file (.ics): each event a stream of one account. Shown before anything is saved; brought again it changes, and doubles nothing. */
export function CalendarImport({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const told = useTold();
  const panel = useFocused();
  const market = useMarketZone();
  const [asked, setAsked] = useState<Asked>({ zone: market, weeks: '8' });
  const accounts = Object.values(settings.accounts);
  const [account, setAccount] = useState(accounts[0]?.id ?? '');
  const [bytes, setBytes] = useState<ArrayBuffer | null>(null);
  const [found, setFound] = useState<Good | null>(null);
  useUnsaved(found !== null);
  const now = world.now();
  const spanOf = ({ weeks }: Asked) => ({ from: now - DAY, until: now + Number(weeks) * WEEK });

  async function read(file: ArrayBuffer, ask: Asked) {
    if (!isZone(ask.zone)) return;
    const calendar = await world.files.readCalendar(file, { zone: ask.zone, ...spanOf(ask) });
    setBytes(file);
    setFound(calendar.ok ? calendar : null);
    told.tell(calendar.ok, calendar.ok ? '' : say.phrase(calendar.say));
  }
  function ask(change: Partial<Asked>) {
    const next = { ...asked, ...change };
    setAsked(next);
    if (bytes !== null) void read(bytes, next);
  }
  return (
    <section className="card" ref={panel} tabIndex={-1} aria-label={say('options:calendar.title')}>
      <h3>{say('options:calendar.title')}</h3>
      <p className="quiet">{say('options:calendar.about')}</p>
      <div className="columns">
        <ChoiceField
          label={say('options:streams.account')}
          value={account}
          onChange={setAccount}
          choices={accounts.map(({ id, name }) => ({ id, name }))}
        />
        <ChoiceField
          label={say('options:calendar.weeks')}
          value={asked.weeks}
          onChange={(weeks) => ask({ weeks })}
          choices={WEEKS.map((id) => ({ id, name: say('options:calendar.nWeeks', { n: id }) }))}
        />
        <ZoneField
          label={say('options:calendar.zone')}
          help={say('options:calendar.zoneHelp')}
          value={asked.zone}
          onChange={(zone) => ask({ zone })}
        />
      </div>
      <div className="acts">
        <ChooseFile
          accept=".ics,text/calendar"
          onBytes={(file) => void read(file, asked)}
          onFailed={() => told.tell(false, say('options:csv.unread'))}
        />
        <button type="button" onClick={onDone}>
          {say('common:close')}
        </button>
      </div>
      <Told said={told.said} />
      {found !== null && (
        <Found found={found} account={account} span={{ ...spanOf(asked), now }} told={told} onDone={() => setFound(null)} />
      )}
    </section>
  );
}

type FoundProps = {
  readonly found: Good;
  readonly account: string;
  readonly span: Parameters<typeof calendarSteps>[3];
  readonly told: ReturnType<typeof useTold>;
  readonly onDone: () => void;
};
/** What the calendar would change, event by event, and what of it can be no stream. */
function Found({ found, account, span, told, onDone }: FoundProps) {
  const say = useSay();
  const { settings, world } = useShop();
  const steps = calendarSteps(found.events, Object.values(settings.streams), account, span);
  const n = steps.filter(({ what }) => what === 'new' || what === 'changed' || what === 'cancelled').length;
  const take = async () => {
    const change = calendarChange(steps, settings, account, world.newId);
    if (await told.run(() => world.change(change))) onDone();
  };
  return (
    <div role="status">
      <Steps steps={steps} />
      <ul className="problems">
        <Written lines={found.refused} mark={() => 'is-bad'}>
          {({ title, say: why }) => `${title || '—'}: ${say.phrase(why)}`}
        </Written>
      </ul>
      {n === 0 && <p>{say('options:calendar.nothing')}</p>}
      <div className="acts">
        <button type="button" className="main" disabled={n === 0} onClick={() => void take()}>
          {say('options:calendar.take', { n })}
        </button>
        <button type="button" onClick={onDone}>
          {say('common:cancel')}
        </button>
      </div>
    </div>
  );
}

const QUIET: ReadonlySet<CalendarStep['what']> = new Set(['same', 'over', 'started']);
function Steps({ steps }: { steps: readonly CalendarStep[] }) {
  const say = useSay();
  const { settings } = useShop();
  const team = settings.preferences.teamZone;
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <tbody>
          {steps.map(({ event, what }) => {
            const zones = { market: event.zone, team };
            return (
              <tr key={event.uid} className={QUIET.has(what) ? 'quiet' : ''}>
                <td>{say(`options:calendar.is.${what}`)}</td>
                <td>
                  {formatDay(say.language, event.startsAt, event.zone)} {formatTime(event.startsAt, zones)} –{' '}
                  {formatTime(event.endsAt, zones)}
                </td>
                <td>{event.zone}</td>
                <td dir="auto">{event.title}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
