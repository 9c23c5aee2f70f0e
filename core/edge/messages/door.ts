import type { Surface } from '../../domain/actor.ts';
import type { PageShown } from '../../domain/console.ts';
import type { AccountId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Drawing } from './hub.ts';
import type { Badge } from './protocol.ts';

export type Seen = Omit<PageShown, 'account' | 'seenAt'>;

/** What the ports need of one shop. `site` is the origin of a console page, null in a rehearsal; `chosen` the stream that a person chose there. */
export type Door = Drawing & {
  now(): Instant;
  /** Somebody began to watch: intervals and beats are set anew. */
  nudge(): void;
  intent(intent: Intent, surface: Surface): Promise<Phrase | null>;
  /** Whether any console account lives on this site. */
  hasSite(site: string): boolean;
  /** What reads this site's page, and the account that it belongs to: null where several fit and nobody has chosen. */
  accountAt(
    site: string | null,
    chosen: StreamId | null,
  ): { readonly account: AccountId | null; readonly profile: string } | null;
  /** A profile of the shop's own, taught or brought in. */
  profile(id: string): Profile | null;
  seen(account: AccountId, body: Seen): void;
  /** No page shows this account any more: what it showed is unknown, not frozen. */
  absent(account: AccountId): void;
  badges(account: AccountId): readonly Badge[];
  /** Sets or clears something that is wrong as a whole. */
  notice(id: string, say: Phrase | null): void;
};
