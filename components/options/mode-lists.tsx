import { LEAD_PARTS, type LeadPart } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField } from './field.tsx';
import { NEW_PEAK, type TypedPeak } from './mode-typed.ts';
import { useLines } from './use-lines.ts';

type TypedParts = Record<LeadPart, { days: string; spread: string }>;
/** Each part of the lead time: days and their spread. */
export function Parts({ parts, onChange }: { parts: TypedParts; onChange: (parts: TypedParts) => void }) {
  const say = useSay();
  return (
    <fieldset className="group">
      <legend>{say('options:modes.parts')}</legend>
      <p className="quiet">{say('options:modes.partsHelp')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('options:modes.partName')}</th>
            <th scope="col">{say('options:modes.mean')}</th>
            <th scope="col">{say('options:modes.spread')}</th>
          </tr>
        </thead>
        <tbody>
          {LEAD_PARTS.map((part) => (
            <tr key={part}>
              <th scope="row" className="plain">
                {say(`options:modes.part.${part}`)}
              </th>
              {(['days', 'spread'] as const).map((what) => (
                <td key={what}>
                  <input
                    className="short"
                    inputMode="decimal"
                    value={parts[part][what]}
                    aria-label={`${say(`options:modes.part.${part}`)}, ${say(what === 'days' ? 'options:modes.mean' : 'options:modes.spread')}`}
                    onChange={(event) => onChange({ ...parts, [part]: { ...parts[part], [what]: event.target.value } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

/** Dates in which parts take longer. */
export function Peaks({ peaks, onChange }: { peaks: readonly TypedPeak[]; onChange: (peaks: readonly TypedPeak[]) => void }) {
  const say = useSay();
  const { rows, add } = useLines(peaks, onChange);
  return (
    <fieldset className="group">
      <legend>{say('options:modes.peaks')}</legend>
      <p className="quiet">{say('options:modes.peaksHelp')}</p>
      {rows.map(({ name, line: peak, put, remove }, index) => (
        <fieldset key={name} className="columns" aria-label={say('options:modes.peakN', { n: index + 1 })}>
          <TextField
            label={say('options:modes.peakFrom')}
            type="date"
            value={peak.from}
            onChange={(from) => put({ from })}
            required
          />
          <TextField label={say('options:modes.peakTo')} type="date" value={peak.to} onChange={(to) => put({ to })} required />
          <TextField
            label={say('options:modes.factor')}
            inputMode="decimal"
            value={peak.factor}
            onChange={(factor) => put({ factor })}
            required
          />
          <TextField label={say('options:modes.why')} value={peak.why} onChange={(why) => put({ why })} />
          <fieldset className="whole">
            <legend>{say('options:modes.peakParts')}</legend>
            <div className="acts">
              {LEAD_PARTS.map((part) => (
                <label key={part}>
                  <input
                    type="checkbox"
                    checked={peak.parts.includes(part)}
                    onChange={(event) =>
                      put({
                        parts: LEAD_PARTS.filter((one) => (one === part ? event.target.checked : peak.parts.includes(one))),
                      })
                    }
                  />
                  {say(`options:modes.part.${part}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <button type="button" aria-label={say('options:modes.removePeak', { n: index + 1 })} onClick={remove}>
            {say('options:remove')}
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" onClick={() => add(NEW_PEAK)}>
          {say('options:modes.addPeak')}
        </button>
      </div>
    </fieldset>
  );
}
