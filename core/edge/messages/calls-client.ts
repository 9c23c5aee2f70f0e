import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Calls } from './protocol.ts';

/** A call that the worker could not answer: what to say to the person. */
export class CallProblem extends Error {
  override name = 'CallProblem';
  readonly say: Phrase;
  constructor(say: Phrase) {
    super(say.key);
    this.say = say;
  }
}

export type CallWorker = <K extends keyof Calls>(name: K, ask: Parameters<Calls[K]>[0]) => Promise<ReturnType<Calls[K]>>;

/** The calling end of `Calls`, for the extension's own pages. Rejects with a CallProblem. */
export function callsClient(send: (message: unknown) => Promise<unknown>): CallWorker {
  return async (name, ask) => {
    const answer = (await send({ stockcue: 'call', name, ask }).catch(() => undefined)) as
      | { ok: true; value: never }
      | { ok: false; say: Phrase }
      | undefined;
    if (answer === undefined) throw new CallProblem(phrase('options:noWorker'));
    if (!answer.ok) throw new CallProblem(answer.say);
    return answer.value;
  };
}
