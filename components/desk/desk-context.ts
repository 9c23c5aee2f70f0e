import { createContext, useContext } from 'react';
import type { Better, DeskAsk, DeskView, Judged, WarehouseNotice } from '../../core/domain/desk.ts';
import type { StreamId } from '../../core/domain/ids.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { RecordingRow } from '../../core/domain/recorded.ts';
import type { RestockPlan } from '../../core/domain/restock.ts';
import type { Review } from '../../core/domain/review.ts';
import type { Robot } from '../../core/domain/robot.ts';
import type { SettingsBody, ShopSettings } from '../../core/domain/settings.ts';
import type { Say } from '../i18n/use-phrase.tsx';
import type { DeskStore } from './desk-store.ts';

/** The desk's hands on the world. Each answers with the problem, or null. */
export type DeskWorld = {
  readonly store: DeskStore;
  readonly now: () => number;
  /** This machine's clock, ms: what counts down does so between two words of the worker. */
  readonly machine: () => number;
  readonly ask: (ask: DeskAsk) => void;
  readonly send: (intent: Intent) => Promise<Phrase | null>;
  readonly settings: () => Promise<ShopSettings>;
  readonly change: (change: SettingsBody) => Promise<Phrase | null>;
  /** Saves a file; copies a text. */
  readonly save: (name: string, text: string) => void;
  readonly copy: (text: string) => Promise<boolean>;
  readonly print: () => void;
  readonly csv: {
    readonly check: (view: NonNullable<DeskView['before']>, say: Say) => string;
    readonly notice: (notice: WarehouseNotice, say: Say) => string;
    readonly restock: (plans: readonly RestockPlan[], say: Say) => string;
  };
  readonly restock: () => Promise<{ readonly plans: readonly RestockPlan[]; readonly lines: readonly Phrase[] }>;
  readonly robots: () => Promise<readonly Robot[]>;
  readonly sendTo: (robot: Robot, lines: readonly string[]) => Promise<Phrase | null>;
  readonly recordings: {
    readonly list: () => Promise<readonly RecordingRow[]>;
    readonly remove: (stream: StreamId) => Promise<Phrase | null>;
    readonly file: (stream: StreamId) => Promise<string | null>;
    /** What alerts would have come with today's settings. */
    readonly replay: (stream: StreamId) => Promise<Review | null>;
    /** A file becomes a recording of its own. */
    readonly keep: (text: string) => Promise<Phrase | null>;
    readonly play: (stream: StreamId) => void;
    /** Which numbers would have served better, told one by one as the recording is lived through; `none` where none is kept. */
    readonly better: (
      stream: StreamId,
      proposals: readonly Better[],
      show: (judged: Judged) => void,
      signal: AbortSignal,
    ) => Promise<'done' | 'none' | 'stopped'>;
  };
};

export const DeskContext = createContext<DeskWorld | null>(null);
export function useDesk(): DeskWorld {
  const world = useContext(DeskContext);
  if (world === null) throw new Error('outside of a desk');
  return world;
}
