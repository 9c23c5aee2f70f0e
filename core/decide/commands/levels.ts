import type { PageHealth } from '../../domain/console.ts';
import type { Gate, GuidedBody } from '../../domain/page-act.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { PageAction, PageActionKind, Profile } from '../../domain/profile.ts';
import type { ConsoleAccount } from '../../domain/settings.ts';

/** `observe`: nothing is acted on there. `guide`: a person clicks. `assist`: one click of ours after a person's approval. */
export type Level = 'observe' | 'guide' | 'assist';
export type ActionLevel = {
  readonly action: PageActionKind;
  readonly level: Level;
  /** Confirmed runs with this very profile on this account since the last drift. */
  readonly runs: number;
  readonly mayPromote: boolean;
  /** Why it is not higher; null: it is as high as it goes. */
  readonly why: Phrase | null;
};
export type LevelFacts = {
  readonly account: Pick<ConsoleAccount, 'id' | 'assist'>;
  readonly profile: Profile;
  readonly hash: string;
  /** Null: nothing was said of the page yet. */
  readonly health: PageHealth | null;
  /** Runs in the order in which they were made, of any account. */
  readonly guided: readonly GuidedBody[];
};

/** A person may promote an action after so many runs that were confirmed. */
export const RUNS_TO_PROMOTE = 3;

/** The page is not what the profile describes: one of its rows, or one of its controls. */
const DRIFT_OF_CONTROL: readonly Gate[] = ['control', 'text', 'forbidden'];
const DRIFT_OF_PAGE: readonly Gate[] = ['row', 'copies', 'witness', 'others'];

/** What a run stumbled over; `data`: the page's own data said otherwise than its rows. */
export type Drift = Gate | 'data';

/** Whether a run showed that the page has drifted, or that nobody can tell what came of a click; and how far that reaches. */
export function driftOf({ did, gate }: Pick<GuidedBody, 'did' | 'gate'>): 'action' | 'page' | null {
  if (did === 'unclear') return 'page';
  if (did !== 'refused' || gate === null) return null;
  if (DRIFT_OF_PAGE.includes(gate)) return 'page';
  return DRIFT_OF_CONTROL.includes(gate) ? 'action' : null;
}

/** What such a run is put down to. */
export const driftIn = ({ data, gate }: Pick<GuidedBody, 'data' | 'gate'>): Drift =>
  data === 'contrary' ? 'data' : (gate ?? 'after');

/** Runs that were confirmed with this very profile since the last drift of this action. */
export function runsOf(
  { account, hash, guided }: Pick<LevelFacts, 'account' | 'hash' | 'guided'>,
  action: PageActionKind,
): { readonly runs: number; readonly drift: Drift | null } {
  let runs = 0;
  let drift: Drift | null = null;
  for (const run of guided) {
    if (run.account !== account.id || run.profileHash !== hash || run.action !== action) continue;
    if (driftOf(run) !== null) {
      runs = 0;
      drift = driftIn(run);
    } else if (run.did === 'done') runs += 1;
  }
  return { runs, drift };
}

/** How far each action of the profile may go now. Never promotes: only a person's own setting does, and it is worth nothing without the runs. */
export function levelsOf(facts: LevelFacts): readonly ActionLevel[] {
  const actions = Object.entries(facts.profile.actions) as [PageActionKind, PageAction][];
  return actions.map(([action, of]) => levelOf(facts, action, of));
}

const NUMBERED: readonly PageActionKind[] = ['limit', 'perBuyer'];

function levelOf(facts: LevelFacts, action: PageActionKind, of: PageAction): ActionLevel {
  const { runs, drift } = runsOf(facts, action);
  const at = (level: Level, why: Phrase | null, mayPromote = false): ActionLevel => ({ action, level, runs, mayPromote, why });
  if (facts.profile.rows === null) return at('observe', phrase('act:why.untaught'));
  if (of.control.css.length === 0 && of.control.text.length === 0) return at('observe', phrase('act:why.noControl'));
  if (facts.health?.ok === false) return at('observe', phrase('act:why.notRead'));
  // Whatever a profile says: a number is typed by a person.
  if (of.most === 'guide' || NUMBERED.includes(action)) return at('guide', phrase('act:why.guideOnly'));
  if (of.inverse === null || facts.profile.actions[of.inverse] === undefined) return at('guide', phrase('act:why.noInverse'));
  if (runs < RUNS_TO_PROMOTE) return at('guide', needsRuns(runs, drift));
  if (!isPromoted(facts, action)) return at('guide', phrase('act:why.notPromoted', { runs, of: RUNS_TO_PROMOTE }), true);
  if ((facts.health?.failed.length ?? 0) > 0) return at('guide', phrase('act:why.readInPart'));
  return at('assist', null);
}

/** What the demotion is put down to; all else comes to: the page did not show that it took effect. */
const SAID: readonly Drift[] = [...DRIFT_OF_CONTROL, ...DRIFT_OF_PAGE, 'modal', 'data'];
const nameOfDrift = (drift: Drift): Drift => (SAID.includes(drift) ? drift : 'after');
export const saidOfDrift = (drift: Drift): Phrase => phrase(`act:drift.${nameOfDrift(drift)}`);
const needsRuns = (runs: number, drift: Drift | null): Phrase =>
  drift === null
    ? phrase('act:why.runs', { runs, of: RUNS_TO_PROMOTE })
    : phrase(`act:why.drift.${nameOfDrift(drift)}`, { runs, of: RUNS_TO_PROMOTE });

const isPromoted = ({ account: { assist }, hash }: LevelFacts, action: PageActionKind): boolean =>
  assist != null && assist.profileHash === hash && assist.actions.includes(action);

/**
 * The account as it is after a run that showed drift: what a person had promoted is taken back, and stays so until a
 * person promotes it anew. Null where there is nothing to take back.
 */
export function demotedBy(account: ConsoleAccount, run: GuidedBody): ConsoleAccount | null {
  const { assist } = account;
  const reach = driftOf(run);
  if (assist == null || reach === null || assist.profileHash !== run.profileHash) return null;
  const actions = reach === 'page' ? [] : assist.actions.filter((action) => action !== run.action);
  if (actions.length === assist.actions.length) return null;
  return { ...account, assist: actions.length === 0 ? null : { ...assist, actions } };
}
