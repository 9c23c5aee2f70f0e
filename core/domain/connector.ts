import type { Phrase } from './phrase.ts';
import type { Role } from './settings.ts';

/** What the options page asks for to set up a source; a `secret` is kept apart from the settings. */
export type ConnectorField = {
  readonly id: string;
  readonly label: Phrase;
  readonly help: Phrase | null;
  readonly type: 'text' | 'url' | 'secret' | 'number' | 'json' | 'choice';
  readonly choices?: readonly string[];
  readonly required: boolean;
  readonly initial?: string;
};

/** A connector as a person chooses it. */
export type ConnectorInfo = {
  readonly id: string;
  readonly name: Phrase;
  readonly roles: readonly Role[];
  readonly lagMinutes: number;
  /** How soon it bears being read again while a wave runs, ms after its answer. Missing: as at any time on air. */
  readonly waveMs?: number;
  readonly fields: readonly ConnectorField[];
  /** It tells orders, and not only stock. */
  readonly tellsOrders?: true;
};
