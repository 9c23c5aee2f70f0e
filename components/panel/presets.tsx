import { isOpen } from '../../core/domain/command.ts';
import type { ListingRow, VariantRow } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { arm, nameOf } from './arm.ts';
import { GateButton, type Gesture } from './gate-button.tsx';
import { useInSight, usePanel } from './panel-context.ts';
import { useFire } from './use-fire.ts';

const PRESETS = [10, 20, 50] as const;

/** Why so many may not be released now; null: they may. */
function whyNotReleased(say: Say, row: ListingRow, { stock, command }: VariantRow, n: number): string | null {
  if (!stock.release.can) return say.phrase(stock.release.say);
  if ([command, row.command].some((one) => one !== null && isOpen(one.step))) return say('panel:release.busy');
  if (stock.mayRelease === null) return say('panel:release.unknown');
  return n > stock.mayRelease ? say('panel:release.most', { n: stock.mayRelease }) : null;
}

/** +10 +20 +50: each its own gate, one press, within what may be released. */
export function Presets({ row, variant, tabIndex }: { row: ListingRow; variant: VariantRow; tabIndex?: number }) {
  const say = useSay();
  const { store, newId } = usePanel();
  const inSight = useInSight();
  const fire = useFire();
  function release(quantity: number, gesture: Gesture) {
    const { view } = store.getState();
    if (view !== null) fire([arm(view, row, variant, newId(), { command: 'release', quantity })], { ...gesture, preset: true });
  }
  return (
    <fieldset className="presets">
      <legend className="hidden">{say('panel:act.release')}</legend>
      {PRESETS.map((n) => (
        <GateButton
          key={n}
          gateKey={`${row.id}|${variant.id}`}
          className="preset num"
          blocked={whyNotReleased(say, row, variant, n)}
          label={say('panel:release.preset', { n, name: nameOf(row, variant) })}
          {...(tabIndex === undefined ? {} : { tabIndex })}
          onPress={(gesture) => inSight(() => release(n, gesture))}
        >
          +{n}
        </GateButton>
      ))}
    </fieldset>
  );
}

/** What its channel holds, by its name: what is paused sells none of it. */
export const saleColumn = ({ state }: Pick<VariantRow, 'state'>): string =>
  state === 'paused' ? 'panel:column.resumed' : 'panel:column.sale';

/** What stands on sale of a variant, and what may still be released. */
export function StockLine({ variant: { stock, state } }: { variant: VariantRow }) {
  const say = useSay();
  const paused = state === 'paused';
  return (
    <span className="stock-line num">
      <span>
        {say('panel:column.sale')} <b>{paused ? say('panel:stock.paused') : say.number(stock.sellable)}</b>
      </span>
      {paused && (
        <span className="quiet">
          {say('panel:column.resumed')} {say.number(stock.sellable)}
        </span>
      )}
      <span>
        {say('panel:column.may')} <b>{say.number(stock.mayRelease)}</b>
      </span>
      {stock.withheld > 0 && (
        <span className="quiet">
          {say('panel:detail.withheld')} {say.number(stock.withheld)}
        </span>
      )}
    </span>
  );
}
