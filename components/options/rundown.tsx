import type { Stream } from '../../core/domain/stream.ts';
import { formatClock } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { Told } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

const MINUTE = 60_000;
type Slots = Stream['rundown'];

/** What is to be presented when: pasted from a spreadsheet, or a file. It replaces what stood there. */
export function Rundown({ stream, onDone }: { stream: Stream; onDone: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const panel = useFocused();
  const put = (rundown: Slots) => {
    // As it stands now: somebody may have started it meanwhile.
    const now = settings.streams[stream.id] ?? stream;
    return world.change({ streams: [{ ...now, rundown }] });
  };
  return (
    <section className="card" ref={panel} tabIndex={-1} aria-label={say('options:rundown.of', { name: stream.title })}>
      <h3>{say('options:rundown.of', { name: stream.title })}</h3>
      <p className="quiet">{say('options:rundown.about')}</p>
      <p className="quiet">{say('options:rundown.columns')}</p>
      <FileImport
        read={(table) => {
          const ask = { account: stream.account, zone: stream.zone, startsAt: stream.plannedStart, endsAt: stream.plannedEnd };
          const { rows, problems, ignored } = world.files.readRundown(table, ask, settings);
          return {
            good: rows.length,
            problems,
            ignored,
            apply: () => put(rows),
            preview: <SlotTable stream={stream} slots={rows} />,
          };
        }}
      />
      {stream.rundown.length === 0 ? (
        <p className="quiet">{say('options:rundown.none')}</p>
      ) : (
        <SlotTable stream={stream} slots={stream.rundown} />
      )}
      <div className="acts">
        {stream.rundown.length > 0 && (
          <button type="button" className="danger" onClick={() => void run(() => put([]))}>
            {say('options:rundown.clear')}
          </button>
        )}
        <button type="button" onClick={onDone}>
          {say('common:close')}
        </button>
      </div>
      <Told said={said} />
    </section>
  );
}

function SlotTable({ stream, slots }: { stream: Stream; slots: Slots }) {
  const say = useSay();
  const { settings } = useShop();
  const mine = Object.values(settings.listings).filter(({ account }) => account === stream.account);
  const titles = new Map(mine.map(({ key, title }) => [key, title]));
  if (slots.length === 0) return null;
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('options:rundown.start', { zone: stream.zone })}</th>
            <th scope="col" className="num">
              {say('options:rundown.minutes')}
            </th>
            <th scope="col">{say('options:rundown.listing')}</th>
            <th scope="col">{say('options:rundown.offer')}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map(({ key, startsAt, endsAt, offer }) => (
            <tr key={`${key} ${startsAt}`}>
              <td>{formatClock(startsAt, stream.zone)}</td>
              <td className="num">{say.number((endsAt - startsAt) / MINUTE, 1)}</td>
              <td dir="auto">
                {key} <span className="quiet">{titles.get(key) ?? settings.skus[key]?.title ?? ''}</span>
              </td>
              <td>{offer === undefined ? '' : say(`common:offer.${offer}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
