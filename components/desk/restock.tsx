import { useEffect, useState } from 'react';
import type { RestockView } from '../../core/domain/desk.ts';
import type { Robot } from '../../core/domain/robot.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';
import { Plan } from './plan.tsx';
import { PlanTable } from './plan-table.tsx';

/** What to order and to move, most urgent first; out as a file, as text, and to the team's chat robots. */
export function Restock({ view }: { view: RestockView }) {
  const say = useSay();
  const { units, cost, cashDays, unpriced, capped } = view.totals;
  return (
    <>
      <p className="sum">
        {say('desk:restock.sum', { count: view.rows.length, units })} {cost !== null && <strong>{say.money(cost)}</strong>}{' '}
        {cashDays !== null && say('desk:restock.cash', { days: Math.round(cashDays) })}{' '}
        {unpriced > 0 && say('desk:restock.unpriced', { n: unpriced })} {capped !== null && say.phrase(capped)}
      </p>
      <Ways />
      <Lacking lacking={view.lacking} />
      {view.plan !== null && <Plan plan={view.plan} />}
      {view.rows.length === 0 ? (
        <p>{say('desk:restock.none')}</p>
      ) : (
        <PlanTable rows={view.rows} opened={view.plan?.sku ?? null} />
      )}
    </>
  );
}

/** So few are shown at once; more are opened. */
const FEW = 8;

/** Key SKUs that hang on one supplier or one route, however well stocked they are. */
function Lacking({ lacking }: Pick<RestockView, 'lacking'>) {
  const say = useSay();
  const { ask } = useDesk();
  if (lacking.length === 0) return null;
  return (
    <details open={lacking.length <= FEW}>
      <summary>{say('desk:restock.lacking', { n: lacking.length })}</summary>
      <ul>
        {lacking.map(({ sku, title, lacks }) => (
          <li key={sku}>
            <button type="button" className="link" onClick={() => ask({ tab: 'restock', stream: null, sku })}>
              <bdi>{sku}</bdi>
            </button>{' '}
            <span className="quiet" dir="auto">
              {title === sku ? '' : title}
            </span>{' '}
            {lacks.map(say.phrase).join(' · ')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Ways() {
  const say = useSay();
  const { restock, csv, save, copy, robots, sendTo } = useDesk();
  const [known, setKnown] = useState<readonly Robot[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => void robots().then(setKnown), [robots]);
  const lines = async () => (await restock()).lines.map(say.phrase);
  async function toRobot(robot: Robot) {
    setSaid(say('desk:restock.sending', { name: robot.name }));
    const problem = await sendTo(robot, await lines());
    setSaid(problem === null ? say('desk:restock.sent', { name: robot.name }) : say.phrase(problem));
  }
  return (
    <div className="acts no-print">
      <button
        type="button"
        onClick={() => void restock().then(({ plans }) => save('stockcue-restock.csv', csv.restock(plans, say)))}
      >
        {say('desk:csv')}
      </button>
      <button
        type="button"
        onClick={() =>
          void lines()
            .then((text) => copy(text.join('\n')))
            .then((done) => setSaid(say(done ? 'desk:copied' : 'desk:notCopied')))
        }
      >
        {say('desk:copy')}
      </button>
      {known.map((robot) => (
        <button key={robot.id} type="button" onClick={() => void toRobot(robot)}>
          {say('desk:restock.send', { name: robot.name })}
        </button>
      ))}
      {known.length === 0 && <a href="options.html#robots">{say('desk:restock.noRobot')}</a>}
      {said !== null && <span role="status">{said}</span>}
    </div>
  );
}
