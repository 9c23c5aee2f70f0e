import { useEffect, useState } from 'react';
import type { AuditState } from '../../core/domain/audit.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { type AuditEntry, useShop } from './shop-context.ts';
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
  return (
    <div className="table-scroll">
      <table className="audit">
        <thead>
          <tr>
            {(['at', 'actor', 'did', 'step', 'before', 'after'] as const).map((name) => (
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
                {say(`options:data.kind.${row.kind}`)} {row.listing}
                {row.variant !== null && ` · ${row.variant}`}
              </td>
              <td>
                {say(`options:data.step.${row.step}`)}
                {row.say !== null && <span className="quiet"> {say.phrase(row.say)}</span>}
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
  return of.map(({ sku, source, location, level, change, onSale }) => (
    <div key={`${sku}|${source}|${location}|${level === null}`}>
      {sku} <span className="quiet">{[settings.sources[source]?.name || source, location].filter(Boolean).join(' · ')}</span>{' '}
      {level === null
        ? say(`common:state.${onSale === null ? 'unknown' : onSale ? 'onSale' : 'paused'}`)
        : say('options:data.level', { level, change: change === null ? '' : ` (${change > 0 ? '+' : ''}${change})` })}
    </div>
  ));
}
