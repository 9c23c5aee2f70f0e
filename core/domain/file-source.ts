import { HOUR, type Instant } from './instant.ts';
import type { Position } from './position.ts';
import type { RowProblem } from './problem.ts';
import type { SkuFacts, SourceConfig } from './settings.ts';

/** A source that is a file which a person brings: never polled, as old as the file says. */
export const FILE_CONNECTOR = 'file';
export const isFile = (source: Pick<SourceConfig, 'connector'> | undefined): boolean => source?.connector === FILE_CONNECTOR;

/** A count of yesterday evening still serves today; what is older gives no advice. Set per source. */
export const GOOD_HOURS = 24;
export function goodForMs({ options }: Pick<SourceConfig, 'options'>): number {
  const hours = Number(options.goodHours);
  return (Number.isFinite(hours) && hours > 0 ? hours : GOOD_HOURS) * HOUR;
}

/** What a stock file holds, as a person takes it in: the whole stock of its source as it was at one time, and what else it says of its SKUs. */
export type StockFile = {
  readonly source: SourceConfig;
  readonly asOf: Instant;
  readonly positions: readonly Position[];
  /** Rows that could not be read: with one of them, what the file does not name is not known to be gone. */
  readonly problems: readonly RowProblem[];
  readonly skus: readonly SkuFacts[];
};
