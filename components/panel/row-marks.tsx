import type { ListingRow, VariantRow } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';

/** `said`: in full, for whoever points at it. */
type Mark = readonly [kind: string, text: string, said?: string | undefined];

function commandMarks(say: Say, { state, command }: Pick<VariantRow, 'state' | 'command'>): readonly Mark[] {
  const marks: Mark[] = state === 'onSale' ? [] : [[`state is-${state}`, say(`common:state.${state}`)]];
  if (command?.reverted) return [...marks, ['command is-unknown', say('command:reverted')]];
  if (command === null || command.step === 'confirmed') return marks;
  return [
    ...marks,
    [
      `command is-${command.step}`,
      say('panel:did.became', { act: say(`panel:act.${command.kind}`), step: say(`command:step.${command.step}`) }),
    ],
  ];
}

function listingMarks(say: Say, { variants, soldOutVariants, offer, mapped, doubt, onPage }: ListingRow): readonly Mark[] {
  const marks: Mark[] = [];
  if (soldOutVariants > 0 && variants.length > 1) {
    marks.push(['soldout', say('panel:row.soldOutVariants', { n: soldOutVariants, of: variants.length })]);
  }
  if (offer !== null) marks.push(['offer', say(`common:offer.${offer}`)]);
  if (!mapped) marks.push(['unmapped', say('panel:row.unmapped')]);
  else if (doubt != null) marks.push(['doubtful', `${say('panel:row.doubtful')}: ${say.phrase(doubt)}`]);
  if (!onPage) marks.push(['away', say('panel:row.notOnPage')]);
  return marks;
}

const DRIP_MARKS = { running: 'mark', waits: 'markWaits', stopped: 'markStopped', ended: 'markEnded' } as const;

function variantMarks(say: Say, { uncertain, unexplained, stock: { running, buyer } }: VariantRow): readonly Mark[] {
  const marks: Mark[] = [];
  if (buyer !== undefined) {
    const said = say('panel:limit.stands', { n: buyer.most, at: { instant: buyer.at }, by: buyer.by });
    marks.push(['buyer', say('panel:limit.mark', { n: buyer.most }), said]);
  }
  if (running !== null) {
    const { state, batch, why } = running;
    const said = why === null || state === 'running' ? undefined : say.phrase(why);
    marks.push([`drip is-${state}`, say(`panel:drip.${DRIP_MARKS[state]}`, { n: batch }), said]);
  }
  if (uncertain > 0) marks.push(['uncertain', say('panel:row.uncertain', { n: uncertain })]);
  if (unexplained > 0) marks.push(['unexplained', say('panel:row.unexplained', { n: unexplained })]);
  return marks;
}

/** State, command under way, offers and the like: a word each. A listing of one variant bears that variant's too. */
export function Marks({ row, variant }: { row: ListingRow; variant: VariantRow | null }) {
  const say = useSay();
  const only = row.variants.length === 1 ? row.variants[0] : undefined;
  const own = variant === null ? listingMarks(say, row) : [];
  const units = variant ?? only;
  const marks = [...commandMarks(say, variant ?? row), ...own, ...(units === undefined ? [] : variantMarks(say, units))];
  return (
    <span className="marks">
      {marks.map(([kind, text, said = text]) => (
        <span key={kind} className={`mark ${kind}`} title={said}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** How old the numbers are, where they are not fresh. */
export function StaleAge({ freshness, age }: { freshness: VariantRow['freshness']; age: string }) {
  const say = useSay();
  if (freshness === 'fresh') return null;
  return (
    <span className="mark stale">
      <Icon name="clock" />
      {freshness === 'never' ? say('common:age.never') : say('panel:row.stale', { age })}
    </span>
  );
}
