import type { LogEvent } from '../domain/event.ts';
import { type Journal, openJournal } from './journal.ts';
import { type KeptLog, type LiveLog, openLiveLog } from './live-log.ts';

type Deps = {
  readonly openStored: () => Promise<KeptLog>;
  readonly openMemory: () => KeptLog;
  readonly lost: (why: unknown) => void;
  readonly found: () => void;
  /** After storage was found again: the disk may have held what memory knew nothing of, and the state knows it now. */
  readonly knowsMore: () => Promise<void>;
  /** The state is another one now. */
  readonly changed: (events: readonly LogEvent[]) => void;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** A shop's log and its fold, through the loss of storage and its return: what was known goes on in memory, and comes back to disk. */
export async function openKeptJournal(deps: Deps): Promise<{ readonly log: LiveLog; readonly journal: Journal }> {
  // Storage may be lost before there is anything to carry on.
  let opened: Journal | null = null;
  const log = await openLiveLog({
    openStored: deps.openStored,
    openMemory: deps.openMemory,
    lost: async (why, memory) => {
      deps.lost(why);
      await opened?.carry(memory);
    },
    found: async () => {
      deps.found();
      await opened?.again();
      await deps.knowsMore();
    },
  });
  const journal = await openJournal({ log, changed: deps.changed, report: deps.report, signal: deps.signal });
  opened = journal;
  return { log, journal };
}
