import type { Instant } from '../../domain/instant.ts';
import type { RobotKind } from '../../domain/robot.ts';

/** Why a robot did not take a message: its words stand in restock.json under robot, problem. */
export type Trouble =
  | 'network'
  | 'timeout'
  | 'permission'
  | 'credentials'
  | 'keyword'
  | 'throttled'
  | 'gone'
  | 'tooLarge'
  | 'server'
  | 'malformed'
  | 'refused';
/** The vendor's own code, never its words: they might repeat what we sent. */
export type Refusal = { readonly why: Trouble; readonly code: string };

/** The address is a secret: it goes into the request, and nowhere else. */
export type Secret = { readonly address: string; readonly sign: string | null };
export type Message = { readonly address: string; readonly body: unknown };

/** How one kind of chat robot takes a message, and how it answers. */
export type RobotForm = {
  readonly kind: RobotKind;
  /** Where its addresses lie. */
  readonly hosts: readonly string[];
  /** UTF-8 bytes of a message's text at most. */
  readonly mostBytes: number;
  readonly message: (secret: Secret, text: string, now: Instant) => Promise<Message>;
  /** What an answer says; null: it was taken. */
  readonly read: (answer: string) => Refusal | null;
};
