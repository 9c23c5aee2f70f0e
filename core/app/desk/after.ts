import { auditRows } from '../../decide/commands/audit.ts';
import type { AfterView } from '../../domain/desk.ts';
import type { StreamId } from '../../domain/ids.ts';
import { REVIEW_SHARES, type Review, type SkuReview } from '../../domain/review.ts';
import { betterByFigures } from '../better/figures.ts';
import type { ShopState } from '../cycle.ts';
import { reviewOf } from '../reviews.ts';
import { streamRow } from '../views.ts';
import { settlesAt } from '../watch.ts';
import { noticeAfter } from './notice.ts';
import { plansFor } from './restock.ts';

/** A stream that is over: forecast against fact, what was lost, what was done, and what would have served better. Null where nobody watched it. */
export function afterOf(state: ShopState, id: StreamId): AfterView | null {
  const { ledger, watched } = state;
  const review = reviewOf(ledger, watched, id);
  const stream = ledger.settings.streams[id];
  if (review === null || stream === undefined) return null;
  const skus = Object.values(review.skus);
  const isSettling = ledger.reviews[id] === undefined && watched[id] !== undefined;
  return {
    stream: streamRow(state, stream),
    review,
    settlesAt: isSettling && watched[id] !== undefined ? settlesAt(watched[id]) : null,
    whole: REVIEW_SHARES.flatMap((share) => wholeAt(skus, share) ?? []),
    totals: {
      ordered: sum(skus, ({ ordered }) => ordered),
      released: sum(skus, ({ released }) => released),
      net: sum(skus, ({ net }) => net),
      lost: sum(skus, ({ lost }) => lost),
    },
    better: betterByFigures(state, stream, review),
    commands: auditRows(commandsIn(state, review)),
    notice: noticeAfter(ledger, review),
    plans: plansFor(state, Object.keys(review.skus)),
  };
}

/** What was forecast at a share, and how much of these units it missed: of the SKUs that were forecast then. Null where none was. */
function wholeAt(skus: readonly SkuReview[], share: number): AfterView['whole'][number] | null {
  const said = skus.flatMap((one) => one.said.filter((at) => at.share === share).map((at) => ({ ...at, net: one.net })));
  if (said.length === 0) return null;
  const net = sum(said, (one) => one.net);
  const missed = net <= 0 ? null : sum(said, (one) => Math.abs(one.median - one.net)) / net;
  const leftOut = { skus: skus.length - said.length, net: sum(skus, (one) => one.net) - net };
  return { share, mean: Math.round(sum(said, ({ mean }) => mean)), net, missed, leftOut };
}
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

const commandsIn = ({ ledger }: ShopState, { account, startsAt, endsAt }: Review) =>
  Object.values(ledger.commands).filter(
    ({ command }) => command.account === account && command.requestedAt >= startsAt && command.requestedAt <= endsAt,
  );
