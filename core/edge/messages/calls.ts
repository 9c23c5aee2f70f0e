import type { Phrase } from '../../domain/phrase.ts';
import { phrase } from '../../domain/phrase.ts';
import { type Call, parseCall } from './parse.ts';
import type { Calls } from './protocol.ts';
import { type Own, type RawSender, sortSender } from './senders.ts';

/** What a call answers. `say` never carries a secret: it is a sentence of ours, with figures of ours. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly say: Phrase };

export type CallHandlers = {
  readonly [K in keyof Calls]: (ask: Parameters<Calls[K]>[0]) => Promise<ReturnType<Calls[K]>>;
};

type Deps = {
  readonly own: Own;
  readonly handlers: CallHandlers;
  readonly report: (where: string, error: unknown) => void;
  /** Something was refused: counted, for the health report. */
  readonly refused: (why: string) => void;
};

/**
 * The receiving end of `Calls`: a listener for `runtime.onMessage`. Only the extension's own pages may call, and none
 * that is embedded in somebody's page. Answers undefined to what is not a call of ours.
 */
export function createCalls({ own, handlers, report, refused }: Deps) {
  return (message: unknown, raw: RawSender): Promise<Answer<unknown>> | undefined => {
    const sender = sortSender(raw, own);
    const call = parseCall(message);
    if (call === null) return undefined;
    if (sender.kind !== 'page') {
      refused(`call from ${sender.kind}`);
      return Promise.resolve({ ok: false, say: phrase('worker:call.notAllowed') });
    }
    if (call.ask === null) {
      refused(`call ${call.name}`);
      return Promise.resolve({ ok: false, say: phrase('worker:call.notUnderstood') });
    }
    return answer(handlers, call as Call, report);
  };
}

async function answer(handlers: CallHandlers, call: Call, report: Deps['report']): Promise<Answer<unknown>> {
  try {
    const handler = handlers[call.name] as (ask: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(call.ask) };
  } catch (error) {
    report(`call ${call.name}`, error);
    return { ok: false, say: phrase('worker:call.failed') };
  }
}
