import type { ExplainedBody } from '../../core/domain/event.ts';
import type { Forecast } from '../../core/domain/forecast.ts';
import type { DetailView, Head, ListingRow, PageFigure, SkuDetail, VariantRow } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { shopTime } from '../parts/shop-time.ts';
import { Curve } from './curve.tsx';
import { useMirror, useNow, usePanel, useUi } from './panel-context.ts';
import { Presets, StockLine } from './presets.tsx';
import { useArm } from './use-arm.ts';
import { useTell } from './use-tell.ts';

/** What is behind a row's numbers, SKU by SKU: on asking only. */
export function Detail({ head }: { head: Head }) {
  const say = useSay();
  const { ui } = usePanel();
  const asked = useUi((state) => state.detail);
  const asksWhy = useUi((state) => state.asksWhy);
  const detail = useMirror((mirror) => mirror.detail);
  const row = useMirror(({ view }) => (asked === null ? undefined : view?.rows[asked.listing]));
  if (asked === null) return null;
  const variant = row?.variants.find(({ id }) => id === asked.variant);
  const fits = detail !== null && detail.listing === asked.listing && detail.variant === asked.variant;
  const title = [row?.title, variant?.title].filter(Boolean).join(' · ');
  return (
    <aside className="detail" aria-label={say('panel:detail.title')}>
      <header>
        <h2 className="clip" dir="auto" title={title}>
          {title}
        </h2>
        <button type="button" onClick={() => ui.setState({ detail: null })}>
          <Icon name="cross" /> {say('common:close')}
        </button>
      </header>
      {row !== undefined && variant !== undefined && <StockPart row={row} variant={variant} />}
      {!asksWhy && (
        <p className="ask-why">
          <button type="button" onClick={() => ui.setState({ asksWhy: true })}>
            {say('panel:whyNot.title')} <kbd>W</kbd>
          </button>
        </p>
      )}
      {fits && asksWhy && <WhyNot reasons={detail.whyNot} />}
      {fits && detail.ration !== null && (
        <p className="ration">
          <Icon name="clock" /> {say.phrase(detail.ration.say)}
        </p>
      )}
      {fits && detail.page !== undefined && <PageFigures figures={detail.page} />}
      {fits ? (
        detail.skus.map((sku) => <SkuPart key={sku.sku} of={sku} head={head} />)
      ) : (
        <p className="quiet">{say('panel:detail.wait')}</p>
      )}
    </aside>
  );
}

/** What can be done with its quantity; nothing where no system takes one. */
function StockPart({ row, variant }: { row: ListingRow; variant: VariantRow }) {
  const say = useSay();
  const arm = useArm();
  const { release, limit, perBuyer, drip, sellable } = variant.stock;
  if (sellable === null && ![release, limit, perBuyer, drip].some(({ can }) => can)) return null;
  return (
    <section className="stock" aria-label={say('panel:stock.title')}>
      <StockLine variant={variant} />
      <Presets row={row} variant={variant} />
      <div className="stock-acts">
        {(['release', 'limit', 'drip'] as const).map((command) => (
          <button key={command} type="button" onClick={() => arm(row, variant, command)}>
            {say(command === 'release' ? 'panel:release.own' : `panel:act.${command}`)}…
          </button>
        ))}
      </div>
    </section>
  );
}

