import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { judgeBetter } from '../core/app/better/judge.ts';
import { detailOf, panelOf, type ShopState } from '../core/app/cycle.ts';
import { replay, replayed } from '../core/app/replay.ts';
import type { Judged } from '../core/domain/desk.ts';
import type { FromReplay, ReplayAsk, Replayed, ReplayMoment } from '../core/edge/messages/replay.ts';
import { report } from '../core/edge/report.ts';

/** A page's own Web Worker: one recording lived through again with today's settings. It knows no secret and no log, and keeps nothing. */
export default defineUnlistedScript(() => {
  const say = (said: FromReplay) => self.postMessage(said);
  let steps: ReturnType<typeof stepsOf> | null = null;
  function answer(ask: ReplayAsk): void {
    if (ask.say === 'whole') say({ say: 'review', review: replayed(ask.recorded, ask.settings, ask.lessons) });
    else if (ask.say === 'better') {
      let told: Judged = { done: 0, of: 0, found: [], refuted: [] };
      for (told of judgeBetter(ask.recorded, ask.settings, ask.lessons, ask.proposals)) say({ say: 'judged', ...told });
      // Of a stream without an end nothing is judged.
      if (told.of === 0) say({ say: 'judged', ...told });
    } else if (ask.say === 'begin') steps = stepsOf(ask);
    else if (steps !== null) say({ say: 'moment', ...steps(ask) });
  }
  self.addEventListener('message', ({ data }: MessageEvent<ReplayAsk>) => {
    try {
      answer(data);
    } catch (error) {
      // A file may hold anything: what cannot be lived through is said to be none.
      report('replay', error);
      say({ say: 'failed' });
    }
  });
});

function stepsOf({ recorded, settings, lessons }: Replayed) {
  const states = replay(recorded, settings, lessons);
  const { id, account } = recorded.stream;
  let state: ShopState | null = null;
  let ahead = states.next();
  return ({ at, detail }: Extract<ReplayAsk, { say: 'to' }>): ReplayMoment => {
    while (ahead.done !== true && (state === null || ahead.value.ledger.now <= at)) {
      state = ahead.value;
      ahead = states.next();
    }
    if (state === null) throw new Error('An empty recording.');
    // Nothing can be done to what is over: no lever is offered.
    const clock = { realAnchor: 0, anchor: 0, rate: 1 };
    const view = panelOf(state, { account, stream: id, choices: [], clock, notices: [], levers: {} });
    return {
      at,
      view,
      detail: detail === null ? null : detailOf(state, detail.listing, detail.variant),
      alerts: state.watched[id]?.alerts ?? [],
    };
  };
}
