import { useMemo, useState } from 'react';
import type { Brought } from '../../core/domain/brought.ts';
import type { DailyUnits, OrdersLook } from '../../core/domain/orders-file.ts';
import type { FileProblem, Table } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDateOrder } from './date-order.tsx';
import { DaysTable } from './days-table.tsx';
import { TextField } from './field.tsx';
import { ZoneField } from './fields.tsx';
import { isZone, localIn } from './market-time.ts';
import { Problems } from './problems.tsx';
import { useShop } from './shop-context.ts';
import { type ChosenTable, TableChoice } from './table-choice.tsx';
import { useUnsaved } from './unsaved.ts';
import { useBrought, useMarketZone } from './use-brought.ts';
import { useTold } from './use-told.ts';

/** Daily sales out of a file of orders, as a platform exports it. */
export function History() {
  const say = useSay();
  const told = useTold();
  const { world } = useShop();
  const { brought, look } = useBrought();
  const [chosen, setChosen] = useState<ChosenTable | null>(null);
  useUnsaved(chosen !== null);
  const looked = useMemo(() => (chosen === null ? null : world.files.lookAtOrders(chosen.table)), [chosen, world]);
  const done = () => {
    setChosen(null);
    look();
  };
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say('options:history.title')}</h2>
      <p className="quiet">{say('options:history.about')}</p>
      <p className="quiet">{say('options:history.files')}</p>
      <TableChoice told={told} chosen={chosen !== null} onTable={setChosen}>
        {looked !== null && 'problems' in looked && <Problems problems={looked.problems} />}
        {chosen !== null && looked !== null && !('problems' in looked) && (
          <Counted key={chosen.name} chosen={chosen} look={looked} before={brought?.history ?? []} told={told} onDone={done} />
        )}
      </TableChoice>
      <h3>{say('options:history.sofar')}</h3>
      {brought?.history.length === 0 && <p className="quiet">{say('options:history.none')}</p>}
      <ul className="cards">
        {brought?.history.map((one) => (
          <li key={`${one.at} ${one.file}`} className="card">
            <strong dir="auto">{one.file}</strong>
            <p>{one.of === '' ? say('options:history.ofNobody') : say('options:history.ofIs', { of: one.of })}</p>
            <p className="quiet">
              {say('options:history.held', { from: one.from, to: one.to, skus: one.skus, units: one.units })} ·{' '}
              {say('options:history.brought', { age: say.age(world.now() - one.at) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type CountedProps = {
  chosen: ChosenTable;
  look: OrdersLook;
  before: Brought['history'];
  told: ReturnType<typeof useTold>;
  onDone: () => void;
};
/** What the file cannot say is asked, and what comes out is shown before it is taken. */
function Counted({ chosen, look, before, told, onDone }: CountedProps) {
  const say = useSay();
  const { world, settings } = useShop();
  const market = useMarketZone();
  const [zone, setZone] = useState(market);
  const { order, field } = useDateOrder();
  const [released, setReleased] = useState<readonly string[]>(() =>
    look.statuses.filter((one) => one.released).map((one) => one.status),
  );
  const [of, setOf] = useState(look.platform === null ? '' : PLATFORMS[look.platform]);
  const right = isZone(zone) ? zone : market;
  const today = localIn(market, world.now()).slice(0, 10);
  const read = useMemo(
    () => world.files.readOrders(chosen.table as Table, { zone: right, market, released, order, today }, settings),
    [chosen, right, market, released, order, today, settings, world],
  );
  const unknown = unknownSkus(read.rows, settings.skus);
  const take = async () => {
    const { from, to } = read;
    if (from === null || to === null) return;
    const body = { file: chosen.name, of: of.trim(), from, to, at: world.now(), days: read.rows };
    if (await told.run(() => world.addHistory(body))) onDone();
  };
  return (
    <>
      <p>{say(`options:history.platform.${look.platform ?? 'other'}`)}</p>
      <ChannelField of={of} onChange={setOf} before={before} />
      {look.naive > 0 && (
        <ZoneField
          label={say('options:history.zone')}
          help={say('options:history.zoneHelp', { n: look.naive, market })}
          value={zone}
          onChange={setZone}
        />
      )}
      {look.unclearDates && field}
      <fieldset>
        <legend>{say('options:history.statuses')}</legend>
        <p className="quiet">{say('options:history.statusesHelp')}</p>
        <div className="ticks">
          {look.statuses.map(({ status, lines }) => (
            <label key={status}>
              <input
                type="checkbox"
                checked={released.includes(status)}
                onChange={(event) =>
                  setReleased(event.target.checked ? [...released, status] : released.filter((one) => one !== status))
                }
              />
              <bdi>{status}</bdi>&nbsp;
              <span className="quiet">{say('options:history.lines', { n: lines })}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p>
        {read.from === null || read.to === null
          ? say('options:history.noDay')
          : say('options:history.sum', {
              lines: read.lines,
              released: read.released,
              from: read.from,
              to: read.to,
              bad: read.problems.length,
            })}
      </p>
      {read.older > 0 && <p className="quiet">{say('options:history.older', { n: read.older, from: read.from ?? '' })}</p>}
      {read.unfinished > 0 && <p className="quiet">{say('options:history.unfinished', { n: read.unfinished, today })}</p>}
      {unknown.length > 0 && (
        <p className="is-bad">{say('options:history.unknown', { n: unknown.length, skus: unknown.slice(0, 8).join(', ') })}</p>
      )}
      <DaysTable rows={read.rows} />
      <Problems problems={read.problems as readonly FileProblem[]} />
      <div className="acts">
        <button type="button" className="main" disabled={read.from === null || of.trim() === ''} onClick={() => void take()}>
          {say('options:history.take')}
        </button>
        <button type="button" onClick={onDone}>
          {say('common:cancel')}
        </button>
      </div>
    </>
  );
}

/** Not in the table of SKUs: counted all the same, but perhaps another name is meant. */
const unknownSkus = (rows: readonly DailyUnits[], skus: Readonly<Record<string, unknown>>): readonly string[] =>
  [...new Set(rows.map(({ sku }) => sku))].filter((sku) => !Object.hasOwn(skus, sku));

const PLATFORMS = { tiktok: 'TikTok Shop', shopify: 'Shopify', amazon: 'Amazon', douyin: '抖店' } as const;
const same = (a: string, b: string): boolean =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase();

type ChannelProps = { of: string; onChange: (of: string) => void; before: Brought['history'] };
/** Whose orders they are: files of one channel replace each other day by day, those of several add up. Nobody can tell but a person. */
function ChannelField({ of, onChange, before }: ChannelProps) {
  const say = useSay();
  const { settings } = useShop();
  const known = [...new Set(before.map((one) => one.of).filter((one) => one !== ''))];
  const names = [...known, ...Object.values(settings.accounts).map(({ name }) => name), ...Object.values(PLATFORMS)];
  const all = names.filter((name, index) => names.findIndex((one) => same(one, name)) === index);
  const others = known.filter((name) => !same(name, of));
  const words = [
    of.trim() === '' ? say('options:history.ofNeeded') : '',
    known.some((name) => same(name, of)) ? say('options:history.ofAgain') : '',
    others.length > 0 ? say('options:history.ofAdds', { names: others.join(', ') }) : '',
    before.some((one) => one.of === '') ? say('options:history.ofUnnamed') : '',
  ];
  return (
    <>
      <datalist id="channels-of-orders">
        {all.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField
        label={say('options:history.of')}
        help={[say('options:history.ofHelp'), ...words].filter(Boolean).join(' ')}
        list="channels-of-orders"
        value={of}
        onChange={onChange}
        required
      />
    </>
  );
}
