import type { DeskView } from '../../domain/desk.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Intent } from '../../domain/intent.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { DetailView, PanelPatch, PanelView, PopupView } from '../../domain/view.ts';
import { type Port, post } from './port.ts';
import type { ToSurface, ToWorker } from './protocol.ts';

/** `refused`: not bound, or no longer: the surface shows an empty box. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'refused';
export type Hello = Omit<Extract<ToWorker, { say: 'hello' }>, 'say'>;
/** Why a hello is needed: the first one, after the port closed, or after a refusal. */
export type HelloReason = 'start' | 'closed' | 'refused';

type Deps = {
  /** A new port to the worker; may throw where the extension was updated under us. */
  readonly connect: () => Port;
  /** The first word on each port. An embedded panel waits here for a nonce: each is good once. */
  readonly hello: (why: HelloReason) => Promise<Hello>;
  readonly later: (ms: number, then: () => void) => void;
  readonly newId: () => string;
  readonly on: {
    connection(state: Connection): void;
    panel?(view: PanelView): void;
    popup?(view: PopupView): void;
    desk?(view: DeskView): void;
    patch?(patch: PanelPatch): void;
    detail?(view: DetailView | null): void;
    /** Anything was heard; `now` is the shop's time where it was a beat. */
    heard?(now: Instant | null): void;
  };
  readonly signal: AbortSignal;
};

/** Milliseconds before the next try: quick after a worker's death (33 ms to revive), then slower. */
export const BACK_OFF_MS: readonly number[] = [50, 250, 1_000, 2_000, 5_000];
const LOST = phrase('panel:lost.unanswered');

export type ViewClient = {
  /** Answers with the problem, or null. Nothing is ever sent twice: what a dying port leaves open is said to be open. */
  send(intent: Intent): Promise<Phrase | null>;
  /** Takes a fresh port at once: a new nonce came, or the page came back from the back/forward cache. */
  reconnect(): void;
};

/** A surface's end of the view port: hello, snapshot and patches in order, resync after a gap, reconnect with back-off. */
export function createViewClient({ connect, hello, later, newId, on, signal }: Deps): ViewClient {
  const open = new Map<string, (problem: Phrase | null) => void>();
  let port: Port | null = null;
  let tries = 0;
  let turn = 0;
  let place: { epoch: string; rev: number } | null = null;

  function drop() {
    port = null;
    place = null;
    for (const settle of open.values()) settle(LOST);
    open.clear();
  }
  function again(why: HelloReason) {
    const mine = turn;
    const wait = BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length - 1)] ?? 0;
    tries += 1;
    later(wait, () => mine === turn && void start(why));
  }
  async function start(why: HelloReason) {
    turn += 1;
    const mine = turn;
    // A frame that waits for its nonce has asked for nothing yet: it holds no port open.
    const word = await hello(why);
    if (mine !== turn || signal.aborted) return;
    try {
      listen(connect(), word);
    } catch {
      // The extension was updated or removed under this document: it may come back, so ages grow and we try on.
      on.connection('reconnecting');
      again('closed');
    }
  }
  function listen(fresh: Port, word: Hello) {
    port = fresh;
    fresh.onMessage.addListener((message) => fresh === port && take(message as ToSurface));
    fresh.onDisconnect.addListener(() => fresh === port && closed());
    post(fresh, { say: 'hello', ...word } satisfies ToWorker);
  }
  function closed() {
    drop();
    on.connection('reconnecting');
    again('closed');
  }
  function refused() {
    const old = port;
    drop();
    old?.disconnect();
    on.connection('refused');
    again('refused');
  }
  function snapshot(epoch: string, rev: number) {
    place = { epoch, rev };
    tries = 0;
    on.connection('live');
  }
  function patched(said: Extract<ToSurface, { say: 'patch' }>) {
    if (place === null) return;
    if (said.epoch !== place.epoch || said.from !== place.rev) {
      // A gap or another epoch: what is on screen stays until the snapshot comes, and later patches wait for it.
      place = null;
      if (port !== null) post(port, { say: 'resync' } satisfies ToWorker);
      return;
    }
    place = { epoch: said.epoch, rev: said.to };
    on.patch?.(said.patch);
  }
  function take(said: ToSurface) {
    if (said.say === 'refused') return refused();
    on.heard?.(said.say === 'beat' ? said.now : null);
    switch (said.say) {
      case 'panel':
        on.panel?.(said.view);
        return snapshot(said.epoch, said.rev);
      case 'popup':
        on.popup?.(said.view);
        return snapshot(said.epoch, said.rev);
      case 'desk':
        on.desk?.(said.view);
        return snapshot(said.epoch, said.rev);
      case 'patch':
        return patched(said);
      case 'detail':
        return on.detail?.(said.view);
      case 'answer':
        open.get(said.id)?.(said.problem);
        open.delete(said.id);
    }
  }
  function reconnect() {
    const old = port;
    drop();
    old?.disconnect();
    tries = 0;
    void start('closed');
  }

  signal.addEventListener('abort', () => {
    const old = port;
    drop();
    old?.disconnect();
  });
  on.connection('connecting');
  void start('start');
  return {
    send(intent) {
      const at = port;
      const id = newId();
      if (at === null || !post(at, { say: 'intent', id, intent } satisfies ToWorker)) {
        return Promise.resolve(phrase('panel:lost.notSent'));
      }
      return new Promise((settle) => open.set(id, settle));
    },
    reconnect,
  };
}
