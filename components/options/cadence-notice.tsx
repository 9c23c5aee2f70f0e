import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';
import { cadences, nextOf } from './weekly.ts';

/** When the shop usually goes live, learned from past streams, and the next that is not planned yet. */
export function CadenceNotice() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const usual = cadences(Object.values(settings.streams), world.now());
  if (usual.length === 0) return null;
  const team = settings.preferences.teamZone;
  return (
    <section className="card" aria-label={say('options:streams.cadence')}>
      <h3>{say('options:streams.cadence')}</h3>
      <ul className="problems">
        {usual.map((one) => {
          const when = `${formatDay(say.language, one.next, one.zone)} ${formatTime(one.next, { market: one.zone, team })}`;
          const account = settings.accounts[one.account]?.name ?? one.account;
          const day = say(`options:weekday.${one.weekday}`);
          return (
            <li key={`${one.account} ${one.weekday} ${one.time} ${one.zone}`} className="acts">
              <span>{say('options:streams.usually', { day, time: one.time, zone: one.zone, account, n: one.weeks })}</span>
              <button type="button" onClick={() => void run(() => world.change({ streams: [nextOf(one, world.newId())] }))}>
                {say('options:streams.addNext', { when })}
              </button>
            </li>
          );
        })}
      </ul>
      <Told said={said} />
    </section>
  );
}
