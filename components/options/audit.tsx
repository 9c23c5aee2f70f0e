import { useEffect, useState } from 'react';
import type { AuditState } from '../../core/domain/audit.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { type AuditEntry, useShop } from './shop-context.ts';
import { TRIGGER_NAMES } from './trigger-fields.tsx';
import { useTold } from './use-told.ts';

/** The file holds all of them. */
const SHOWN = 200;

/** Every command: who, when, what, and what was read before and after. */
export function Audit() {
  const say = useSay();
  const { world } = useShop();
  const { said, tell } = useTold();
  const [rows, setRows] = useState<readonly AuditEntry[] | null>(null);
  useEffect(() => {
    world.audit().then(setRows, () => setRows(null));
  }, [world]);
  async function save() {
    try {
      world.save('stockcue-audit.csv', await world.auditCsv(say.phrase));
    } catch {
      tell(false, say('options:failed'));
    }
  }
  return (
    <>
      <h3>{say('options:data.audit')}</h3>
      <p className="quiet">{say('options:data.auditAbout')}</p>
      <div className="acts">
        <button type="button" onClick={() => void save()}>
          {say('options:data.auditExport')}
        </button>
      </div>
      <Told said={said} />
      {rows?.length === 0 && <p className="quiet">{say('options:data.noAudit')}</p>}
      {rows !== null && rows.length > 0 && <AuditTable rows={rows} />}
      {rows !== null && rows.length > SHOWN && (
        <p className="quiet">{say('options:data.auditMore', { n: rows.length - SHOWN })}</p>
      )}
    </>
  );
}

function AuditTable({ rows }: { rows: readonly AuditEntry[] }) {
  const say = useSay();
  /** The alert that it answers, by its trigger; a cause of another kind by its own name. */
  const whyOf = (because: string) => {
    const [trigger = ''] = because.split('|');
    const known = TRIGGER_NAMES.find((name) => name === trigger);
    return known === undefined ? because : say(`common:trigger.${known}`);
  };
  return (
    <div className="table-scroll">
      <table className="audit">
        <thead>
          <tr>
            {(['at', 'actor', 'did', 'why', 'step', 'before', 'after'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`options:data.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <tr key={row.command}>
              <td>
                {formatDay(say.language, row.at, say.zones.team)} {formatTime(row.at, say.zones, true)}
              </td>
              <td dir="auto">{row.actor || say('options:data.nobody')}</td>
              <td dir="auto">
                {say(`options:data.kind.${row.kind}`)}
                {row.quantity != null && ` ${say(row.per ? 'options:data.perBuyer' : 'options:data.units', { n: row.quantity })}`}{' '}
                {row.listing}
                {row.variant !== null && ` · ${row.variant}`}
              </td>
              <td>{row.because == null ? '—' : whyOf(row.because)}</td>
              <td>
                {say(`options:data.step.${row.step}`)}
                {row.say !== null && <span className="quiet"> {say.phrase(row.say)}</span>}
                {row.revertedAt != null && <span className="quiet"> {say('command:reverted')}</span>}
              </td>
              <td dir="auto">
                <States of={row.before} />
              </td>
              <td dir="auto">
                <States of={row.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How each SKU stood where it was read. */
function States({ of }: { of: readonly AuditState[] }) {
  const say = useSay();
  const { settings } = useShop();
  if (of.length === 0) return '—';
  return of.map((state) => (
    <div key={JSON.stringify(state)}>
      {state.sku}{' '}
      <span className="quiet">
        {[settings.sources[state.source]?.name || state.source, state.location].filter(Boolean).join(' · ')}
      </span>{' '}
      {stoodAs(say, state)}
    </div>
  ));
}

function stoodAs(say: Say, { level, change, onSale, perBuyer }: AuditState): string {
  if (perBuyer !== undefined)
    return say(perBuyer === null ? 'options:data.noPerBuyer' : 'options:data.perBuyer', { n: perBuyer ?? 0 });
  if (level !== null)
    return say('options:data.level', { level, change: change === null ? '' : ` (${change > 0 ? '+' : ''}${change})` });
  return say(`common:state.${onSale === null ? 'unknown' : onSale ? 'onSale' : 'paused'}`);
}
