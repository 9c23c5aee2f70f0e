import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { replayed } from '../core/app/replay.ts';
import type { FromReplay, ReplayAsk } from '../core/edge/messages/replay.ts';
import { report } from '../core/edge/report.ts';

/** The desk's own Web Worker: one recording lived through again with today's settings. It knows no secret and no log, and keeps nothing. */
export default defineUnlistedScript(() => {
  const say = (said: FromReplay) => self.postMessage(said);
  self.addEventListener('message', ({ data }: MessageEvent<ReplayAsk>) => {
    try {
      say({ say: 'review', review: replayed(data.recorded, data.settings, data.lessons) });
    } catch (error) {
      // A file may hold anything: what cannot be lived through is said to be none.
      report('replay', error);
      say({ say: 'failed' });
    }
  });
});
