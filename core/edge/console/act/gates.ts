import { isFromData, type RowSeen } from '../../../domain/console.ts';
import type { DataWitness, PageAsk } from '../../../domain/page-act.ts';
import type { PageAction } from '../../../domain/profile.ts';
import { isAt } from '../address.ts';
import { keyOf, readPage } from '../read.ts';
import { type Ground, windowOf } from './ground.ts';
import { hit, sized } from './hit.ts';
import { holds, labelOf, whole } from './labels.ts';
import { locate } from './locate.ts';
import { dialogOver, wordsOf } from './modals.ts';
import { type Refused, refused } from './refused.ts';
import { rootsIn } from './roots.ts';
import { contradiction, roomSaid, supports } from './said.ts';
import { isAfter, stands, told } from './state.ts';

/** One ask on one page. */
export type Task = {
  readonly ground: Ground;
  readonly ask: PageAsk;
  /** Those that stood there when it came. */
  readonly dialogs: ReadonlySet<Element>;
  /** For how long the list must have been quiet, ms. */
  readonly quietMs: number;
  /** Aborted when the page is read otherwise, or whoever asked is gone. */
  readonly alive: AbortSignal;
};
/** Where every gate has led: the row's elements, the one control in each that has one, and how the row stands. */
export type Aim = {
  readonly action: PageAction;
  readonly rows: readonly Element[];
  readonly controls: readonly Element[];
  readonly seen: RowSeen;
  /** Whether the page's own data vouches for the row, too. */
  readonly data: DataWitness | undefined;
};
export type Aimed =
  | { readonly is: 'clear'; readonly aim: Aim }
  | { readonly is: 'already' }
  | ({ readonly is: 'refused' } & Refused);

/** Every gate, in the order of `GATES`, read off the page as it stands at this moment. */
export function aimAt(task: Task): Aimed {
  const { ground, ask } = task;
  const action = ground.profile.actions[ask.action];
  const wrong = visible(ground) ?? address(ground) ?? room(task) ?? profile(task, action) ?? health(task) ?? quiet(task);
  if (wrong !== null) return { is: 'refused', ...wrong };
  // The gate of the profile has seen to it.
  if (action === undefined) return { is: 'refused', ...refused('profile', ask.action) };

  const rows = ground.engine.rows().get(ask.key) ?? [];
  const seen = ground.engine.seen(ask.key);
  const lost = modal(task, rows) ?? row(task, rows) ?? copies(task, rows);
  if (lost !== null) return { is: 'refused', ...lost };
  if (seen === null) return { is: 'refused', ...refused('row', null) };
  const stranger = witness(task, seen);
  if (stranger !== null) return { is: 'refused', ...stranger };
  if (isAfter(ask, action, seen, rows) === 'yes') return { is: 'already' };

  const aimed = aimIn(task, action, rows, seen);
  return 'gate' in aimed ? { is: 'refused', ...aimed } : { is: 'clear', aim: aimed };
}

/** The gates of the control. A person who is guided sees for himself what lies over it, and how large it is. */
function aimIn(task: Task, action: PageAction, rows: readonly Element[], seen: RowSeen): Aim | Refused {
  const { ask } = task;
  const controls: Element[] = [];
  let wrong: Refused = refused('control', null);
  for (const one of rows) {
    const located = locate(one, action, ask.level, seen);
    if ('gate' in located) wrong = located;
    else controls.push(located.control);
  }
  const [control] = controls;
  if (control === undefined) return wrong;
  const off = controls.every((one) => enabled(one) !== null) ? enabled(control) : null;
  if (off !== null) return off;
  const strict = ask.level === 'assist' ? (sized(control) ?? hit(control)) : null;
  return (
    strict ?? figure(ask, seen) ?? before(ask, action, seen, rows) ?? { action, rows, controls, seen, data: supports(task, seen) }
  );
}

const visible = ({ root }: Ground): Refused | null =>
  root.visibilityState === 'visible' ? null : refused('visible', root.visibilityState);

/** Read at this moment: a page changes its route without telling anybody. */
function address({ root, profile: of }: Ground): Refused | null {
  const { location } = windowOf(root);
  return isAt(of, location) ? null : refused('address', location.hostname + location.pathname);
}