/** What the console page says: what is not drawn there as an exact number says so. */
function PageFigures({ figures }: { figures: readonly PageFigure[] }) {
  const say = useSay();
  return (
    <section className="page-figures" aria-label={say('panel:detail.page')}>
      <h3>{say('panel:detail.page')}</h3>
      <dl className="facts">
        {figures.map(({ of, count, as }) => (
          <div key={of}>
            <dt>{say(`panel:detail.figure.${of}`)}</dt>
            <dd className="num" title={as === 'exact' ? undefined : say(`panel:detail.${as}`)}>
              {as === 'about' ? `≈ ${say.number(count)}` : say.number(count)}
              {as === 'data' && <small className="quiet"> {say('panel:detail.fromData')}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function WhyNot({ reasons }: { reasons: DetailView['whyNot'] }) {
  const say = useSay();
  return (
    <section className="why-not" aria-labelledby="why-not" aria-live="polite">
      <h3 id="why-not">{say('panel:whyNot.title')}</h3>
      <ul>
        {reasons.map(({ say: reason, mend }) => (
          <li key={reason.key}>
            <strong dir="auto">{say.phrase(reason)}</strong> <span dir="auto">{say.phrase(mend)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SkuPart({ of, head }: { of: SkuDetail; head: Head }) {
  const say = useSay();
  const facts: [string, number | null][] = [
    ['available', of.available],
    ['unseen', of.unseen],
    ['channel', of.channelSellable],
    ['setAside', of.setAside],
    ['buffer', of.buffer],
    ['safe', of.safeToPromise],
  ];
  return (
    <section className="sku">
      <h3 className="clip" dir="auto" title={`${of.sku}\n${of.title}`}>
        <bdi>{of.sku}</bdi> <span className="quiet">{of.title}</span>
      </h3>
      <ForecastPart forecast={of.forecast} />
      {of.among !== undefined && <p className="quiet">{say('panel:detail.among', { n: of.among })}</p>}
      <Curve curve={of.curve} fan={of.fan} forecast={of.forecast} stream={head.stream} />
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`panel:detail.${name}`)}</dt>
            <dd className="num">{say.number(value)}</dd>
          </div>
        ))}
      </dl>
      <Places of={of} head={head} />
      <Unexplained of={of} />
    </section>
  );
}

function ForecastPart({ forecast }: { forecast: Forecast | null }) {
  const say = useSay();
  if (forecast === null) return <p className="quiet">{say('panel:detail.noForecast')}</p>;
  const { net, stockOut, soldSoFar } = forecast;
  const figures: [string, string][] = [
    ['sold', say.number(soldSoFar)],
    ['mean', say.number(net.mean)],
    ['median', say.number(net.median)],
    ['range', `${say.number(net.p10)}–${say.number(net.p90)}`],
    ['chance', say.share(stockOut.chance)],
    ['outAt', stockOut.at === null ? say('panel:detail.never') : say.time(stockOut.at)],
  ];
  return (
    <>
      <dl className="facts forecast">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`panel:detail.${name}`)}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="why">{say.phrase(forecast.why)}</p>
      <Lost lost={forecast.lost} />
    </>
  );
}

/** What people would have bought, had it been there: no figure of the forecast, and none to promise. */
function Lost({ lost }: { lost: Forecast['lost'] }) {
  const say = useSay();
  const [soFar, toCome] = [Math.round(lost.soFar), Math.round(lost.toCome)];
  if (soFar + toCome === 0) return null;
  return <p className="why">{say('panel:detail.lost', { soFar, toCome })}</p>;
}

const COLUMNS = ['level', 'withheld', 'unsellable', 'putaway', 'inbound'] as const;

function Places({ of, head }: { of: SkuDetail; head: Head }) {
  const say = useSay();
  const now = shopTime(head, useNow());
  return (
    <div className="places-box">
      <table className="places">
        <caption>{say('panel:detail.places')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('panel:detail.place')}</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {say(`panel:detail.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.places.map((place) => {
            const marks = [
              place.channel && 'isChannel',
              !place.inPool && !place.channel && 'outOfPool',
              place.gone && 'gone',
              place.flickering && 'flickering',
            ];
            const figures = [
              place.gone ? null : place.level,
              place.withheld,
              place.unsellable,
              place.awaitingPutaway,
              place.inbound,
            ];
            return (
              <tr key={`${place.name}\u001f${place.location}`} className={place.gone ? 'is-gone' : ''}>
                <th scope="row" dir="auto">
                  <span title={`${place.name} / ${place.location}`}>
                    {place.name === place.location ? place.name : `${place.name} / ${place.location}`}
                  </span>
                  <small className="quiet">
                    {[
                      say.age(now - place.readAt),
                      ...marks.filter((mark) => mark !== false).map((mark) => say(`panel:detail.${mark}`)),
                    ].join(' · ')}
                  </small>
                </th>
                {COLUMNS.map((name, index) => (
                  <td key={name} className="num">
                    {say.number(figures[index] ?? null)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const WAS: readonly ExplainedBody['was'][] = ['sale', 'stockCount', 'damage', 'wholesale', 'transfer', 'otherTool'];

/** Falls that nothing explains: a person says what each was. */
function Unexplained({ of }: { of: SkuDetail }) {
  const say = useSay();
  const tell = useTell();
  return of.unexplained.map((fall) => (
    <fieldset key={`${fall.source} ${fall.location} ${fall.at}`} className="fall">
      <legend>{say('panel:detail.fall', { n: fall.units, at: { instant: fall.at }, place: fall.location })}</legend>
      {WAS.map((was) => (
        <button
          key={was}
          type="button"
          onClick={() => {
            const body = { sku: of.sku, source: fall.source, location: fall.location, fallAt: fall.at, was };
            tell({ kind: 'explain', body });
          }}
        >
          {say(`panel:was.${was}`)}
        </button>
      ))}
    </fieldset>
  ));
}
