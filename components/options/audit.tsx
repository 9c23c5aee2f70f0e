import { useMemo, useState } from 'react';
import type { AuditRow, AuditState } from '../../core/domain/audit.ts';
import { accountOf, isPage } from '../../core/domain/command.ts';
import type { SourceId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { ALL, type AuditFilter, dayOf, filtered, GUARDS, isByGuard, NOBODY, outcomeOf, valuesOf, whoOf } from './audit-filter.ts';
import { ChoiceField, NoAnswer, TextField } from './field.tsx';
import { OfRehearsal } from './rehearsed.tsx';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

/** The file holds all that fit. */
const SHOWN = 200;
const NONE: readonly AuditRow[] = [];

/** All that was done here, and what changed what may act: who, when, what, why, and what was read before and after. */
export function Audit() {
  const say = useSay();
  const { world, settings } = useShop();
  const { value: rows, failed } = useAnswer(world.audit, settings);
  const [filter, setFilter] = useState<AuditFilter>(ALL);
  const { team } = say.zones;
  const found = useMemo(() => filtered(rows ?? NONE, filter, team), [rows, filter, team]);
  const all = rows?.length ?? 0;
  return (
    <section aria-labelledby="audit">
      <h2 id="audit">{say('options:data.audit')}</h2>
      <p className="quiet">{say('options:data.auditAbout')}</p>
      <OfRehearsal section="audit" />
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
    </section>
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
        choices={choices(whoOf, (who) => WHO[who]?.(say) ?? who)}
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

const WHO: Readonly<Record<string, (say: Say) => string>> = {
  [NOBODY]: (say) => say('options:data.nobody'),
  [GUARDS]: (say) => say('options:data.kind.guard'),
};

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
  const figures = figuresOf(row);
  return (
    <tr>
      <td className="when">
        {formatDay(say.language, row.at, say.zones.team)} <span>{formatTime(row.at, say.zones, true)}</span>
      </td>
      <td dir="auto">
        <Who row={row} />
      </td>
      <td dir="auto">
        <strong>{did(say, row)}</strong> {row.about ?? row.listing}
        {row.variant !== null && row.variant !== row.listing && ` · ${row.variant}`}
        <div className="quiet">{row.skus.join(', ')}</div>
      </td>
      <td dir="auto">{figures === null ? why(say, row) : say.phrase(figures)}</td>
      <td dir="auto">
        <States of={row.before} />
      </td>
      <td dir="auto">
        <States of={row.after} />
      </td>
      <td className={`outcome is-${outcome}`}>
        {say(`options:data.step.${outcome}`)}
        {row.say !== null && figures === null && <div className="quiet">{say.phrase(row.say)}</div>}
      </td>
    </tr>
  );
}

/** What set a guard off, with its figures: that is why, and not what came of it. */
const figuresOf = ({ say }: AuditRow): Phrase | null => (say !== null && /^guard:(counting|acted)\./.test(say.key) ? say : null);

function Who({ row }: { row: AuditRow }) {
  const say = useSay();
  if (!isByGuard(row)) {
    return (
      <>
        {row.actor || say('options:data.nobody')} <span className="quiet">{say(`options:data.surface.${row.surface}`)}</span>
      </>
    );
  }
  return (
    <>
      {say('options:data.kind.guard')}{' '}
      {row.actor !== '' && <span className="quiet">{say('options:data.turnedOnBy', { by: row.actor })}</span>}
    </>
  );
}

function did(say: Say, { kind, quantity, per, part }: AuditRow): string {
  if (part !== undefined)
    return say('panel:did.became', { act: say(`options:data.kind.${kind}`), step: partName(say, kind, part, quantity ?? null) });
  const of = per !== 'buyer' ? kind : kind === 'restore' ? 'restorePerBuyer' : 'perBuyer';
  const name = say(`options:data.kind.${of}`);
  if (quantity === null || quantity === undefined) return name;
  return kind === 'release' ? `${name} +${say.number(quantity)}` : `${name} ${say.number(quantity)}`;
}

/** Which switch of a guard, which action of a page, or where a profile came from. */
function partName(say: Say, kind: string, part: string, n: number | null): string {
  if (kind === 'assist') return say(`options:data.kind.${part}`);
  if (kind === 'profile') return say(`panel:page.origin.${part}`);
  return n === null ? say(`options:data.guard.${part}`) : say(`options:data.guard.${part}N`, { n });
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

/** The trigger of the alert that it answers, the guard that gave it, the drip whose batch it is. What is none of ours is shown as it is. */
function why(say: Say, { because, of, kind }: AuditRow): string {
  const batch = kind === 'release' && of != null ? [say('options:data.batch')] : [];
  const reasons = [...batch, ...(because === null || kind === 'guard' ? [] : [reason(say, because)])];
  return reasons.length === 0 ? '—' : reasons.join(' · ');
}
function reason(say: Say, because: string): string {
  const [guard, part] = because.split(':');
  if (guard === 'guard' && part !== undefined)
    return say('panel:did.became', { act: say('options:data.kind.guard'), step: partName(say, 'guard', part, null) });
  const [trigger = ''] = because.split('|');
  if (trigger === 'tooLittle') return say('options:data.tooLittle');
  return TRIGGERS.includes(trigger) ? say(`common:trigger.${trigger}`) : because;
}

/** A system by its name; a console page by its account's. */
function nameOf({ sources, accounts }: Pick<ShopSettings, 'sources' | 'accounts'>, source: SourceId): string {
  return (isPage(source) ? accounts[accountOf(source)]?.name : sources[source]?.name) || source;
}

/** How each SKU stood where it was read. */
function States({ of }: { of: readonly AuditState[] }) {
  const say = useSay();
  const { settings } = useShop();
  if (of.length === 0) return '—';
  return of.map((state) => (
    <div key={JSON.stringify(state)}>
      {stood(say, state)}{' '}
      <span className="quiet">{[state.sku, nameOf(settings, state.source), state.location].filter(Boolean).join(' · ')}</span>
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
