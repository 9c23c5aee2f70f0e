import type { ShopId } from '../../domain/ids.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Profile } from '../../domain/profile.ts';
import type { TabNotes } from '../tab-notes.ts';
import { type Guest, type Guests, siteName } from './guests.ts';
import type { Port } from './port.ts';

type Deps = {
  readonly guests: Pick<Guests, 'of' | 'say'>;
  /** Where a person pressed Teach: by tab, the site. */
  readonly notes: Pick<TabNotes, 'of' | 'note' | 'forget'>;
  readonly refused: (why: string) => void;
};

/** Pages are taught where a person asked for it, and nowhere else; what became of it is said to whoever taught. */
export function createTeaching({ guests, notes, refused }: Deps) {
  const notice = ({ door, tab }: Pick<Guest, 'door' | 'tab'>, say: Phrase | null) => door.notice(`teach:${tab}`, say);

  function keep(guest: Guest, profile: Profile): Promise<Phrase | null> | Phrase {
    const { account, door, tab } = guest;
    if (notes.of(tab) !== siteName(guest)) {
      refused('taught where nobody asked for it');
      return phrase('worker:teach.notAsked');
    }
    return account === null ? phrase('worker:teach.whose') : door.taught(account, profile);
  }
  return {
    /** Teach mode on the page of this port; without one, on the only page of the shop there is. Null where it was told. */
    turn(shop: ShopId, port: Port | null, on: boolean): Phrase | null {
      const [only, another] = guests.of(shop).filter((guest) => port === null || guest.port === port);
      if (only === undefined) return phrase('worker:teach.noPage');
      if (another !== undefined) return phrase('worker:teach.which');
      if (on) notes.note(only.tab, siteName(only));
      else notes.forget(only.tab);
      guests.say(only, { say: 'teach', on });
      return null;
    },
    async taught(guest: Guest, profile: Profile): Promise<void> {
      const { door, tab } = guest;
      notice({ door, tab }, await keep(guest, profile));
    },
    /** Whoever taught what cannot be read must not believe that it was kept. */
    unreadable: (guest: Guest) => notice(guest, phrase('worker:teach.refused')),
    gone: (of: Pick<Guest, 'door' | 'tab'>) => notice(of, null),
  };
}
export type Teaching = ReturnType<typeof createTeaching>;
export const isTaught = (message: unknown): boolean => (message as { say?: unknown } | null)?.say === 'taught';
