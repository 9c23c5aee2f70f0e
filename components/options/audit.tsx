import { useMemo, useState } from 'react';
import type { AuditRow, AuditState } from '../../core/domain/audit.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { ALL, type AuditFilter, dayOf, filtered, NOBODY, outcomeOf, valuesOf, whoOf } from './audit-filter.ts';
import { ChoiceField, NoAnswer, TextField } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

/** The file holds all that fit. */
const SHOWN = 200;
const NONE: readonly AuditRow[] = [];

/** Every command: who, when, what, why, and what was read before and after. */
export function Audit() {
  const say = useSay();
  const { world } = useShop();
  const { value: rows, failed } = useAnswer(world.audit);
  const [filter, setFilter] = useState<AuditFilter>(ALL);
  const { team } = say.zones;
  const found = useMemo(() => filtered(rows ?? NONE, filter, team), [rows, filter, team]);
  const all = rows?.length ?? 0;
  return (
    <>
      <h3>{say('options:data.audit')}</h3>
      <p className="quiet">{say('options:data.auditAbout')}</p>
      {failed && <NoAnswer />}
      {all > 0 && <Filters rows={rows ?? NONE} filter={filter} onFilter={setFilter} />}
      <div className="acts">
        <button
          type="button"
          disabled={rows === null}
          onClick={() => world.save('stockcue-audit.csv', world.auditCsv(found, say.phrase))}
        >
          {found.length === all
            ? say('options:data.auditExport')
            : say('options:data.auditExportSome', { n: found.length, of: all })}
        </button>
        {filter !== ALL && (
          <button type="button" onClick={() => setFilter(ALL)}>
            {say('options:data.auditAll')}
          </button>
        )}
      </div>
      {rows !== null && found.length === 0 && (
        <p className="quiet">{say(all === 0 ? 'options:data.noAudit' : 'options:data.noneFits')}</p>
      )}
      {found.length > 0 && <AuditTable rows={found} />}
      {found.length > SHOWN && <p className="quiet">{say('options:data.auditMore', { n: found.length - SHOWN })}</p>}
    </>
  );
}

type FilterProps = {
  readonly rows: readonly AuditRow[];
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
};
function Filters({ rows, filter, onFilter }: FilterProps) {
  const say = useSay();
  const { team } = say.zones;
  const any = { id: '', name: say('options:data.any') };
  const choices = (of: (row: AuditRow) => string, name: (value: string) => string) => [
    any,
    ...valuesOf(rows, of).map((id) => ({ id, name: name(id) })),
  ];
  const set = (name: keyof AuditFilter) => (value: string) => onFilter({ ...filter, [name]: value });
  const dayName = (day: string) => {
    const row = rows.find((one) => dayOf(one, team) === day);
    return row === undefined ? day : `${formatDay(say.language, row.at, team)} ${day.slice(0, 4)}`;
  };
  return (
    <fieldset className="audit-filters">
      <legend>{say('options:data.filters')}</legend>
      <ChoiceField
        label={say('options:data.column.actor')}
        value={filter.who}
        onChange={set('who')}
        choices={choices(whoOf, (who) => (who === NOBODY ? say('options:data.nobody') : who))}
      />
      <TextField label={say('options:data.listingOrSku')} value={filter.what} onChange={set('what')} />
      <ChoiceField
        label={say('options:data.column.did')}
        value={filter.kind}
        onChange={set('kind')}
        choices={choices(
          ({ kind }) => kind,
          (kind) => say(`options:data.kind.${kind}`),
        )}
      />
      <ChoiceField
        label={say('options:data.column.step')}
        value={filter.step}
        onChange={set('step')}
        choices={choices(outcomeOf, (step) => say(`options:data.step.${step}`))}
      />
      <ChoiceField
        label={say('options:data.day')}
        value={filter.day}
        onChange={set('day')}
        choices={choices((row) => dayOf(row, team), dayName)}
      />
    </fieldset>
  );
}

function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const say = useSay();
  return (
    <div className="table-scroll">
      <table className="audit">
        <thead>
          <tr>
            {(['at', 'actor', 'did', 'why', 'before', 'after', 'step'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`options:data.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <Line key={row.command} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ row }: { row: AuditRow }) {
  const say = useSay();
  const outcome = outcomeOf(row);
  return (
    <tr>
      <td className="when">
        {formatDay(say.language, row.at, say.zones.team)} <span>{formatTime(row.at, say.zones, true)}</span>
      </td>
      <td dir="auto">
        {row.actor || say('options:data.nobody')} <span className="quiet">{say(`options:data.surface.${row.surface}`)}</span>
      </td>
      <td dir="auto">
        <strong>{did(say, row)}</strong> {row.listing}
        {row.variant !== null && ` · ${row.variant}`}
        <div className="quiet">{row.skus.join(', ')}</div>
      </td>
      <td dir="auto">{why(say, row.because)}</td>
      <td dir="auto">
        <States of={row.before} />
      </td>
      <td dir="auto">
        <States of={row.after} />
      </td>
      <td className={`outcome is-${outcome}`}>
        {say(`options:data.step.${outcome}`)}
        {row.say !== null && <div className="quiet">{say.phrase(row.say)}</div>}
      </td>
    </tr>
  );
}

function did(say: Say, { kind, quantity, per }: AuditRow): string {
  const name = say(`options:data.kind.${per === 'buyer' ? 'perBuyer' : kind}`);
  if (quantity === null || quantity === undefined) return name;
  return kind === 'release' ? `${name} +${say.number(quantity)}` : `${name} ${say.number(quantity)}`;
}

const TRIGGERS = [
  'cover',
  'schedule',
  'pulse',
  'breakout',
  'safety',
  'stockOut',
  'capacity',
  'oversell',
  'stalled',
  'stale',
  'overstock',
];

/** The trigger of the alert that it answers. What is no alert of ours is shown as it is. */
function why(say: Say, because: string | null): string {
  if (because === null) return '—';
  const [trigger = ''] = because.split('|');
  if (trigger === 'tooLittle') return say('options:data.tooLittle');
  return TRIGGERS.includes(trigger) ? say(`common:trigger.${trigger}`) : because;
}

/** How each SKU stood where it was read. */
function States({ of }: { of: readonly AuditState[] }) {
  const say = useSay();
  const { settings } = useShop();
  if (of.length === 0) return '—';
  return of.map((state) => (
    <div key={JSON.stringify(state)}>
      {stood(say, state)}{' '}
      <span className="quiet">
        {[state.sku, settings.sources[state.source]?.name || state.source, state.location].filter(Boolean).join(' · ')}
      </span>
    </div>
  ));
}

function stood(say: Say, { level, change, onSale, perBuyer }: AuditState): string {
  if (level !== null) {
    const by = change === null ? '' : ` (${change > 0 ? '+' : ''}${change})`;
    return say('options:data.level', { level, change: by });
  }
  if (perBuyer !== undefined)
    return perBuyer === null ? say('options:data.anyNumber') : say('options:data.perBuyer', { n: perBuyer });
  return say(`common:state.${onSale === null ? 'unknown' : onSale ? 'onSale' : 'paused'}`);
}
