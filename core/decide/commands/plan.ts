import {
  type Command,
  type CommandState,
  type CommandTarget,
  isPage,
  type Lever,
  type Levers,
  landed,
  type ReadBack,
  type Write,
} from '../../domain/command.ts';
import { phrase } from '../../domain/phrase.ts';
import type { HeldBack } from './held.ts';
import { isTyped, planOnPage } from './page.ts';
import { type PageGrounds, planNumber } from './page-plan.ts';
import { idle, no, type Planned } from './planned.ts';
import { fill } from './split.ts';

type Place = ReadBack['levels'][number];
/** What a plan rests on beside how the target stands. */
export type Grounds = {
  readonly held: HeldBack;
  /** Safe to promise of the target's SKU; null: not known, and nothing is added to what is on sale. */
  readonly safe: number | null;
  /** The command that this one undoes. */
  readonly undone: CommandState | null;
  /** Of a number that is typed on a page. */
  readonly page?: PageGrounds;
};

/**
 * What will be written, from how the target stands at this moment. Changes are relative to what stands: sold units stay
 * sold. A pause by quantity, a limit and what is taken back withhold; a resume, a release and a restore give back what is
 * withheld, and no more. What is released never goes beyond what may be promised, whatever was put on sale meanwhile.
 */
export function planWrites(command: Command, target: CommandTarget, stands: ReadBack, levers: Levers, grounds: Grounds): Planned {
  const { kind } = command;
  if (command.per === 'buyer') return perBuyer(command, target, stands, grounds.undone);
  if (isPage(target.source))
    return isTyped(command)
      ? planNumber(command, target, stands, grounds.page ?? UNKNOWN_PAGE)
      : { ok: true, writes: planOnPage(command, target, stands) };
  const isSale = kind === 'pause' || kind === 'resume';
  if (isSale && levers.pause === 'flag') return { ok: true, writes: [flagWrite(target, stands)] };
  const lever = isSale ? quantityLever(levers) : levers.level;
  if (lever === null) return no('noLevel', { skus: target.sku });
  if (stands.unwritable !== undefined) return { ok: false, say: stands.unwritable };
  if (stands.levels.length === 0) return no('noLevelRead', { skus: target.sku });
  return byLevel(command, target, stands.levels, lever, grounds);
}

const UNKNOWN_PAGE: PageGrounds = { held: 0, put: 0, mayRelease: null };

/** These add to what is on sale by a person's number; a resume and a restore undo what was taken from it. */
const ADDS: ReadonlySet<Command['kind']> = new Set(['release', 'limit', 'drip']);
const quantityLever = ({ pause, level }: Levers): Levers['level'] => (pause === null || pause === 'flag' ? level : pause);

function byLevel(
  { kind }: Command,
  target: CommandTarget,
  places: readonly Place[],
  lever: Exclude<Lever, 'flag'>,
  { held, safe, undone }: Grounds,
): Planned {
  const { sku } = target;
  const units = kind === 'takeBack' ? Math.min(target.units ?? 0, putThere(undone, target)) : (target.units ?? 0);
  const levels = places.map(({ level }) => Math.max(0, level));
  const mayGive = places.map(({ location }) => Math.max(0, held(location)));
  const now = sum(levels);
  if (kind === 'release' && units > sum(mayGive)) return no('lessWithheld', { skus: sku, units: sum(mayGive) });
  const changes = changesOf(kind, units, levels, mayGive);
  if (changes.every((change) => change === 0)) return idle(kind, sku, now);
  if (ADDS.has(kind) && sum(changes) > 0 && now + sum(changes) > (safe ?? now))
    return no('risenMeanwhile', { skus: sku, now, safe: safe ?? now });
  return { ok: true, writes: places.flatMap((place, n) => levelWrite(target, place, changes[n] ?? 0, lever)) };
}

/** Units of the target's SKU that a release really put on sale: of one that was done in part, none elsewhere. */
const putThere = (release: CommandState | null, { source, sku }: CommandTarget): number =>
  release === null
    ? 0
    : sum(landed(release).flatMap((write) => (write.sku === sku && write.place.source === source ? (write.change ?? 0) : [])));

/** By how much the level of each place is to change, in the places' order. */
function changesOf(
  kind: Command['kind'],
  units: number,
  levels: readonly number[],
  mayGive: readonly number[],
): readonly number[] {
  const all = sum(levels);
  switch (kind) {
    case 'pause':
      return levels.map((level) => 0 - level);
    case 'limit':
    case 'drip':
      return units >= all ? given(units - all, levels, mayGive) : taken(all - units, levels);
    case 'takeBack':
      return taken(units, levels);
    case 'release':
      return given(units, levels, mayGive);
    case 'resume':
    case 'restore':
      return mayGive;
    default:
      return levels.map(() => 0);
  }
}

/** What stays on sale stays where most of it is. */
function taken(units: number, levels: readonly number[]): readonly number[] {
  const kept = fill(sum(levels) - units, levels, levels);
  return levels.map((level, n) => (kept[n] ?? 0) - level);
}
/** Where it is on sale already comes first, then where most is withheld. */
function given(units: number, levels: readonly number[], mayGive: readonly number[]): readonly number[] {
  const most = 1 + Math.max(0, ...mayGive);
  return fill(
    units,
    mayGive,
    levels.map((level, n) => level * most + (mayGive[n] ?? 0)),
  );
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function levelWrite(target: CommandTarget, { location, level, field }: Place, change: number, lever: Lever): readonly Write[] {
  if (change === 0) return [];
  const place = { source: target.source, location };
  const write: Write = { place, sku: target.sku, lever, before: level, change };
  return [field === undefined ? write : { ...write, field }];
}

function flagWrite({ source, sku }: CommandTarget, { onSale, levels }: ReadBack): Write {
  const place = { source, location: levels[0]?.location ?? '' };
  return { place, sku, lever: 'flag', before: null, change: null, wasOnSale: onSale };
}

/**
 * A limit per buyer is a setting, not a count: buyers do not move it. What it was before comes back, unless somebody else has
 * set it meanwhile.
 */
function perBuyer(
  { kind, quantity }: Command,
  { source, sku, units }: CommandTarget,
  { perBuyer: was, levels }: ReadBack,
  undone: CommandState | null,
): Planned {
  if (was === undefined) return no('noPerBuyerRead', { skus: sku });
  const ours = undone?.writes.find((write) => write.sku === sku && write.place.source === source)?.perBuyer;
  if (kind === 'restore' && ours === undefined) return no('nothingToUndo');
  if (kind === 'restore' && was !== ours?.to)
    return was === null ? no('perBuyerGone', { skus: sku }) : no('perBuyerChanged', { skus: sku, now: was });
  // On a page it is set for the listing, and counts what the listing counts.
  const set = isPage(source) ? quantity : (units ?? null);
  const to = kind === 'restore' ? (ours?.was ?? null) : set;
  if (to === was) return { ok: true, writes: [], idle: phrase('command:refused.alreadyPerBuyer', { skus: sku, now: was ?? 0 }) };
  const place = { source, location: levels[0]?.location ?? '' };
  return { ok: true, writes: [{ place, sku, lever: 'flag', before: null, change: null, perBuyer: { was, to } }] };
}
