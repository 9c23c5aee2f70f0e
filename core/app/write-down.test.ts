import { expect, test } from 'vitest';
import { ACTOR, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import type { Draft } from '../domain/event.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import { advance, emptyState } from './cycle.ts';
import { createWriteDown } from './write-down.ts';

const due = aStream('us', T0, T0 + HOUR, { id: 'st', starts: 'schedule', actualStart: null });

/** A stream that is due to begin by its schedule, and a log whose answers come when they are let come. */
function atStart() {
  const event = eventMaker();
  const later = T0 + MINUTE;
  let state = [
    event(T0 - HOUR, { type: 'settings', body: { streams: [due] } }),
    event(later, { type: 'tick', body: { now: later, intervalMs: 5_000, start: false } }),
  ].reduce(advance, emptyState('main'));
  const asked: { readonly draft: Draft; readonly end: (why?: Error) => void }[] = [];
  const reported: string[] = [];
  const writeDown = createWriteDown({
    state: () => state,
    upTo: () => null,
    append: (draft) =>
      new Promise<void>((resolve, reject) => {
        asked.push({ draft, end: (why) => (why === undefined ? resolve() : reject(why)) });
      }),
    actor: () => ACTOR,
    report: (where, error) => reported.push(`${where}: ${String(error)}`),
  });
  /** The first is answered: written, and the state knows it; or refused. */
  const answer = async (why?: Error) => {
    const one = asked.at(-1);
    if (one === undefined) throw new Error('Nothing was to be written.');
    if (why === undefined) state = advance(state, event(later, one.draft));
    one.end(why);
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return { asked, reported, writeDown, answer };
}

test('a stream that is due begins once, at its planned start, however much happens while that is written', async () => {
  const { asked, writeDown, answer } = atStart();
  writeDown();
  writeDown();
  expect(asked.map(({ draft }) => draft.body)).toEqual([{ streams: [{ ...due, actualStart: T0 }] }]);
  await answer();
  writeDown();
  expect(asked.filter(({ draft }) => draft.type === 'settings')).toHaveLength(1);
});

test('what could not be written is reported and written the next time', async () => {
  const { asked, reported, writeDown, answer } = atStart();
  writeDown();
  await answer(new Error('disk full'));
  expect(reported).toEqual(['start st: Error: disk full']);
  writeDown();
  expect(asked).toHaveLength(2);
});
