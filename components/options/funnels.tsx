import { useState } from 'react';
import { startOf } from '../../core/domain/stream.ts';
import { formatDay } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDateOrder } from './date-order.tsx';
import { ChoiceField } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { useShop } from './shop-context.ts';
import { useBrought } from './use-brought.ts';

/** Impressions, clicks, cart, ordered and paid per listing, by stream or by day. */
export function Funnels() {
  const say = useSay();
  const { settings, world } = useShop();
  const { brought, look } = useBrought();
  const { order, field } = useDateOrder();
  const accounts = Object.values(settings.accounts);
  const [chosen, setChosen] = useState('');
  const [stream, setStream] = useState('');
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  const streams = Object.values(settings.streams)
    .filter((one) => one.account === account?.id && one.actualStart !== null)
    .toSorted((a, b) => startOf(b) - startOf(a));
  return (
    <section aria-labelledby="funnels">
      <h2 id="funnels">{say('options:funnels.title')}</h2>
      <p className="quiet">{say('options:funnels.about')}</p>
      <p className="quiet">{say('options:funnels.columns')}</p>
      {account === undefined ? (
        <p className="quiet">{say('options:streams.noAccount')}</p>
      ) : (
        <>
          <div className="columns">
            <ChoiceField
              label={say('options:streams.account')}
              value={account.id}
              onChange={(id) => {
                setChosen(id);
                setStream('');
              }}
              choices={accounts.map((one) => ({ id: one.id, name: one.name }))}
            />
            <ChoiceField
              label={say('options:funnels.of')}
              value={stream}
              onChange={setStream}
              choices={[
                { id: '', name: say('options:funnels.ofRows') },
                ...streams.map((one) => ({
                  id: one.id,
                  name: `${formatDay(say.language, startOf(one), one.zone)} ${one.title}`,
                })),
              ]}
            />
          </div>
          <FileImport
            read={(table) => {
              const ask = { account: account.id, stream: stream === '' ? null : stream, at: world.now(), order };
              const { rows, problems, ignored, unclearDates } = world.files.readFunnels(table, ask, settings);
              return {
                good: rows.length,
                problems,
                ignored,
                ask: unclearDates && field,
                apply: () => world.addFunnels({ rows }),
              };
            }}
            onTaken={look}
            onTemplate={() => world.save('stockcue-counts-template.csv', world.files.writeFunnelTemplate())}
          />
        </>
      )}
      <h3>{say('options:history.sofar')}</h3>
      {brought?.funnels.length === 0 && <p className="quiet">{say('options:funnels.none')}</p>}
      <ul className="cards">
        {brought?.funnels.map((one) => (
          <li key={`${one.by} ${one.of} ${one.at}`} className="card">
            {one.of === null
              ? say('options:funnels.held', { rows: one.rows, listings: one.listings })
              : say('options:funnels.heldOf', { of: one.of, listings: one.listings })}{' '}
            · {say(`options:funnels.by.${one.by}`)} ·{' '}
            {say(one.by === 'file' ? 'options:history.brought' : 'options:funnels.counted', {
              age: say.age(world.now() - one.at),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
