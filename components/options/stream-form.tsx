import { useState } from 'react';
import type { Stream } from '../../core/domain/stream.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { Form, FormEnd } from './form.tsx';
import { ListingChoice } from './listing-choice.tsx';
import { isZone, zones } from './market-time.ts';
import { instantOf, MomentField, type Typed, typedOf } from './moment-field.tsx';
import { linesOf, type PlannedLine, PlannedUnits, plannedOf, pricesOf, rolesOf, wrongIn, wrongLine } from './planned-units.tsx';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

const HALF_HOUR = 1_800_000;
const EMPTY = {
  room: null,
  actualStart: null,
  actualEnd: null,
  rundown: [],
  plannedSellOut: [],
  setAside: {},
} as const;

/** Adds or changes a stream. Times are typed as the market's wall clock shows them. */
export function StreamForm({ before, onDone }: { before: Stream | null; onDone: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const accounts = Object.values(settings.accounts);
  const team = settings.preferences.teamZone;
  const [first] = useState(() => firstTimes(before, Object.values(settings.streams), world.now()));
  const [title, setTitle] = useState(before?.title ?? '');
  const [account, setAccount] = useState(before?.account ?? accounts[0]?.id ?? '');
  const [zone, setZone] = useState(first.zone);
  const [start, setStart] = useState<Typed>(first.start);
  const [end, setEnd] = useState<Typed>(first.end);
  const [listings, setListings] = useState(before?.listings ?? null);
  const [planned, setPlanned] = useState<readonly PlannedLine[]>(() => linesOf(before));
  const [viewers, setViewers] = useState(numberText(before?.expected?.viewers));
  const [adSpend, setAdSpend] = useState(numberText(before?.expected?.adSpend));
  useUnsaved([title, account, zone, start, end, listings, planned, viewers, adSpend]);

  async function save() {
    if (!isZone(zone)) return tell(false, say('options:streams.badZone', { zone }));
    const plannedStart = instantOf(zone, start);
    const plannedEnd = instantOf(zone, end);
    if (plannedStart === null || plannedEnd === null || plannedEnd <= plannedStart) {
      return tell(false, say('options:streams.badTimes'));
    }
    if (listings?.length === 0) return tell(false, say('options:streams.noListing'));
    const wrong = wrongLine(planned);
    if (wrong !== null) return tell(false, say('options:streams.badPlanned', { sku: wrong.sku || '?', units: wrongIn(wrong) }));
    const bad = [viewers, adSpend].find((text) => numberOf(text) === undefined);
    if (bad !== undefined) return tell(false, say('options:streams.badNumber', { number: bad }));
    // As it stands now: somebody may have started it while this form was open.
    const now: Stream | null = before === null ? null : (settings.streams[before.id] ?? before);
    const { expected: _, ...kept } = now ?? { ...EMPTY, id: world.newId(), expected: undefined };
    const stream: Stream = {
      ...kept,
      title: title.trim(),
      account,
      zone,
      plannedStart,
      plannedEnd,
      listings,
      planned: plannedOf(planned),
      ...expectedOf(viewers, adSpend, planned),
    };
    if (await run(() => world.change({ streams: [stream] }))) onDone();
    return undefined;
  }
  return (
    <Form label={say('options:streams.form')} onSubmit={save}>
      <TextField label={say('options:streams.name')} value={title} onChange={setTitle} required />
      <ChoiceField
        label={say('options:streams.account')}
        value={account}
        onChange={setAccount}
        choices={[
          ...(accounts.some(({ id }) => id === account) ? [] : [{ id: account, name: say('options:streams.accountGone') }]),
          ...accounts.map((one) => ({ id: one.id, name: one.name })),
        ]}
      />
      <TextField
        label={say('options:streams.zone')}
        help={say('options:streams.zoneHelp')}
        value={zone}
        onChange={(next) => setZone(next.trim())}
        list="zones"
        required
      />
      <datalist id="zones">
        {zones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <MomentField label={say('options:streams.from')} zone={zone} team={team} value={start} onChange={setStart} />
      <MomentField label={say('options:streams.to')} zone={zone} team={team} value={end} onChange={setEnd} />
      <ListingChoice account={account} chosen={listings} onChange={setListings} />
      <TextField
        label={say('options:streams.viewers')}
        help={say('options:streams.viewersHelp')}
        value={viewers}
        onChange={setViewers}
      />
      <TextField
        label={say('options:streams.adSpend')}
        help={say('options:streams.adSpendHelp')}
        value={adSpend}
        onChange={setAdSpend}
      />
      <PlannedUnits lines={planned} onChange={setPlanned} />
      <FormEnd save={say('options:streams.save')} said={said} onCancel={onDone} />
    </Form>
  );
}

const numberText = (value: number | null | undefined): string => (value == null ? '' : String(value));
/** Null: nothing was typed; undefined: it is no number. */
function numberOf(text: string): number | null | undefined {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d{1,12}([.]\d+)?$/.test(typed) ? Number(typed) : undefined;
}

/** Nothing where nothing is expected beside the plan. */
function expectedOf(viewers: string, adSpend: string, lines: readonly PlannedLine[]): Pick<Stream, 'expected'> {
  const expected = {
    viewers: numberOf(viewers) ?? null,
    adSpend: numberOf(adSpend) ?? null,
    prices: pricesOf(lines),
    roles: rolesOf(lines),
  };
  const isNone = viewers.trim() + adSpend.trim() === '' && lines.every(({ price, role }) => price + role === '');
  return isNone ? {} : { expected };
}

/** As it stands; a new one begins at the next half hour, in the zone of the newest stream, and lasts three hours. */
function firstTimes(before: Stream | null, streams: readonly Stream[], now: number) {
  const newest = streams.toSorted((a, b) => b.plannedStart - a.plannedStart)[0];
  const zone = before?.zone ?? newest?.zone ?? 'America/New_York';
  const from = before?.plannedStart ?? Math.ceil(now / HALF_HOUR) * HALF_HOUR;
  const to = before?.plannedEnd ?? from + 6 * HALF_HOUR;
  return { zone, start: typedOf(zone, from), end: typedOf(zone, to) };
}
