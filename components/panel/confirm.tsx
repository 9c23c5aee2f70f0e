import type { Phrase } from '../../core/domain/phrase.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { commandById, variantOf } from './arm.ts';
import { ByPage } from './by-page.tsx';
import { GateButton, type Gesture, HoldButton } from './gate-button.tsx';
import { usePanel, useUi } from './panel-context.ts';
import type { Armed } from './ui-store.ts';
import { useFire } from './use-fire.ts';

export const linkName = (say: Say, { link, title }: Pick<Armed, 'link' | 'title'>): string =>
  [link === null ? '' : say('panel:strip.link', { n: link }), title].filter(Boolean).join(' ');

/** What it is called: a limit per buyer is set, or undone. */
export const doneTo = ({ command, per }: Pick<Armed, 'command' | 'per'>): string =>
  per !== 'buyer' ? command : command === 'restore' ? 'restorePerBuyer' : 'perBuyer';

/** One sentence for what one system does in one way, however many SKUs it does it to. */
function joined(levers: readonly Phrase[]): readonly Phrase[] {
  const groups = new Map<string, { readonly one: Phrase; readonly skus: Set<string> }>();
  for (const one of levers) {
    const { skus, ...rest } = one.values ?? {};
    const group = JSON.stringify([one.key, rest]);
    const known = groups.get(group) ?? { one, skus: new Set() };
    groups.set(group, known);
    if (typeof skus === 'string') known.skus.add(skus);
  }
  return [...groups.values()].map(({ one, skus }) =>
    skus.size < 2 ? one : { ...one, values: { ...one.values, skus: [...skus].join(', ') } },
  );
}

/** What is about to be done, to which SKUs, and what else that touches. */
export function Touches({ armed }: { armed: readonly Armed[] }) {
  const say = useSay();
  const names = armed.map((one) => linkName(say, one));
  const skus = [...new Set(armed.flatMap((one) => one.skus))];
  const rows = new Set(armed.map(({ row }) => row));
  const levers = joined(armed.flatMap(({ levers: of }) => of));
  const affects = [...new Set(armed.flatMap((one) => one.affects))].filter((other) => rows.size === 1 || !names.includes(other));
  const [first] = armed;
  if (first === undefined) return null;
  const what = doneTo(first);
  return (
    <>
      <p className="strip-what" dir="auto" title={names.join('\n')}>
        <strong>{armed.length > 1 ? say('panel:several.title', { n: armed.length }) : say(`panel:act.${what}`)}</strong>{' '}
        <bdi>{names.join(' · ')}</bdi>
      </p>
      {levers.map((lever) => (
        <p key={JSON.stringify(lever)} className="strip-lever">
          {say.phrase(lever)}
        </p>
      ))}
      <p className="strip-skus" title={skus.join(', ')}>
        {say('panel:strip.skus', { count: skus.length })} <bdi>{skus.join(', ')}</bdi>
      </p>
      {affects.length > 0 && (
        <p className="strip-affects" title={affects.join('\n')}>
          <Icon name="warn" />
          <span dir="auto">{say('command:affects', { count: affects.length, listings: affects.join(', ') })}</span>
        </p>
      )}
    </>
  );
}

/** Before and after, side by side. */
export function Change({ name, from, to }: { name: string; from: string; to: string }) {
  return (
    <p className="change num">
      {name} <b>{from}</b> <Icon name="arrow" /> <b>{to}</b>
    </p>
  );
}

/** What an undo gives back or takes back, as far as it is known by now; by page, with the number to be typed. */
function UndoLine({ armed, view }: { armed: Armed; view: PanelView }) {
  const say = useSay();
  const row = view.rows[armed.row];
  const variant = row === undefined ? null : variantOf(row, armed.variant);
  if (variant === null) return null;
  const { sellable, withheld } = variant.stock;
  const typed = (change: number) =>
    armed.via === 'page' && sellable !== null && <ByPage from={sellable} to={Math.max(0, sellable + change)} follows />;
  if (armed.command === 'takeBack' && armed.quantity !== null) {
    if (sellable === null) return <p>{say('panel:undo.takeBackUnknown', { n: armed.quantity })}</p>;
    const unsold = Math.min(armed.quantity, sellable);
    return (
      <>
        <p>{say('panel:undo.takeBack', { n: armed.quantity, unsold })}</p>
        {typed(-unsold)}
      </>
    );
  }
  if (armed.command !== 'restore') return null;
  if (armed.per === 'buyer') return <p>{say('panel:undo.restoreBuyer')}</p>;
  const undone = armed.undoes === null ? null : commandById(view, armed.row, armed.undoes);
  const n = Math.min(withheld, undone?.took ?? withheld);
  return (
    <>
      <p>{say('panel:undo.restore', { n })}</p>
      {typed(n)}
    </>
  );
}

/** The confirm strip of what needs no number: pausing and resuming, undoing, pinning; one link or several. */
export function Confirm({ armed, view }: { armed: readonly Armed[]; view: PanelView }) {
  const say = useSay();
  const { ui } = usePanel();
  const leftOut = useUi((state) => state.leftOut);
  const fire = useFire();
  const [first] = armed;
  if (first === undefined) return null;
  const several = armed.length > 1;
  const isHeld = several || first.hold;
  const { command } = first;
  const Control = isHeld ? HoldButton : GateButton;
  const one = first.guided ? say('panel:strip.showMe') : say(`panel:strip.confirm.${command}`);
  const text = several ? say('panel:several.confirm', { n: armed.length }) : one;
  return (
    <footer className={`strip armed is-${command}`} role="alertdialog" aria-label={say('panel:strip.title')}>
      <div className="strip-text">
        <Touches armed={armed} />
        {!several && <UndoLine armed={first} view={view} />}
        {leftOut.length > 0 && <p className="strip-affects">{say('panel:several.leftOut', { links: leftOut.join(', ') })}</p>}
      </div>
      <div className="strip-acts">
        <button type="button" className="cancel" onClick={ui.disarm}>
          {say('common:cancel')}
        </button>
        <Control
          gateKey={first.key}
          className={`confirm is-${command}`}
          first
          {...(isHeld ? { title: say('panel:strip.hold') } : {})}
          onPress={(gesture: Gesture) => fire(armed, gesture)}
        >
          {text}
          {isHeld && <small>{say('panel:strip.hold')}</small>}
        </Control>
      </div>
    </footer>
  );
}
