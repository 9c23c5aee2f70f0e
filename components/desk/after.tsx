import { useState } from 'react';
import type { AfterView } from '../../core/domain/desk.ts';
import { type AlertReview, REVIEW_SHARES, type SkuReview } from '../../core/domain/review.ts';
import { type Say, UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { BetterList } from './better.tsx';
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
      <BetterList key={review.stream} stream={review.stream} proposals={view.better} />
      <BySku of={Object.values(review.skus)} />
      <h2>{say('desk:after.order')}</h2>
      {view.plans.length === 0 ? <p className="quiet">{say('desk:after.noOrder')}</p> : <PlanTable rows={view.plans} />}
      <Notice notice={view.notice} name="after" />
    </>
  );
}

const COLUMNS = ['ordered', 'released', 'net', 'said', 'lost', 'had', 'left'] as const;

/** SKU by SKU, against what was forecast when so much of the stream had passed. */
function BySku({ of }: { of: readonly SkuReview[] }) {
  const say = useSay();
  const [share, setShare] = useState<number>(0);
  return (
    <>
      <h2 id="by-sku">{say('desk:after.bySku')}</h2>
      <label className="said">
        {say('desk:after.saidAt')}{' '}
        <select value={share} onChange={(event) => setShare(Number(event.target.value))}>
          {REVIEW_SHARES.map((one) => (
            <option key={one} value={one}>
              {one === 0 ? say('desk:after.before') : say.share(one)}
            </option>
          ))}
        </select>
      </label>
      <table className="grid" aria-labelledby="by-sku">
        <thead>
          <tr>
            <th scope="col">{say('desk:column.sku')}</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className="num">
                {say(`desk:column.${name}`)}
              </th>
            ))}
            <th scope="col">{say('desk:column.shut')}</th>
          </tr>
        </thead>
        <tbody>
          {of
            .toSorted((a, b) => b.net + b.lost - a.net - a.lost)
            .map((sku) => (
              <SkuLine key={sku.sku} of={sku} share={share} />
            ))}
        </tbody>
      </table>
    </>
  );
}

function SkuLine({ of, share }: { of: SkuReview; share: number }) {
  const say = useSay();
  const said = of.said.find((each) => each.share === share);
  return (
    <tr className={of.outAt === null || of.plannedSellOut === true ? '' : 'v-out'}>
      <th scope="row">
        <bdi>{of.sku}</bdi>
      </th>
      <td className="num">{say.number(of.ordered)}</td>
      <td className="num">{say.number(of.released)}</td>
      <td className="num">{say.number(of.net)}</td>
      <td className="num">
        {said === undefined ? UNKNOWN_NUMBER : `${say.number(said.median)} (${say.number(said.p10)}–${say.number(said.p90)})`}
      </td>
      <td className="num">{say.number(Math.round(of.lost))}</td>
      <td className="num">{say.number(of.had)}</td>
      <td className="num">{say.number(of.left)}</td>
      <td>{shutText(say, of)}</td>
    </tr>
  );
}

const MINUTE = 60_000;
/** When it ran out, that it was meant to, and for how long it could not be bought for another reason. */
function shutText(say: Say, { outAt, plannedSellOut, shut }: SkuReview): string {
  const minutes = (why: 'paused' | 'wave') => Math.round((shut?.[why] ?? 0) / MINUTE);
  return [
    ...(outAt === null ? [] : [say('desk:after.out', { at: { instant: outAt } })]),
    ...(outAt !== null && plannedSellOut === true ? [say('desk:plannedSellOut')] : []),
    ...(['paused', 'wave'] as const).flatMap((why) =>
      minutes(why) === 0 ? [] : [say(`desk:after.${why}`, { n: minutes(why) })],
    ),
  ].join(' · ');
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
          {view.whole.map(({ share, mean, net, missed }) => (
            <tr key={share}>
              <th scope="row">{say.share(share)}</th>
              <td className="num">{say.number(mean)}</td>
              <td className="num">{say.number(net)}</td>
              <td className="num">{missed === null ? UNKNOWN_NUMBER : say.share(missed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.whole
        .filter(({ leftOut }) => leftOut.skus > 0)
        .map(({ share, leftOut }) => (
          <p key={share} className="quiet">
            {say('desk:after.leftOut', { share: say.share(share), skus: leftOut.skus, n: leftOut.net })}
          </p>
        ))}
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
        {alerts.map((one) => (
          <AlertLine key={`${one.alert} ${one.raisedAt}`} of={one} />
        ))}
      </ul>
    </section>
  );
}

/** What it was about, what it said, who did what, and the command that came of it. */
function AlertLine({ of }: { of: AlertReview }) {
  const say = useSay();
  const { trigger, sku, listing, source, reason, raisedAt, clearedAt, done, by, command } = of;
  const answer = done === null ? null : say(`desk:done.${done}`);
  const notes = [
    ...(answer === null ? [] : [by === undefined || by === '' ? answer : say('desk:done.by', { done: answer, by })]),
    ...(command === undefined
      ? []
      : [
          say(command.by === '' ? 'desk:done.command' : 'desk:done.commandBy', {
            command: say(`command:kind.${command.kind}`, { n: command.quantity ?? '' }),
            at: { instant: command.at },
            by: command.by,
          }),
        ]),
    ...(clearedAt === null ? [] : [say('desk:cleared', { at: { instant: clearedAt } })]),
  ];
  return (
    <li>
      <time className="num">{say.time(raisedAt)}</time> <strong>{say(`common:trigger.${trigger}`)}</strong>{' '}
      <bdi>{sku ?? listing ?? source ?? ''}</bdi>
      {reason !== undefined && <span> {say.phrase(reason)}</span>} <span className="quiet">{notes.join(' · ')}</span>
    </li>
  );
}

function Commands({ view }: { view: AfterView }) {
  const say = useSay();
  return (
    <section className="card" aria-labelledby="commands">
      <h2 id="commands">{say('desk:after.commands', { n: view.commands.length })}</h2>
      <ul className="scroll">
        {view.commands.map(({ command, at, kind, step, listing, actor, quantity }) => (
          <li key={command}>
            <time className="num">{say.time(at)}</time> {say(`command:kind.${kind}`, { n: quantity ?? '' })} <bdi>{listing}</bdi>{' '}
            <span className="quiet">
              {say(`command:step.${step}`)} · {actor}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
