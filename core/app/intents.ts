import { unseenPress } from '../decide/commands/gesture.ts';
import { snoozedUntil } from '../decide/triggers/snooze.ts';
import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { CommandId, StreamId } from '../domain/ids.ts';
import type { Intent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { endOf, isRunning, type Stream } from '../domain/stream.ts';
import type { Clock } from '../ports.ts';
import type { Dispatcher } from './dispatch.ts';
import type { Drips } from './drips.ts';
import type { Guards } from './guards.ts';
import type { PageActs } from './page-acts.ts';

type Deps = {
  readonly settings: () => ShopSettings;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly clock: Pick<Clock, 'now'>;
  readonly dispatcher: Pick<Dispatcher, 'run' | 'settleBy'>;
  readonly drips: Pick<Drips, 'intent'>;
  readonly guards: Pick<Guards, 'intent'>;
  readonly pollNow: (source: string | null) => void;
  /** Answers with why there is nothing to stop; null: it was told. */
  readonly stopAct: (command: CommandId) => Phrase | null;
  readonly promoted: PageActs['promoted'];
};

/** What becomes of what a person asked for: null where it was done, else what they must be told. */
export async function carryOut(deps: Deps, intent: Intent, actor: Actor): Promise<Phrase | null> {
  const { append, clock } = deps;
  const unseen = 'gesture' in intent ? unseenPress(intent.gesture) : null;
  if (unseen !== null) return phrase(`command:refused.${unseen}`);
  switch (intent.kind) {
    case 'command':
      return deps.dispatcher.run(intent, actor);
    case 'settle':
      return deps.dispatcher.settleBy(intent.command, intent.as, actor, intent.skus);
    case 'drip':
      return deps.drips.intent(intent, actor);
    case 'guard':
      return deps.guards.intent(intent, actor);
    case 'alert': {
      const at = clock.now();
      // Who wakes an alert puts it off no longer.
      const until = intent.action === 'snooze' ? snoozedUntil(intent.lasts, at, deps.settings().preferences.teamZone) : null;
      const action = intent.action === 'acknowledge' ? 'acknowledge' : 'snooze';
      await append({ type: 'alertAction', actor, body: { alert: intent.alert, action, until, at } });
      return null;
    }
    case 'offer': {
      const { account, listing, offer, on } = intent;
      await append({ type: 'offer', actor, body: { account, listing, kind: offer, at: clock.now(), on } });
      return null;
    }
    case 'explain':
      await append({ type: 'explained', actor, body: intent.body });
      return null;
    case 'startStream':
    case 'endStream':
      return turn(deps, intent.stream, intent.kind, actor);
    case 'pollNow':
      deps.pollNow(intent.source);
      return null;
    case 'stopAct':
      return deps.stopAct(intent.command);
    case 'promote': {
      const account = deps.promoted(intent.account, intent.action, intent.on);
      if ('key' in account) return account;
      await append({ type: 'settings', actor, body: { accounts: [account] } });
      return null;
    }
    case 'emergency':
      await append({ type: 'emergency', actor, body: { ...intent.body, at: clock.now() } });
      return null;
    // What only the surface's own subscription is about never gets here.
    case 'chooseStream':
    case 'detail':
    case 'closeDetail':
    case 'openWindow':
    case 'teach':
    case 'desk':
      return null;
  }
}

async function turn(deps: Deps, id: StreamId, kind: 'startStream' | 'endStream', actor: Actor): Promise<Phrase | null> {
  const stream = deps.settings().streams[id];
  if (stream === undefined) return phrase('worker:stream.unknown');
  const now = deps.clock.now();
  const next = kind === 'startStream' ? started(stream, now) : ended(stream, now);
  if ('key' in next) return next;
  await deps.append({ type: 'settings', actor, body: { streams: [next] } });
  return null;
}

function started(stream: Stream, now: number): Stream | Phrase {
  if (isRunning(stream, now)) return phrase('worker:stream.running');
  if (stream.actualEnd !== null || endOf(stream) <= now) return phrase('worker:stream.over');
  return { ...stream, actualStart: now };
}
function ended(stream: Stream, now: number): Stream | Phrase {
  if (stream.actualStart === null || stream.actualEnd !== null) return phrase('worker:stream.over');
  return { ...stream, actualEnd: now };
}
