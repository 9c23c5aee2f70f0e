import { useState } from 'react';
import type { Shipment } from '../../core/domain/shipping.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDateOrder } from './date-order.tsx';
import { EditList } from './edit-list.tsx';
import { placeId, usePlaces, ZoneField } from './fields.tsx';
import { FileImport } from './file-import.tsx';
import { isZone } from './market-time.ts';
import { ShipmentForm } from './shipment-form.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** Goods under way that no source reports: by form, file or paste. */
export function Shipments() {
  const say = useSay();
  const { settings, world } = useShop();
  const told = useTold();
  const places = usePlaces();
  const { order, field } = useDateOrder();
  const [zone, setZone] = useState(settings.preferences.teamZone);
  const rows = Object.values(settings.shipments).sort(bySoonest);
  const names = new Map(places.map(({ id, name }) => [id, name]));
  return (
    <section aria-labelledby="shipments">
      <h2 id="shipments">{say('options:shipments.title')}</h2>
      <p className="quiet">{say('options:shipments.about')}</p>
      <FileImport
        ask={
          <ZoneField
            label={say('options:shipments.zone')}
            help={say('options:shipments.zoneHelp')}
            value={zone}
            onChange={setZone}
          />
        }
        read={(table) => {
          const ask = {
            places,
            zone: isZone(zone) ? zone : settings.preferences.teamZone,
            known: settings.shipments,
            newId: world.newId,
            order,
          };
          const { rows: shipments, problems, ignored, unclearDates } = world.files.readShipments(table, ask);
          const preview = shipments.length > 0 && <Dates shipments={shipments} zone={ask.zone} />;
          return {
            good: shipments.length,
            problems,
            ignored,
            preview,
            ask: unclearDates && field,
            apply: () => world.change({ shipments }),
          };
        }}
        onExport={() =>
          world.save('stockcue-shipments.csv', world.files.writeShipments(rows, places, settings.preferences.teamZone))
        }
        onTemplate={() =>
          world.save('stockcue-shipments-template.csv', world.files.writeShipments([], places, settings.preferences.teamZone))
        }
      />
      <EditList
        rows={rows}
        idOf={({ id }) => id}
        nameOf={({ name, id }) => name || id}
        wordsOf={({ name, lines }) => `${name} ${lines.map(({ sku }) => sku).join(' ')}`}
        describe={(one) => <Described shipment={one} to={names.get(placeId(one.to)) ?? `${one.to.source}: ${one.to.location}`} />}
        onRemove={({ id }) => void told.run(() => world.change({ drop: { shipments: [id] } }))}
        form={(before, onDone) => <ShipmentForm before={before} places={places} onDone={onDone} />}
        add={say('options:shipments.add')}
        none={say('options:shipments.none')}
        told={told}
      />
    </section>
  );
}

/** What is done comes last. */
const bySoonest = (a: Shipment, b: Shipment): number =>
  Number(a.stage === 'done') - Number(b.stage === 'done') ||
  (a.putAwayAt ?? a.expectedAt ?? 9e15) - (b.putAwayAt ?? b.expectedAt ?? 9e15);

function Described({ shipment, to }: { shipment: Shipment; to: string }) {
  const say = useSay();
  const { zones, language } = say;
  const { lines, stage, expectedAt, putAwayAt, chance } = shipment;
  const when = (at: number | null) =>
    at === null ? say('options:shipments.unknownDate') : `${formatDay(language, at, zones.market)} ${formatTime(at, zones)}`;
  const units = lines.reduce((sum, one) => sum + one.units, 0);
  const first = lines.slice(0, 3).map((one) => `${one.sku} × ${say.number(one.units)}`);
  return (
    <>
      <p className="quiet" dir="auto">
        {say(`options:shipments.stageIs.${stage}`)} · {to} · {say('options:shipments.sum', { units, skus: lines.length })}
        {chance !== null && ` · ${say('options:shipments.chanceIs', { share: say.share(chance) })}`}
      </p>
      <p className="quiet" dir="auto">
        {say('options:shipments.expectedIs', { when: when(expectedAt) })} ·{' '}
        {say('options:shipments.putAwayIs', { when: when(putAwayAt) })}
      </p>
      <p className="quiet" dir="auto">
        {first.join(', ')}
        {lines.length > 3 && ` ${say('options:more', { n: lines.length - 3 })}`}
      </p>
    </>
  );
}

const SHOWN = 8;
/** The dates as they were understood: what was read the wrong way round is seen before it is taken. */
function Dates({ shipments, zone }: { shipments: readonly Shipment[]; zone: string }) {
  const say = useSay();
  const day = (at: number | null) => (at === null ? say('options:shipments.unknownDate') : formatDay(say.language, at, zone));
  return (
    <ul className="quiet">
      {shipments.slice(0, SHOWN).map(({ id, name, expectedAt, putAwayAt }) => (
        <li key={id}>
          <bdi>{name || id}</bdi>: {say('options:shipments.expectedIs', { when: day(expectedAt) })} ·{' '}
          {say('options:shipments.putAwayIs', { when: day(putAwayAt) })}
        </li>
      ))}
      {shipments.length > SHOWN && <li>{say('options:more', { n: shipments.length - SHOWN })}</li>}
    </ul>
  );
}
