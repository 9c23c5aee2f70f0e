import { useState } from 'react';
import type { AfterView, Better } from '../../core/domain/desk.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { SkuReview } from '../../core/domain/review.ts';
import { NO_FACTS, type SettingsBody, type ShopSettings } from '../../core/domain/settings.ts';
import { UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';
import { Notice } from './notice.tsx';
import { PlanTable } from './plan-table.tsx';

/** A stream that is over: forecast against fact, what was lost and done, what would have served better, and what to order tomorrow. */
export function After({ view }: { view: AfterView }) {
  const say = useSay();
  const { totals, settlesAt, review } = view;
  return (
    <>
      {settlesAt !== null && (
        <p className="told" role="status">
          {say('desk:after.settles', { at: { instant: settlesAt } })}
        </p>
      )}
      <dl className="totals">
        {(['ordered', 'released', 'net', 'lost'] as const).map((name) => (
          <div key={name}>
            <dt>{say(`desk:column.${name}`)}</dt>
            <dd className="num">{say.number(Math.round(totals[name]))}</dd>
          </div>
        ))}
      </dl>
      <div className="cards">
        <Whole view={view} />
        <Alerts view={view} />
        <Commands view={view} />
      </div>
      <BetterList key={review.stream} all={view.better} />
      <h2>{say('desk:after.bySku')}</h2>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{say('desk:column.sku')}</th>
            {(['ordered', 'released', 'net', 'said0', 'said50', 'lost', 'had', 'left'] as const).map((name) => (
              <th key={name} scope="col" className="num">
                {say(`desk:column.${name}`)}
              </th>
            ))}
            <th scope="col">{say('desk:column.outAt')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.values(review.skus)
            .toSorted((a, b) => b.net + b.lost - a.net - a.lost)
            .map((sku) => (
              <SkuLine key={sku.sku} of={sku} />
            ))}
        </tbody>
      </table>
      <h2>{say('desk:after.order')}</h2>
      {view.plans.length === 0 ? <p className="quiet">{say('desk:after.noOrder')}</p> : <PlanTable rows={view.plans} />}
      <Notice notice={view.notice} name="after" />
    </>
  );
}

function SkuLine({ of }: { of: SkuReview }) {
  const say = useSay();
  const said = (share: number) => {
    const one = of.said.find((each) => each.share === share);
    return one === undefined ? UNKNOWN_NUMBER : `${say.number(one.median)} (${say.number(one.p10)}–${say.number(one.p90)})`;
  };
  return (
    <tr className={of.outAt === null ? '' : 'v-out'}>
      <th scope="row">
        <bdi>{of.sku}</bdi>
      </th>
      <td className="num">{say.number(of.ordered)}</td>
      <td className="num">{say.number(of.released)}</td>
      <td className="num">{say.number(of.net)}</td>
      <td className="num">{said(0)}</td>
      <td className="num">{said(0.5)}</td>
      <td className="num">{say.number(Math.round(of.lost))}</td>
      <td className="num">{say.number(of.had)}</td>
      <td className="num">{say.number(of.left)}</td>
      <td>{of.outAt === null ? '' : say.time(of.outAt)}</td>
    </tr>
  );
}

function Whole({ view }: { view: AfterView }) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="whole">
      <h2 id="whole">{say('desk:after.whole')}</h2>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say('desk:column.elapsed')}</th>
            <th scope="col" className="num">
              {say('desk:column.forecast')}
            </th>
            <th scope="col" className="num">
              {say('desk:column.net')}
            </th>
            <th scope="col" className="num">
              {say('desk:column.missed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.whole.map(({ share, mean, missed }) => (
            <tr key={share}>
              <th scope="row">{say.share(share)}</th>
              <td className="num">{say.number(mean)}</td>
              <td className="num">{say.number(view.totals.net)}</td>
              <td className="num">{missed === null ? UNKNOWN_NUMBER : say.share(missed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Alerts({ view }: { view: AfterView }) {
  const say = useSay();
  const { alerts } = view.review;
  return (
    <section className="card" aria-labelledby="alerts">
      <h2 id="alerts">{say('desk:after.alerts', { n: alerts.length })}</h2>
      <ul className="scroll">
        {alerts.map(({ alert, trigger, sku, raisedAt, clearedAt, done }) => (
          <li key={`${alert} ${raisedAt}`}>
            <time className="num">{say.time(raisedAt)}</time> <strong>{say(`common:trigger.${trigger}`)}</strong>{' '}
            <bdi>{sku ?? ''}</bdi>{' '}
            <span className="quiet">
              {done !== null && say(`desk:done.${done}`)}{' '}
              {clearedAt !== null && say('desk:cleared', { at: { instant: clearedAt } })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Commands({ view }: { view: AfterView }) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="commands">
      <h2 id="commands">{say('desk:after.commands', { n: view.commands.length })}</h2>
      <ul className="scroll">
        {view.commands.map(({ command, at, kind, step, listing, actor }) => (
          <li key={command}>
            <time className="num">{say.time(at)}</time> {say(`command:kind.${kind}`)} <bdi>{listing}</bdi>{' '}
            <span className="quiet">
              {say(`command:step.${step}`)} · {actor}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Numbers that would have served better: each says why, and is taken over, and back, with one click. */
function BetterList({ all }: { all: readonly Better[] }) {
  const say = useSay();
  // What is taken over is proposed no more: its line stays for the way back.
  const [shown] = useState(() => new Map<string, Better>());
  for (const one of all) if (!shown.has(one.id)) shown.set(one.id, one);
  if (shown.size === 0) return null;
  return (
    <section aria-labelledby="better">
      <h2 id="better">{say('desk:after.better')}</h2>
      <ul className="better">
        {[...shown.values()].map((one) => (
          <BetterLine key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function BetterLine({ one }: { one: Better }) {
  const say = useSay();
  const { settings, change } = useDesk();
  // As it was when it was taken over: the way back. The row stays as it was drawn then.
  const [taken, setTaken] = useState<{ readonly was: Better['from'] } | null>(null);
  const [problem, setProblem] = useState<Phrase | null>(null);
  async function put(value: number | null) {
    const before = await settings();
    const said = await change(changeOf(before, one, value));
    setProblem(said);
    if (said === null) setTaken(taken === null ? { was: standsAt(before, one) } : null);
  }
  return (
    <li>
      <span>
        <strong>{say(`desk:setting.${one.setting}`)}</strong> <bdi>{one.sku ?? ''}</bdi>{' '}
        <span className="num">
          {say.number(one.from)} → {say.number(one.to)}
        </span>
        <span className="quiet"> {say.phrase(one.why)}</span>
      </span>
      {taken === null ? (
        <button type="button" onClick={() => void put(one.to)}>
          {say('desk:take')}
        </button>
      ) : (
        <span role="status">
          {say('desk:taken')}{' '}
          <button type="button" onClick={() => void put(taken.was)}>
            {say('desk:undo')}
          </button>
        </span>
      )}
      {problem !== null && <span role="alert">{say.phrase(problem)}</span>}
    </li>
  );
}

function standsAt({ skus, preferences }: ShopSettings, { sku, setting }: Better): number | null {
  if (sku === null) {
    const value = setting === 'safetyStock' || setting === 'plannedUnits' ? null : preferences.triggers[setting];
    return typeof value === 'number' ? value : null;
  }
  return setting === 'safetyStock' || setting === 'plannedUnits' ? (skus[sku]?.[setting] ?? null) : null;
}

function changeOf(settings: ShopSettings, { sku, setting }: Better, value: number | null): SettingsBody {
  if (sku !== null) return { skus: [{ ...(settings.skus[sku] ?? { sku, ...NO_FACTS }), [setting]: value }] };
  const { preferences } = settings;
  return value === null ? {} : { preferences: { ...preferences, triggers: { ...preferences.triggers, [setting]: value } } };
}
