import type { PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { isOfStock, nameOf, variantOf } from './arm.ts';
import { Confirm, linkName } from './confirm.tsx';
import { Outcomes } from './outcome.tsx';
import { useUi } from './panel-context.ts';
import { Presets, StockLine } from './presets.tsx';
import { Selected } from './selected.tsx';
import { StockForm } from './stock-form.tsx';
import { useArm } from './use-arm.ts';

/** The one fixed place where something is done: what is armed, what became of the last command, what is on air. */
export function Strip({ view }: { view: PanelView }) {
  const armed = useUi((ui) => ui.armed);
  const sent = useUi((ui) => ui.sent);
  const selecting = useUi((ui) => ui.selecting);
  const [first] = armed;
  if (first !== undefined && isOfStock(first.command)) return <StockForm key={first.key} armed={first} view={view} />;
  if (first !== undefined) return <Confirm key={first.key} armed={armed} view={view} />;
  if (sent.length > 0) return <Outcomes sent={sent} view={view} />;
  if (selecting) return <Selected view={view} />;
  return <Idle view={view} />;
}

/** Nothing is armed: the link on air can be released from here, and the keys are told. */
function Idle({ view }: { view: PanelView }) {
  const say = useSay();
  const armStock = useArm();
  const rows = view.order.map((id) => view.rows[id]);
  const pinned = rows.find((row) => row?.pinned === true && row.variants.some(({ stock }) => stock.release.can));
  const keys = (
    <span className="keys quiet" title={say('panel:strip.keys')}>
      {say('panel:strip.keys')}
    </span>
  );
  if (pinned === undefined) return <footer className="strip idle">{keys}</footer>;
  const variant = variantOf(pinned, null);
  return (
    <footer className="strip idle on-air">
      <p className="strip-what" dir="auto">
        <strong>{say('panel:strip.onAir')}</strong>{' '}
        <bdi>{linkName(say, { link: pinned.link, title: nameOf(pinned, variant) })}</bdi>
      </p>
      {variant === null ? <span className="quiet">{say('panel:release.byVariant')}</span> : <StockLine variant={variant} />}
      <div className="strip-acts">
        {variant !== null && <Presets row={pinned} variant={variant} />}
        <button type="button" className="own" onClick={() => armStock(pinned, variant, 'release')}>
          {say(variant === null ? 'panel:release.choose' : 'panel:release.ownShort')}
        </button>
      </div>
      {keys}
    </footer>
  );
}
