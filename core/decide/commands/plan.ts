import type { Command, CommandTarget, Lever, Levers, ReadBack, Write } from '../../domain/command.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { shareOut } from './split.ts';

/** Units that we withhold in one place of the target: what may be given back there. */
export type HeldBack = (location: string) => number;
export type Planned = { readonly ok: true; readonly writes: readonly Write[] } | { readonly ok: false; readonly say: Phrase };

type Place = ReadBack['levels'][number];

/**
 * What will be written, from how the target stands at this moment. Changes are relative to what stands: sold units stay
 * sold. A pause by quantity and a limit withhold; a resume, a release and a restore give back what is withheld, and no more.
 */
export function planWrites(command: Command, target: CommandTarget, stands: ReadBack, levers: Levers, held: HeldBack): Planned {
  const { kind } = command;
  if (kind === 'pin' || kind === 'unpin') return { ok: true, writes: [] };
  if (command.per === 'buyer') return perBuyer(command, target, stands);
  const isSale = kind === 'pause' || kind === 'resume';
  if (isSale && levers.pause === 'flag') return { ok: true, writes: [flagWrite(target, stands)] };
  const lever = levers.level;
  if (lever === null) return no('noLevel', { skus: target.sku });
  if (stands.levels.length === 0) return no('noLevelRead', { skus: target.sku });
  const changes = changesOf(command, target, stands.levels, held);
  if (changes.every((change) => change === 0)) return no('nothingToChange', { skus: target.sku });
  const writes = stands.levels.flatMap((place, n) => levelWrite(target, place, changes[n] ?? 0, lever));
  return { ok: true, writes };
}

/** By how much the level of each place is to change, in the places' order. */
function changesOf({ kind }: Command, { units = 0 }: CommandTarget, places: readonly Place[], held: HeldBack): readonly number[] {
  const levels = places.map(({ level }) => Math.max(0, level));
  const withheld = places.map(({ location }) => Math.max(0, held(location)));
  const all = sum(levels);
  switch (kind) {
    case 'pause':
      return levels.map((level) => -level);
    case 'limit':
    case 'drip':
      return units >= all
        ? shareOut(Math.min(units - all, sum(withheld)), withheld)
        : shareOut(all - units, levels).map((part) => -part);
    case 'takeBack':
      return shareOut(Math.min(units, all), levels).map((part) => -part);
    case 'release':
      return shareOut(Math.min(units, sum(withheld)), withheld);
    case 'resume':
    case 'restore':
      return withheld;
    default:
      return [];
  }
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

function perBuyer(
  { quantity, kind }: Command,
  { source, sku }: CommandTarget,
  { perBuyer: was = null, levels }: ReadBack,
): Planned {
  const to = kind === 'restore' ? null : quantity;
  const place = { source, location: levels[0]?.location ?? '' };
  return { ok: true, writes: [{ place, sku, lever: 'flag', before: null, change: null, perBuyer: { was, to } }] };
}

const no = (reason: string, values: Record<string, string>): Planned => ({
  ok: false,
  say: phrase(`command:refused.${reason}`, values),
});
