import type { Phrase } from './phrase.ts';

/** How far a method was off: sum |median - fact| and sum (mean - fact), each over sum fact. NaN where no unit was sold. */
export type PointScore = { readonly wape: number; readonly bias: number };
export type SpreadScore = PointScore & { readonly pinball: number; readonly coverage80: number; readonly width80: number };

/** The text-book methods that our forecast stands beside. */
export type ReferenceName = 'runRate' | 'lastHalfHour' | 'historyMean' | 'pickup';

/** What was said at one share of the streams' planned length, and how right it was. */
export type BacktestPoint = {
  readonly elapsed: number;
  readonly n: number;
  readonly units: number;
  readonly unlisted: number;
  readonly methods: { readonly stockcue: SpreadScore } & Readonly<Record<ReferenceName, PointScore>>;
};
export type BacktestReport = { readonly streams: number; readonly skus: number; readonly points: readonly BacktestPoint[] };

/** Why an export cannot be judged: a cell, a file (row 0) or all of it (file ''). `found` is null where nothing is quoted. */
export type BacktestProblem = {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly found: string | null;
  readonly say: Phrase;
};
/** What was counted although it is doubtful, and how. */
export type BacktestNote = { readonly file: string; readonly say: Phrase };
export type BacktestAnswer =
  | { readonly say: 'report'; readonly report: BacktestReport; readonly notes: readonly BacktestNote[] }
  | { readonly say: 'problems'; readonly problems: readonly BacktestProblem[]; readonly total: number };

/** A difference below this is none: half of a printed per cent. */
const LEVEL = 0.005;

/** Our forecast beside the best of the others at one share. */
export type Standing = { readonly how: 'ahead' | 'level' | 'behind'; readonly best: ReferenceName };

/** Null where nothing was sold, so that nothing can be said. */
export function standingOf({ units, methods: { stockcue, ...others } }: BacktestPoint): Standing | null {
  if (units <= 0) return null;
  const names = Object.keys(others) as ReferenceName[];
  const best = names.reduce((one, other) => (others[other].wape < others[one].wape ? other : one));
  const lead = others[best].wape - stockcue.wape;
  return { best, how: lead >= LEVEL ? 'ahead' : lead > -LEVEL ? 'level' : 'behind' };
}

/** At how many of the moments that can be judged our forecast was better than every other, and at how many no worse. */
export function overallOf(points: readonly BacktestPoint[]): {
  readonly moments: number;
  readonly ahead: number;
  readonly behind: number;
} {
  const standings = points.map(standingOf).filter((one) => one !== null);
  const count = (how: Standing['how']): number => standings.filter((one) => one.how === how).length;
  return { moments: standings.length, ahead: count('ahead'), behind: count('behind') };
}
