import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { amountOf, type Bounds } from './amount.ts';
import { ByPage } from './by-page.tsx';
import { Change } from './confirm.tsx';
import { Act, FormText, NumberField, type Of } from './form-parts.tsx';
import { Presets, saleColumn } from './presets.tsx';

/** Presets act at once; a number of one's own is confirmed. */
export function ReleaseForm(of: Of) {
  const say = useSay();
  const { row, variant } = of;
  const { release, sellable, mayRelease } = variant.stock;
  const [typed, setTyped] = useState('');
  const bounds: Bounds = { least: 1, most: mayRelease };
  const unknown: Phrase | null = mayRelease === null ? { key: 'panel:release.unknown' } : null;
  const { n, problem } = amountOf(typed, bounds);
  const to = n === null || sellable === null ? null : sellable + n;
  return (
    <>
      <FormText of={of} can={release}>
        <div className="form-line">
          <Presets row={row} variant={variant} />
          <NumberField
            name={say('panel:release.own')}
            typed={typed}
            onType={setTyped}
            problem={typed === '' ? null : (unknown ?? problem)}
            first
          />
        </div>
        {release.via === 'page' && <ByPage from={sellable} to={to} follows />}
        <div className="changes">
          {release.via !== 'page' && <Change name={say(saleColumn(variant))} from={say.number(sellable)} to={say.number(to)} />}
          <Change
            name={say('panel:column.may')}
            from={say.number(mayRelease)}
            to={say.number(n === null || mayRelease === null ? null : mayRelease - n)}
          />
        </div>
      </FormText>
      <Act
        of={of}
        can={release}
        n={unknown === null ? n : null}
        problem={unknown ?? problem}
        says={n === null ? say('panel:amount.needed') : say('panel:strip.release', { n })}
      />
    </>
  );
}
