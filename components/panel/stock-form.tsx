import type { ListingRow, PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { arm, variantOf } from './arm.ts';
import { DripForm } from './drip-form.tsx';
import { Cancel, type Of } from './form-parts.tsx';
import { LimitForm } from './limit-form.tsx';
import { usePanel } from './panel-context.ts';
import { StockLine } from './presets.tsx';
import { ReleaseForm } from './release-form.tsx';
import type { Armed } from './ui-store.ts';

/** Release, limit and drip: the number is proposed, checked and shown before and after; of a link with variants one is chosen first. */
export function StockForm({ armed, view }: { armed: Armed; view: PanelView }) {
  const say = useSay();
  const row = view.rows[armed.row];
  const variant = row === undefined ? null : variantOf(row, armed.variant);
  if (row === undefined) return <Gone />;
  return (
    <footer className={`strip armed form is-${armed.command}`} role="alertdialog" aria-label={say('panel:strip.title')}>
      {variant === null ? (
        <Choice armed={armed} row={row} view={view} />
      ) : (
        <Form key={variant.id} armed={armed} row={row} variant={variant} view={view} />
      )}
    </footer>
  );
}

function Gone() {
  const say = useSay();
  return (
    <footer className="strip armed form" role="alertdialog" aria-label={say('panel:strip.title')}>
      <p className="strip-text">{say('panel:stock.gone')}</p>
      <Cancel />
    </footer>
  );
}

function Form(of: Of) {
  if (of.armed.command === 'release') return <ReleaseForm {...of} />;
  return of.armed.command === 'limit' ? <LimitForm {...of} /> : <DripForm {...of} />;
}

/** Which variant? Each with what stands on sale and what may be released. */
function Choice({ armed, row, view }: { armed: Armed; row: ListingRow; view: PanelView }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  const { command } = armed;
  const first = useFocused<HTMLButtonElement>();
  return (
    <>
      <div className="strip-text">
        <p className="strip-what" dir="auto">
          <strong>{say(`panel:act.${command}`)}</strong> <bdi>{row.title || row.key}</bdi>
        </p>
        <p>{say('panel:stock.choose')}</p>
        <div className="choices">
          {row.variants.map((variant, index) => (
            <button
              key={variant.id}
              type="button"
              ref={index === 0 ? first : undefined}
              onClick={() => ui.arm([arm(view, row, variant, newId(), { command })])}
            >
              <bdi className="strong">{variant.title || variant.id}</bdi>
              <StockLine variant={variant} />
            </button>
          ))}
        </div>
      </div>
      <div className="strip-acts">
        <Cancel />
      </div>
    </>
  );
}
