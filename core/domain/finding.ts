import type { Alert, Subject, TriggerId } from './alert.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

/** What one trigger holds of one subject. */
export type Finding = {
  readonly id: string;
  readonly trigger: TriggerId;
  readonly subject: Subject;
  readonly reason: Phrase;
  readonly proposes: Phrase;
  readonly urgency: number;
  readonly goesTo: Alert['goesTo'];
  /** It is quiet already, and is dropped then if it stays so; null while it holds. */
  readonly quietUntil: Instant | null;
};
export type Findings = Readonly<Record<string, Finding>>;
