import { useState } from 'react';
import type { DripPace } from '../../core/domain/command.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { amountOf } from './amount.ts';
import { ByPage } from './by-page.tsx';
import { Change } from './confirm.tsx';
import { Act, FormText, NumberField, type Of, Radios } from './form-parts.tsx';
import { saleColumn } from './presets.tsx';

const MOST_MINUTES = 720;
const FIRST_MINUTES = 10;
const PACES: readonly DripPace['by'][] = ['time', 'hand', 'shipping'];

/** All but the first batch is withheld; the next ones come by time, by hand or as the warehouse ships. */
export function DripForm(of: Of) {
  const say = useSay();
  const { variant } = of;
  const { drip, proposed, sellable, withheld } = variant.stock;
  const [typed, setTyped] = useState(proposed.batch === null ? '' : String(proposed.batch));
  const byPage = drip.via === 'page';
  const [by, setBy] = useState<DripPace['by']>('time');
  const [minutes, setMinutes] = useState(String(FIRST_MINUTES));
  // All but the first batch is withheld: there is no batch larger than what stands on sale.
  const { n, problem } = amountOf(typed, { least: 1, most: sellable });
  const every = amountOf(minutes, { least: 1, most: MOST_MINUTES });
  const pace: DripPace = { by, everyMs: by === 'time' && every.n !== null ? every.n * 60_000 : null };
  const rest = n === null || sellable === null ? null : withheld + Math.max(0, sellable - n);
  return (
    <>
      <FormText of={of} can={drip}>
        <div className="form-line">
          <NumberField
            name={say('panel:drip.batch')}
            typed={typed}
            onType={setTyped}
            problem={typed === '' ? null : problem}
            first
          />
          <Radios
            legend={say('panel:drip.pace')}
            value={by}
            onChoose={setBy}
            options={PACES.map((each) => ({
              value: each,
              text: say(`panel:drip.by.${each}`),
              why: null,
            }))}
          />
          <span className={by === 'time' ? '' : 'unseen'}>
            <NumberField
              name={say('panel:drip.every')}
              typed={minutes}
              onType={setMinutes}
              problem={by === 'time' ? every.problem : null}
            />
          </span>
        </div>
        {proposed.batch !== null && <p>{say('panel:drip.why', { n: proposed.batch })}</p>}
        <p>{say(byPage ? `panel:drip.doesOnPage.${by}` : `panel:drip.does.${by}`)}</p>
        {byPage && <ByPage from={sellable} to={n} />}
        <div className="changes">
          {!byPage && <Change name={say(saleColumn(of.variant))} from={say.number(sellable)} to={say.number(n)} />}
          <Change name={say('panel:detail.withheld')} from={say.number(withheld)} to={say.number(rest)} />
        </div>
      </FormText>
      <Act
        of={of}
        can={drip}
        n={n}
        problem={problem ?? (by === 'time' ? every.problem : null)}
        also={{ drip: pace }}
        says={n === null ? say('panel:amount.needed') : say('panel:strip.drip', { n })}
      />
    </>
  );
}
