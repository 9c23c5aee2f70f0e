import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { EmergencyBody, EmergencyStep, RestockPlan } from '../../core/domain/restock.ts';
import { UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

type Call = RestockPlan['emergency'][number];
const HOUR = 3_600_000;
const STEPS: readonly EmergencyStep[] = ['asked', 'confirmed', 'shipped', 'sellable'];

/** Supply within 72 h from named sources: how far each call has come, how long it has left, and what of it is counted on. */
export function Emergency({ plan }: { plan: RestockPlan }) {
  const say = useSay();
  const { send } = useDesk();
  const [problem, setProblem] = useState<Phrase | null>(null);
  if (plan.emergency.length === 0) return null;
  const tell = ({ source, units }: Call, step: EmergencyBody['step']) =>
    void send({
      kind: 'emergency',
      body: { sku: plan.sku, source: source.id, step, units: units ?? source.units },
    }).then(setProblem);
  return (
    <section aria-labelledby="emergency">
      <h3 id="emergency">{say('desk:emergency.title')}</h3>
      <ul className="emergency">
        {plan.emergency.map((call) => (
          <li key={call.source.id}>
            <Standing call={call} />
            <span className="acts">
              {STEPS.map((step) => (
                <button
                  key={step}
                  type="button"
                  aria-pressed={call.step === step}
                  // The step that stands is no switch: a call is dropped by its own button.
                  onClick={() => call.step !== step && tell(call, step)}
                >
                  {say(`desk:emergency.step.${step}`)}
                </button>
              ))}
              {call.step !== null && <Drop name={call.source.name} drop={() => tell(call, 'dropped')} />}
            </span>
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{say.phrase(problem)}</p>}
    </section>
  );
}

function Standing({ call: { source, step, units, dueAt, sellableAt } }: { call: Call }) {
  const say = useSay();
  const { now } = useDesk();
  return (
    <span>
      <strong>{source.name}</strong> <span className="quiet">{say(`desk:emergency.kind.${source.kind}`)}</span>{' '}
      {say('desk:emergency.gives', { units: units ?? source.units ?? UNKNOWN_NUMBER, hours: source.hours })}{' '}
      {dueAt !== null && step !== 'sellable' && (
        <span className={dueAt < now() ? 'is-bad' : ''}>
          {dueAt < now()
            ? say('desk:emergency.over', { hours: Math.ceil((now() - dueAt) / HOUR) })
            : say('desk:emergency.left', { hours: Math.floor((dueAt - now()) / HOUR) })}
        </span>
      )}{' '}
      {step === 'asked' && <span className="quiet">{say('desk:emergency.notCounted')}</span>}
      {sellableAt !== null && (
        <span className="quiet">{say('desk:emergency.counted', { at: { instant: sellableAt, day: true } })}</span>
      )}
    </span>
  );
}

/** The countdown ends with the call: the first press asks, the second does it. */
function Drop({ name, drop }: { name: string; drop: () => void }) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button type="button" aria-label={say('desk:emergency.dropOf', { name })} onClick={() => setAsking(true)}>
        {say('desk:emergency.drop')}
      </button>
    );
  }
  return (
    <>
      <span className="is-bad" role="status">
        {say('desk:emergency.dropAsk')}
      </span>
      <button
        type="button"
        onClick={() => {
          setAsking(false);
          drop();
        }}
      >
        {say('desk:emergency.dropSure')}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {say('desk:emergency.keep')}
      </button>
    </>
  );
}