/** Where the page did not draw it and does not now, its data may still say that it is another one. */
function room(task: Task): Refused | null {
  const { ground, ask } = task;
  const drawn = readPage(ground.root, [...rootsIn(ground.root)], ground.profile).room;
  const isTold = isFromData(ask, 'room');
  const now = drawn ?? (isTold ? roomSaid(task) : null);
  const isOpen = ask.level === 'guide' && ask.room === null;
  // For a click of ours the person has to have seen it drawn, where it is drawn.
  const isGround = ask.level === 'guide' || !isTold || drawn === null;
  return isOpen || (isGround && now === ask.room) ? null : refused('room', now);
}

function profile({ ground, ask }: Task, action: PageAction | undefined): Refused | null {
  if (ground.hash !== ask.profileHash) return refused('profile', `${ground.profile.name} ${ground.profile.rev}`);
  if (action === undefined) return refused('profile', ask.action);
  const mayAssist = action.most === 'assist' && action.inverse !== null && ask.number === null;
  return ask.level === 'guide' || mayAssist ? null : refused('profile', ask.action);
}

/** A page that is read in part is good enough for a person's own click, not for ours. */
function health({ ground, ask }: Task): Refused | null {
  const now = ground.engine.health();
  if (now === null || !now.ok) return refused('health', now?.failed.join(', ') ?? null);
  return ask.level === 'assist' && now.failed.length > 0 ? refused('health', now.failed.join(', ')) : null;
}

function quiet({ ground, ask, quietMs }: Task): Refused | null {
  const ms = ground.engine.quietMs();
  return ask.level === 'guide' || ms >= quietMs ? null : refused('quiet', `${Math.round(ms)} ms`);
}

function modal({ ground, dialogs }: Task, rows: readonly Element[]): Refused | null {
  const dialog = dialogOver(ground.root, dialogs, rows);
  return dialog === null ? null : refused('modal', wordsOf(dialog));
}

/** There, and of this one listing alone: what wraps two of them is no row. */
function row({ ground: { engine, profile: of }, ask }: Task, rows: readonly Element[]): Refused | null {
  if (rows.length === 0 || rows.some((one) => !one.isConnected)) return refused('row', null);
  for (const [key, others] of engine.rows()) {
    const mixed = key !== ask.key && others.some((other) => rows.some((one) => holds(one, other) || holds(other, one)));
    if (mixed) return refused('row', key);
  }
  const { at, ...itself } = of.rows.key;
  if (at === undefined) return null;
  const alone = { ...of, rows: { ...of.rows, key: itself } };
  const keys = rows.flatMap((one) => [...one.querySelectorAll(at)].map((within) => keyOf(within, alone)));
  const other = keys.find((found) => found !== null && found !== ask.key);
  return other == null ? null : refused('row', other);
}

/** Of a row that the page shows twice it cannot be told which one the platform means. */
function copies({ ask }: Task, rows: readonly Element[]): Refused | null {
  return ask.level === 'guide' || rows.length === 1 ? null : refused('copies', String(rows.length));
}

/** Something else than the key says that it is the listing that the person saw. */
function witness(task: Task, seen: RowSeen): Refused | null {
  const { ask } = task;
  const [was, is] = [isFromData(ask, 'title') ? '' : whole(ask.title), whole(seen.title)];
  const isOpen = ask.level === 'guide' && (was === '' || is === '');
  if (!isOpen && (was === '' || was !== is)) return refused('witness', seen.title);
  return contradiction(task, seen);
}

function enabled(control: Element): Refused | null {
  const off = control.matches(':disabled') || control.closest('[aria-disabled=true], [inert]') !== null;
  return off ? refused('enabled', labelOf(control)) : null;
}

/** What is typed rests on the row's own figure, as it is drawn: never on an abbreviated one, nor on the page's data. */
function figure({ action }: PageAsk, { sellable }: RowSeen): Refused | null {
  return action === 'limit' && sellable === null ? refused('figure', null) : null;
}

function before({ level }: PageAsk, action: PageAction, seen: RowSeen, rows: readonly Element[]): Refused | null {
  const now = stands(action.before, seen, rows);
  return now === 'yes' || (now === 'unknown' && level === 'guide') ? null : refused('before', told(rows));
}
