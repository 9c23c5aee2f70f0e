import { LEAD_PARTS, type Mode } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { EditList } from './edit-list.tsx';
import { type NamedPlace, placeId, usePlaces } from './fields.tsx';
import { ModeForm } from './mode-form.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** Ways to bring goods to a warehouse: the seller's own table. */
export function Modes() {
  const say = useSay();
  const { settings, world } = useShop();
  const told = useTold();
  const places = usePlaces();
  return (
    <section aria-labelledby="modes">
      <h2 id="modes">{say('options:modes.title')}</h2>
      <p className="quiet">{say('options:modes.about')}</p>
      <EditList
        rows={Object.values(settings.modes)}
        idOf={({ id }) => id}
        nameOf={({ name, id }) => name || id}
        describe={(mode) => <Described mode={mode} places={places} />}
        onRemove={({ id }) => void told.run(() => world.change({ drop: { modes: [id] } }))}
        form={(before, onDone) => <ModeForm before={before} places={places} onDone={onDone} />}
        add={say('options:modes.add')}
        none={say('options:modes.none')}
        told={told}
      />
    </section>
  );
}

function Described({ mode, places }: { mode: Mode; places: readonly NamedPlace[] }) {
  const say = useSay();
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const sum = LEAD_PARTS.reduce((days, part) => days + (mode.parts[part]?.days ?? 0), 0);
  const { cutOff, freight, peaks } = mode;
  const to = mode.to === null ? say('options:modes.anyWarehouse') : (names.get(placeId(mode.to)) ?? mode.to.location);
  const week = cutOff?.weekdays.length
    ? cutOff.weekdays.map((day) => say(`options:weekday.${day}`)).join(' ')
    : say('options:modes.daily');
  const facts = [
    say(`options:modes.kindIs.${mode.kind}`),
    mode.route,
    `→ ${to}`,
    say('options:modes.daysIs', { days: sum }),
    cutOff === null ? '' : say('options:modes.cutOffIs', { days: week, time: cutOff.time, zone: cutOff.zone }),
    freight === null ? say('options:modes.noFreight') : say(`options:modes.freightIs.${freight.by}`, { rate: freight.rate }),
    peaks.length === 0 ? '' : say('options:modes.peaksAre', { n: peaks.length }),
    mode.battery ? '' : say('options:modes.noBattery'),
    mode.liquid ? '' : say('options:modes.noLiquid'),
  ];
  return (
    <p className="quiet" dir="auto">
      {facts.filter((one) => one !== '').join(' · ')}
    </p>
  );
}
