import { useState } from 'react';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { HoldButton } from '../parts/hold-button.tsx';
import { Told } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

const COUNTED = [
  'sources',
  'accounts',
  'profiles',
  'robots',
  'skus',
  'listings',
  'shipments',
  'modes',
  'capacities',
  'sellings',
  'guards',
] as const satisfies readonly (keyof ShopSettings)[];

/** What is there to go, by name and number; streams that have begun stay, with their recordings. */
function goes(say: Say, settings: ShopSettings): readonly string[] {
  const counts = COUNTED.map((name) => [say(`options:nav.${name}`), Object.keys(settings[name]).length] as const);
  const planned = Object.values(settings.streams).filter(({ actualStart }) => actualStart === null).length;
  return [...counts, [say('options:data.reset.planned'), planned] as const].flatMap(([name, n]) =>
    n === 0 ? [] : [`${name}: ${say.number(n)}`],
  );
}

/** All settings go. What that takes and what it leaves is said before it can be done, and the button must be held. */
export function Reset({ onSave }: { onSave: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const told = useTold();
  const [isOpen, setOpen] = useState(false);
  async function reset() {
    if (!(await told.run(world.reset))) return;
    setOpen(false);
    told.tell(true, say('options:data.reset.done'));
  }
  return (
    <>
      <h3>{say('options:data.reset.title')}</h3>
      <p className="quiet">{say('options:data.reset.about')}</p>
      {!isOpen && (
        <div className="acts">
          <button type="button" className="danger" onClick={() => setOpen(true)}>
            {say('options:data.reset.open')}
          </button>
        </div>
      )}
      {isOpen && (
        <section className="card reset" aria-label={say('options:data.reset.title')}>
          <h4>{say('options:data.reset.goes')}</h4>
          <ul>
            {goes(say, settings).map((one) => (
              <li key={one}>{one}</li>
            ))}
            <li>{say('options:data.reset.rules')}</li>
            <li>{say('options:data.reset.access')}</li>
          </ul>
          <h4>{say('options:data.reset.stays')}</h4>
          <ul>
            <li>{say('options:data.reset.log')}</li>
            <li>{say('options:data.reset.recordings')}</li>
          </ul>
          <p className="warned">{say('options:data.reset.systems')}</p>
          <div className="acts">
            <button type="button" onClick={onSave}>
              {say('options:data.reset.save')}
            </button>
            <HoldButton className="danger sure" onHeld={() => void reset()}>
              {say('options:data.reset.hold')}
            </HoldButton>
            <button type="button" onClick={() => setOpen(false)}>
              {say('common:cancel')}
            </button>
          </div>
        </section>
      )}
      <Told said={told.said} />
    </>
  );
}
