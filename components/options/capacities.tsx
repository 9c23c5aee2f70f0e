import { useState } from 'react';
import type { Capacity, Selling } from '../../core/domain/capacity.ts';
import type { ConsoleAccount, SourceConfig } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField } from './field.tsx';
import { CheckField, Weekdays, ZoneField } from './fields.tsx';
import { FormEnd } from './form.tsx';
import { isZone } from './market-time.ts';
import { readFields, typedNumber } from './reading.ts';
import { RemoveButton } from './remove-button.tsx';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

/** What each warehouse can ship, and what each platform asks and allows. */
export function Capacities() {
  const say = useSay();
  const { settings } = useShop();
  const warehouses = Object.values(settings.sources).filter(({ role }) => role !== 'channel');
  const accounts = Object.values(settings.accounts);
  return (
    <section aria-labelledby="capacities">
      <h2 id="capacities">{say('options:capacities.title')}</h2>
      <p className="quiet">{say('options:capacities.about')}</p>
      {warehouses.length === 0 && <p className="quiet">{say('options:capacities.noWarehouse')}</p>}
      {warehouses.map((source) => (
        <CapacityForm key={source.id} source={source} before={settings.capacities[source.id] ?? null} />
      ))}
      <h2>{say('options:sellings.title')}</h2>
      <p className="quiet">{say('options:sellings.about')}</p>
      {accounts.length === 0 && <p className="quiet">{say('options:streams.noAccount')}</p>}
      {accounts.map((account) => (
        <SellingForm key={account.id} account={account} before={settings.sellings[account.id] ?? null} />
      ))}
    </section>
  );
}

const dates = (text: string): readonly string[] => text.split(/[\s,;，、；]+/).filter((one) => one !== '');
const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toISOString().startsWith(text);

function CapacityForm({ source, before }: { source: SourceConfig; before: Capacity | null }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const [recounted, setRecounted] = useState(false);
  const { fields, bind, saved } = useFields({
    ordersADay: typedNumber(before?.ordersADay),
    zone: before?.zone ?? settings.preferences.teamZone,
    cutOff: before?.cutOff ?? '14:00',
    weekdays: before?.weekdays ?? ([1, 2, 3, 4, 5] as Capacity['weekdays']),
    holidays: (before?.holidays ?? []).join(', '),
    open: typedNumber(before?.open?.orders),
    unitsPerOrder: typedNumber(before?.unitsPerOrder ?? 1),
  });
  const label = (name: string) => say(`options:capacities.${name}`);

  async function save() {
    const read = readFields(say);
    const ordersADay = read.number(label('ordersADay'), fields.ordersADay, { needed: true, least: 1 }) ?? 0;
    const unitsPerOrder = read.number(label('unitsPerOrder'), fields.unitsPerOrder, { needed: true, least: 0.01 }) ?? 1;
    const orders = read.number(label('open'), fields.open, { whole: true });
    const holidays = dates(fields.holidays);
    const wrong = holidays.find((one) => !isDate(one));
    if (wrong !== undefined) read.wrong(say('options:capacities.badHoliday', { value: wrong }));
    if (!isZone(fields.zone)) read.wrong(say('options:streams.badZone', { zone: fields.zone }));
    if (fields.weekdays.length === 0) read.wrong(label('noWeekday'));
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    // A count that stands as it was keeps its age, unless somebody has made it again.
    const same = orders !== null && orders === before?.open?.orders && !recounted;
    const open = orders === null ? null : same ? (before?.open ?? null) : { orders, at: world.now() };
    const capacity: Capacity = {
      source: source.id,
      ordersADay,
      unitsPerOrder,
      zone: fields.zone,
      cutOff: fields.cutOff,
      weekdays: fields.weekdays,
      holidays: [...new Set(holidays)].sort(),
      open,
    };
    if (!(await run(() => world.change({ capacities: [capacity] })))) return undefined;
    setRecounted(false);
    saved();
    return undefined;
  }
  const remove = () => void run(() => world.change({ drop: { capacities: [source.id] } }));
  return (
    <form
      className="card form wide"
      aria-label={say('options:capacities.form', { name: source.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 dir="auto">{source.name || source.id}</h3>
      <div className="columns">
        <TextField
          label={label('ordersADay')}
          help={label('ordersADayHelp')}
          inputMode="decimal"
          {...bind('ordersADay')}
          required
        />
        <TextField label={label('cutOff')} help={label('cutOffHelp')} type="time" {...bind('cutOff')} required />
        <ZoneField label={label('zone')} {...bind('zone')} />
        <TextField
          label={label('open')}
          help={
            before?.open == null
              ? label('openHelp')
              : say('options:capacities.openSince', { age: say.age(world.now() - before.open.at) })
          }
          inputMode="numeric"
          {...bind('open')}
        />
        {before?.open != null && (
          <CheckField label={label('recounted')} help={label('recountedHelp')} value={recounted} onChange={setRecounted} />
        )}
        <TextField
          label={label('unitsPerOrder')}
          help={label('unitsPerOrderHelp')}
          inputMode="decimal"
          {...bind('unitsPerOrder')}
          required
        />
        <div className="whole">
          <TextField label={label('holidays')} help={label('holidaysHelp')} {...bind('holidays')} />
        </div>
      </div>
      <Weekdays label={label('weekdays')} {...bind('weekdays')} />
      <FormEnd save={say('options:save')} said={said}>
        {before !== null && <RemoveButton what={source.name} onRemove={remove} />}
      </FormEnd>
    </form>
  );
}

function SellingForm({ account, before }: { account: ConsoleAccount; before: Selling | null }) {
  const say = useSay();
  const { world } = useShop();
  const { said, run, tell } = useTold();
  const { fields, bind, saved } = useFields({
    dispatchDays: typedNumber(before?.dispatchDays),
    preOrder: before?.preOrder ?? false,
    backorder: before?.backorder ?? false,
    longerHandling: before?.longerHandling ?? false,
  });
  const label = (name: string) => say(`options:sellings.${name}`);
  async function save() {
    const read = readFields(say);
    const dispatchDays = read.number(label('dispatchDays'), fields.dispatchDays, { needed: true, most: 100 }) ?? 0;
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    if (await run(() => world.change({ sellings: [{ ...fields, account: account.id, dispatchDays }] }))) saved();
    return undefined;
  }
  return (
    <form
      className="card form wide"
      aria-label={say('options:sellings.form', { name: account.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 dir="auto">{account.name}</h3>
      <div className="columns">
        <TextField
          label={label('dispatchDays')}
          help={label('dispatchDaysHelp')}
          inputMode="decimal"
          {...bind('dispatchDays')}
          required
        />
        <CheckField label={label('preOrder')} {...bind('preOrder')} />
        <CheckField label={label('backorder')} {...bind('backorder')} />
        <CheckField label={label('longerHandling')} {...bind('longerHandling')} />
      </div>
      <FormEnd save={say('options:save')} said={said} />
    </form>
  );
}
