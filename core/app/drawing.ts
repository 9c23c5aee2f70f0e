import type { SourceLevers } from '../domain/command.ts';
import type { DeskAsk, DeskView } from '../domain/desk.ts';
import type { AccountId, StreamId, VariantId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Profile } from '../domain/profile.ts';
import type { DetailView, PanelView, PopupView } from '../domain/view.ts';
import type { Clock } from '../ports.ts';
import { accountsAt, boundTo } from './bound.ts';
import { badgesOf, detailOf, panelOf, popupOf, type ShopState } from './cycle.ts';
import { deskOf } from './desk/desk.ts';
import type { RowMemory } from './rows.ts';

/** A reading that is this far ahead of the clock: somebody set the clock back. */
const SET_BACK_MS = 5_000;

type Deps = {
  readonly state: () => ShopState;
  readonly clock: Pick<Clock, 'now'>;
  readonly scale: () => { readonly realAnchor: Instant; readonly anchor: Instant; readonly rate: number };
  readonly notices: () => readonly Phrase[];
  readonly levers: () => SourceLevers;
};

/** What each surface draws of this shop, as it stands now. */
export function createDrawing({ state, clock, scale, notices, levers }: Deps) {
  const memory: RowMemory = new Map();
  const settings = () => state().ledger.settings;
  /** Which stream runs is told by the log where the machine's clock was set back. */
  const logNow = () => Math.max(clock.now(), state().ledger.now);
  const common = () => ({ clock: scale(), notices: [...notices(), ...setBack()], levers: levers() });

  function setBack(): readonly Phrase[] {
    const ahead = clock.now() + SET_BACK_MS;
    const isAhead = Object.values(state().ledger.sources).some(({ lastGoodAt }) => lastGoodAt !== null && lastGoodAt > ahead);
    return isAhead ? [phrase('worker:clock.setBack')] : [];
  }
  return {
    panel({ site, stream }: { readonly site: string | null; readonly stream: StreamId | null }): PanelView {
      return panelOf(state(), { ...common(), ...boundTo(settings(), site, stream, logNow()) }, memory);
    },
    popup(): PopupView {
      const view = popupOf(state(), common());
      return { ...view, head: { ...view.head, clock: scale() } };
    },
    desk: (ask: DeskAsk): DeskView => deskOf(state(), ask, common()),
    detail: ({ listing, variant }: { readonly listing: string; readonly variant: VariantId }): DetailView | null =>
      detailOf(state(), listing, variant),
    badges: (account: AccountId) => badgesOf(state(), { account, levers: levers() }, memory),
    hasSite: (site: string): boolean => accountsAt(settings(), site).length > 0,
    profile: (id: string): Profile | null => {
      const { profiles } = settings();
      return Object.hasOwn(profiles, id) ? (profiles[id] ?? null) : null;
    },
    accountAt(site: string | null, chosen: StreamId | null) {
      const { account } = boundTo(settings(), site, chosen, logNow());
      const profile = (account === null ? accountsAt(settings(), site)[0] : settings().accounts[account])?.profile;
      return profile === undefined ? null : { account, profile };
    },
  };
}
