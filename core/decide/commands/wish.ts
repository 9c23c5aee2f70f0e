import type { CommandId } from '../../domain/ids.ts';
import type { CommandIntent } from '../../domain/intent.ts';

/** What is to be done, whoever wants it. `of`: the drip whose batch it is. */
export type Wish = Omit<CommandIntent, 'kind' | 'gesture'> & { readonly of?: CommandId | null };
/** Why not, as `command:refused.<reason>`, and its figures; null: nothing stands against it. */
export type Refusal = readonly [reason: string, values?: Record<string, string | number>] | null;
