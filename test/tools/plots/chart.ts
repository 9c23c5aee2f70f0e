/** One curve; `null` where it has no point. */
export type Line = {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** A dot at each point. */
  readonly dots?: boolean;
  /** It goes up at once, as units do. */
  readonly stepped?: boolean;
  /** Not named in the legend. */
  readonly quiet?: boolean;
};
/** A ground between two lines, by their places, the upper first; or a stretch of the whole height. */
export type Ground = { readonly lines: readonly [number, number]; readonly colour: string };
export type Stretch = { readonly from: number; readonly to: number; readonly colour: string };

export type Chart = {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly x: readonly number[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** What stands after a number at the axis. */
  readonly xUnit?: string;
  readonly yUnit?: string;
  /** Where the ticks are; without them where they fit. */
  readonly xTicks?: readonly number[];
  readonly y: readonly [number, number];
  readonly lines: readonly Line[];
  readonly grounds?: readonly Ground[];
  readonly stretches?: readonly Stretch[];
};
/** A file of this name, its charts side by side. */
export type Picture = { readonly name: string; readonly charts: readonly Chart[] };

/** Blue, orange, green and red that are told apart by most colour-blind people. Source: Okabe and Ito, "Color Universal Design" (2008). */
export const COLOURS = {
  ours: '#0072b2',
  second: '#d55e00',
  third: '#009e73',
  fourth: '#cc79a7',
  fifth: '#b8860b',
  quiet: '#777777',
  dark: '#111111',
};
