import { useState } from 'react';
import type { BuyerLimit, StockActs, Verdict } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { amountOf } from './amount.ts';
import { arm } from './arm.ts';
import { ByPage } from './by-page.tsx';
import { Change } from './confirm.tsx';
import { Act, FormText, NumberField, type Of, Radios } from './form-parts.tsx';
import { usePanel } from './panel-context.ts';
import { saleColumn } from './presets.tsx';

/** A limit per buyer above this is none. */
const MOST_PER_BUYER = 999;
type Kind = 'stock' | 'buyer';

/** Per buyer where that is what is proposed, or all that can be done. */
function firstKind({ limit, perBuyer, proposed, buyer }: StockActs): Kind {
  if (!perBuyer.can) return 'stock';
  if (buyer !== undefined && proposed.stock === null) return 'buyer';
  return !limit.can || (proposed.stock === null && proposed.perBuyer !== null) ? 'buyer' : 'stock';
}
/** A limit lowers what stands on sale: to give more is a release. */
function limitOf({ limit, perBuyer, proposed, sellable }: StockActs, kind: Kind) {
  if (kind === 'buyer') return { can: perBuyer, offered: proposed.perBuyer, most: MOST_PER_BUYER };
  return { can: limit, offered: proposed.stock, most: sellable === null ? null : sellable - 1 };
}

/** On stock or per buyer: the number is proposed so that it lasts to the planned end. */
export function LimitForm(of: Of) {
  const say = useSay();
  const { stock } = of.variant;
  const [kind, setKind] = useState(firstKind(stock));
  const [typed, setTyped] = useState<Readonly<Partial<Record<Kind, string>>>>({});
  const { can, offered, most } = limitOf(stock, kind);
  const text = typed[kind] ?? (offered === null ? '' : String(offered));
  const { n, problem } = amountOf(text, { least: 1, most });
  const ofStock = kind === 'stock';
  const confirm = ofStock ? 'panel:strip.limit' : 'panel:strip.limitBuyer';
  return (
    <>
      <FormText of={of} can={can}>
        <div className="form-line">
          <Radios
            legend={say('panel:limit.kind')}
            value={kind}
            onChoose={setKind}
            options={[
              { value: 'stock', text: say('panel:limit.stock'), why: stock.limit.can ? null : say.phrase(stock.limit.say) },
              { value: 'buyer', text: say('panel:limit.buyer'), why: stock.perBuyer.can ? null : say.phrase(stock.perBuyer.say) },
            ]}
          />
          <NumberField
            name={say(ofStock ? 'panel:limit.to' : 'panel:limit.each')}
            typed={text}
            onType={(next) => setTyped({ ...typed, [kind]: next })}
            problem={text === '' ? null : problem}
            first
          />
        </div>
        {!ofStock && stock.buyer !== undefined && <Stands of={of} buyer={stock.buyer} />}
        {ofStock && can.via === 'page' && <ByPage from={stock.sellable} to={n} />}
        <Why offered={offered} end={of.view.head.stream?.endsAt ?? null} verdict={of.variant.verdict} />
        {!(ofStock && can.via === 'page') && (
          <Change
            name={say(ofStock ? saleColumn(of.variant) : 'panel:limit.each')}
            from={
              ofStock
                ? say.number(stock.sellable)
                : stock.buyer === undefined
                  ? say('panel:limit.asIs')
                  : say.number(stock.buyer.most)
            }
            to={say.number(n)}
          />
        )}
      </FormText>
      <Act
        of={of}
        can={can}
        n={n}
        problem={problem}
        also={{ per: ofStock ? null : 'buyer' }}
        says={n === null ? say('panel:amount.needed') : say(confirm, { n })}
      />
    </>
  );
}

/** The limit per buyer of ours that stands, and how to be rid of it. */
function Stands({ of: { view, row, variant }, buyer }: { of: Of; buyer: BuyerLimit }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  const asked = { command: 'restore', undoes: buyer.command, per: 'buyer' } as const;
  return (
    <p className="buyer-stands">
      <strong>{say('panel:limit.stands', { n: buyer.most, at: { instant: buyer.at }, by: buyer.by })}</strong>
      <button type="button" onClick={() => ui.arm([arm(view, row, variant, newId(), asked)])}>
        {say('panel:limit.remove')}
      </button>
    </p>
  );
}

/** Why this number; or why none: it lasts anyway, or what keeps us from saying one. */
function Why({ offered, end, verdict }: { offered: number | null; end: number | null; verdict: Verdict }) {
  const say = useSay();
  const at = { instant: end ?? 0 };
  if (offered !== null) return end === null ? null : <p>{say('panel:limit.why', { n: offered, end: at })}</p>;
  if (verdict.kind === 'unknown') return <p>{say('panel:limit.unknown', { why: say.phrase(verdict.why) })}</p>;
  return <p>{verdict.kind === 'enough' && end !== null ? say('panel:limit.lasts', { end: at }) : say('panel:limit.none')}</p>;
}
