import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Lot, RestockPlan } from '../../core/domain/restock.ts';
import { NO_FACTS } from '../../core/domain/settings.ts';
import { type DemandCause, NO_SUPPLY } from '../../core/domain/supply.ts';
import { type Say, UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';
import { Emergency } from './emergency.tsx';

const PARTS = ['base', 'scheduled', 'cadence', 'safety', 'sellable', 'unseen', 'inbound'] as const;

/** One plan, whole: the sum that it is, how it is shipped, what was refused and why, and what it rests on. */
export function Plan({ plan }: { plan: RestockPlan }) {
  const say = useSay();
  const { ask } = useDesk();
  return (
    <section className="plan" aria-labelledby="plan">
      <header>
        <h2 id="plan">
          <bdi>{plan.sku}</bdi>{' '}
          <span className="quiet" dir="auto">
            {plan.title === plan.sku ? '' : plan.title}
          </span>
        </h2>
        <button type="button" onClick={() => ask({ tab: 'restock', stream: null, sku: null })}>
          {say('common:close')}
        </button>
      </header>
      <p>{say.phrase(plan.why)}</p>
      {plan.tooLate !== 'none' && (
        <p className="told is-bad" role="alert">
          {say(`desk:tooLate.${plan.tooLate}`)} ·{' '}
          {plan.gapUnits > 0 ? say('desk:plan.gap', { n: plan.gapUnits }) : say('desk:plan.closed')}
        </p>
      )}
      <div className="cards">
        <Sum plan={plan} />
        <Costs plan={plan} />
        <Cause plan={plan} />
      </div>
      <Lots lots={plan.lots} />
      {plan.refused.length > 0 && (
        <details>
          <summary>{say('desk:plan.refused', { n: plan.refused.length })}</summary>
          <ul>
            {plan.refused.map(({ mode, name, why }) => (
              <li key={`${mode} ${why.key}`}>
                <strong>{name}</strong> {say.phrase(why)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {plan.warnings.length > 0 && (
        <ul className="warnings">
          {plan.warnings.map((warning) => (
            <li key={JSON.stringify(warning)}>{say.phrase(warning)}</li>
          ))}
        </ul>
      )}
      <Emergency plan={plan} />
    </section>
  );
}

/** The parts, as a sum that visibly adds up. */
function Sum({ plan }: { plan: RestockPlan }) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="parts">
      <h3 id="parts">{say('desk:plan.parts', { day: say.day(plan.until) })}</h3>
      <table className="plain">
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">
                {say(`desk:part.${part}`)} {part === 'safety' && <SafetyFrom of={plan.safety} />}
              </th>
              <td className="num">{say.number(plan.parts[part])}</td>
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{say('desk:column.need')}</th>
            <td className="num">{say.number(plan.need)}</td>
          </tr>
          <tr>
            <th scope="row">{say('desk:plan.rounded')}</th>
            <td className="num">
              <strong>{say.number(plan.quantity)}</strong>
            </td>
          </tr>
        </tbody>
      </table>
      {plan.capped !== null && <p>{say.phrase(plan.capped)}</p>}
      <details>
        <summary>{say('desk:safety.title')}</summary>
        <p>{say(`desk:safety.help.${plan.safety.by}`)}</p>
      </details>
    </section>
  );
}

function SafetyFrom({ of }: { of: RestockPlan['safety'] }) {
  const say = useSay();
  const level = of.by === 'hand' ? '' : say.share(of.level);
  const streams = of.by === 'simulated' ? of.streams : 0;
  return <small className="quiet">{say(`desk:safety.${of.by}`, { count: streams, level })}</small>;
}

function Costs({ plan }: { plan: RestockPlan }) {
  const say = useSay();
  const { goods, freight, duty, all } = plan.cost;
  return (
    <section className="card" aria-labelledby="cost">
      <h3 id="cost">{say('desk:plan.cost')}</h3>
      <table className="plain">
        <tbody>
          {Object.entries({ goods, freight, duty }).map(([name, money]) => (
            <tr key={name}>
              <th scope="row">{say(`desk:cost.${name}`)}</th>
              <td className="num">{say.money(money)}</td>
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{say('desk:cost.all')}</th>
            <td className="num">{say.money(all)}</td>
          </tr>
        </tbody>
      </table>
      <p>{cashText(say, plan)}</p>
      <p>
        {say('desk:plan.delay', { units: plan.delay.units })}{' '}
        {plan.delay.value !== null && <strong>{say.money(plan.delay.value)}</strong>}
      </p>
    </section>
  );
}

function cashText(say: Say, { cash: { amount, days }, quantity }: RestockPlan): string {
  if (quantity === 0) return say('desk:plan.cashNone');
  if (amount === null) return say('desk:plan.cashUnknown');
  return days === null ? say('desk:plan.cashNoDays', { amount }) : say('desk:plan.cash', { amount, days: Math.round(days) });
}

const CAUSES: readonly DemandCause[] = ['burst', 'sustained'];
/** What drives demand, by the evidence; the operator may know better. */
function Cause({ plan }: { plan: RestockPlan }) {
  const say = useSay();
  const { settings, change } = useDesk();
  const [problem, setProblem] = useState<Phrase | null>(null);
  const { cause, said, evidence, consequence } = plan.demand;
  async function set(to: DemandCause | null) {
    const { skus } = await settings();
    const facts = skus[plan.sku] ?? { sku: plan.sku, ...NO_FACTS };
    setProblem(await change({ skus: [{ ...facts, supply: { ...(facts.supply ?? NO_SUPPLY), cause: to } }] }));
  }
  return (
    <section className="card" aria-labelledby="cause">
      <h3 id="cause">{say('desk:plan.cause', { cause: say(`desk:cause.${cause}`) })}</h3>
      <p>{say.phrase(evidence)}</p>
      <p>{say.phrase(consequence)}</p>
      <div className="acts">
        {CAUSES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={said && cause === one}
            onClick={() => void set(said && cause === one ? null : one)}
          >
            {say('desk:plan.say', { cause: say(`desk:cause.${one}`) })}
          </button>
        ))}
      </div>
      {problem !== null && <p role="alert">{say.phrase(problem)}</p>}
    </section>
  );
}

function Lots({ lots }: { lots: readonly Lot[] }) {
  const say = useSay();
  if (lots.length === 0) return null;
  return (
    <table className="grid">
      <caption>{say('desk:plan.lots')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('desk:column.mode')}</th>
          <th scope="col" className="num">
            {say('desk:column.units')}
          </th>
          <th scope="col" className="num">
            {say('desk:column.cartons')}
          </th>
          <th scope="col">{say('desk:column.orderBy')}</th>
          <th scope="col">{say('desk:column.cutOff')}</th>
          <th scope="col">{say('desk:column.arrives')}</th>
          <th scope="col">{say('desk:column.putAway')}</th>
          <th scope="col" className="num">
            {say('desk:cost.freight')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lots.map((lot) => (
          <tr key={`${lot.mode} ${lot.orderBy}`} className={lot.inTime ? '' : 'v-short'}>
            <th scope="row">
              {lot.name} <span className="quiet">{say(`desk:kind.${lot.kind}`)}</span>{' '}
              {!lot.inTime && <span className="mark is-bad">{say('desk:late')}</span>}{' '}
              {!lot.inTime && lot.neededAt !== null && (
                <span className="is-bad">{say('desk:plan.needed', { at: { instant: lot.neededAt, day: true } })}</span>
              )}
            </th>
            <td className="num">{say.number(lot.units)}</td>
            <td className="num">{say.number(lot.cartons)}</td>
            <td>
              <strong>
                {say.day(lot.orderBy)} {say.time(lot.orderBy)}
              </strong>
            </td>
            <td>{lot.cutOff === null ? UNKNOWN_NUMBER : `${say.day(lot.cutOff)} ${say.time(lot.cutOff)}`}</td>
            <td>{say.day(lot.arrivesAt)}</td>
            <td>{say.day(lot.putAwayAt)}</td>
            <td className="num">
              {say.money(lot.freight)}{' '}
              {lot.charged !== null && (
                <span className="quiet">
                  {say.number(lot.charged.amount, 2)} {say(`desk:charged.${lot.charged.by}`)}
                </span>
              )}{' '}
              {lot.consignment !== null && (
                <small className="quiet">{say('desk:plan.consignment', { ...lot.consignment })}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
