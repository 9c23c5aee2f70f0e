import type { Profile } from '../../domain/profile.ts';
import type { Port } from '../messages/port.ts';
import type { Badge, ToConsole } from '../messages/protocol.ts';
import type { Placement } from '../storage/items.ts';
import type { StartActing } from './act/acting.ts';
import { createActDesk } from './act-desk.ts';
import { createBadges } from './badges.ts';
import { type Beside, type Engine, startEngine } from './engine.ts';
import { type OverlayFrame, showFrame } from './frame.ts';
import { openLink } from './link.ts';
import { OURS } from './ours.ts';
import { createPageData } from './page-data.ts';
import type { StartTeaching } from './teach/teach.ts';
import { createTeachDesk } from './teach-desk.ts';
import { wordsIn } from './words.ts';

export type MountDeps = {
  readonly document: Document;
  readonly frameUrl: string;
  readonly connect: () => Port;
  readonly placement: { readonly first: Placement; readonly save: (placement: Placement) => void };
  readonly language: string;
  /** Brings teach mode; `ask` asks the worker for it, where it is not within reach. */
  readonly teach: (ask: () => void) => Promise<StartTeaching>;
  /** Brings the code that acts on the page; `ask` asks the worker for it, where it is not within reach. */
  readonly load: (ask: () => void) => Promise<StartActing>;
  readonly signal: AbortSignal;
};

/**
 * Everything that stands on a console page: the reader, the badges, the overlay's frame. The content script mounts it on
 * a site, the rehearsal on its own page; which account and profile it is, the worker says.
 */
export function mountConsole({ document, frameUrl, connect, placement, language, load, teach, signal }: MountDeps): void {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const window = document.defaultView ?? globalThis.window;
  const say = wordsIn(language);
  let engine: Engine | null = null;
  let badges: ReturnType<typeof createBadges> | null = null;
  let frame: OverlayFrame | null = null;
  let reading: {
    readonly which: string;
    readonly profile: Profile;
    readonly hash: string;
    readonly beside: Beside | null;
    readonly stop: AbortController;
  } | null = null;
  const lookers = new Set<() => void>();
  let shown: ReadonlyMap<string, Badge> = new Map();
  let owed = false;
  /** What a person saved while the worker was away. */
  let unsaved: Profile | null = null;
  // What an earlier mount left here, whose extension is gone.
  for (const left of document.querySelectorAll(`[${OURS}]`)) left.remove();

  const link = openLink({
    connect,
    hear,
    fresh: () => {
      // The frame's port died with ours, and its question may have gone to nobody.
      if (owed) link.say({ say: 'nonce' });
      if (unsaved !== null) save(unsaved);
      desk.reset();
      engine?.retell();
    },
    ended: () => {
      over.abort();
      tellEnded(document, say('ended'));
    },
    signal: both,
  });
  const desk = createActDesk({
    load: () => load(() => link.say({ say: 'needs', code: 'act' })),
    say: (acted) => link.say({ say: 'acted', acted }),
    start(code, stop) {
      if (reading === null || engine === null) return null;
      const { profile, hash, beside } = reading;
      return code({
        root: document,
        profile,
        hash,
        engine,
        beside,
        looks,
        language,
        signal: AbortSignal.any([both, stop]),
        say: (acted) => link.say({ say: 'acted', acted }),
        types: (id, number) => link.say({ say: 'types', id, number }),
      });
    },
  });
  const looks = (then: () => void, until: AbortSignal) => {
    lookers.add(then);
    until.addEventListener('abort', () => lookers.delete(then));
  };

  const teaching = createTeachDesk({
    document,
    language,
    load: () => teach(() => link.say({ say: 'needs', code: 'teach' })),
    known: () => reading?.profile ?? null,
    taught: save,
    signal: both,
  });
  function save(profile: Profile): void {
    unsaved = link.say({ say: 'taught', profile }) ? null : profile;
  }

  function hear(message: ToConsole): void {
    if (message.say === 'teach') teaching.turn(message.on);
    if (message.say === 'account') read(message.profile, message.hash);
    if (message.say === 'nonce') frame?.give(message.nonce);
    if (message.say === 'act') desk.take(message.ask);
    if (message.say === 'stopAct') desk.stop(message.id);
    if (message.say === 'howStands') link.say({ say: 'stands', id: message.id, wrong: frame?.wrong() ?? null });
    if (message.say === 'badges') {
      shown = new Map(message.badges.map((badge) => [badge.key, badge]));
      badges?.draw(shown);
    }
  }
  function read(profile: Profile | null, hash: string): void {
    // Over a page that nothing known reads, too: else there would be nowhere to teach it from.
    frame ??= overlay();
    if (profile === null) {
      link.say({ say: 'health', ok: false, failed: ['profile'] });
      return;
    }
    const which = profile.id + hash;
    if (reading?.which === which) {
      engine?.retell();
      return;
    }
    reading?.stop.abort();
    desk.reset();
    badges?.clear();
    const stop = new AbortController();
    const here = AbortSignal.any([both, stop.signal]);
    const beside = profile.data.length === 0 ? null : createPageData(window, profile, () => engine?.again(), here);
    reading = { which, profile, hash, beside, stop };
    const rows = () => engine?.rows() ?? new Map<string, readonly Element[]>();
    badges = createBadges(profile, rows, say);
    engine = startEngine(
      document,
      profile,
      {
        seen: (seen) => link.say({ say: 'seen', body: seen }),
        health: (health) => link.say({ say: 'health', ...health }),
        looked() {
          badges?.draw(shown);
          for (const look of [...lookers]) look();
        },
      },
      here,
      { beside },
    );
  }
  function overlay(): OverlayFrame {
    return showFrame({
      root: document,
      url: frameUrl,
      placement: placement.first,
      save: placement.save,
      wantsNonce: () => {
        owed = true;
        link.say({ say: 'nonce' });
      },
      lost: (why) => link.say({ say: 'frameLost', why }),
      say,
      signal: both,
    });
  }
  both.addEventListener('abort', () => {
    badges?.clear();
    desk.reset();
  });
}

/** The extension was updated under this page: no number is left standing, and it is said why. */
function tellEnded(document: Document, text: string): void {
  // Its successor is here already.
  if (document.querySelector(`[${OURS}]`) !== null) return;
  const note = document.createElement('div');
  note.setAttribute(OURS, 'ended');
  note.role = 'status';
  note.textContent = text;
  note.style.cssText =
    'all:initial;position:fixed;z-index:2147483646;right:12px;bottom:12px;padding:10px 14px;border-radius:6px;background:#1f2937;color:#fff;font:600 13px/1.4 system-ui,sans-serif;';
  document.documentElement.append(note);
}
