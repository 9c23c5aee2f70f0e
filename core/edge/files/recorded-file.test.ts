import { describe, expect, it } from 'vitest';
import { aStream, T0 } from '../../../test/builders/events.ts';
import { HOUR } from '../../domain/instant.ts';
import { type RecordedFile, readRecorded, writeRecorded } from './recorded-file.ts';

const file = {
  recorded: {
    stream: aStream('acc', T0, T0 + HOUR, { actualEnd: T0 + HOUR }),
    base: { stream: 'stream', at: T0, readings: [], consoles: [], daily: { TEE: 4.5 } },
    events: [
      {
        id: 'e1',
        v: 1,
        type: 'tick',
        shopId: 'main',
        origin: 'o',
        originSeq: 1,
        at: { wall: T0, count: 0 },
        actor: { name: '', origin: 'o', surface: 'worker' },
        body: { now: T0, intervalMs: 5_000, start: false },
      },
    ],
  },
  lessons: [],
} satisfies RecordedFile;

describe('a recording’s file', () => {
  it('is read as it was written', () => {
    expect(readRecorded(writeRecorded(file))).toEqual({ ok: true, value: file });
  });
  it.each([
    ['no JSON', 'sku,units', 'desk:recordings.notJson'],
    ['another file', '{"kind":"stockcue-settings","version":1}', 'desk:recordings.notOurs'],
    ['one of a later version', writeRecorded(file).replace('"version":1', '"version":2'), 'desk:recordings.newer'],
    ['one whose stream is none', writeRecorded(file).replace('"plannedStart"', '"begins"'), 'desk:recordings.notOurs'],
    ['one whose events have no time', writeRecorded(file).replace('"wall"', '"when"'), 'desk:recordings.notOurs'],
  ])('says what to do where it is %s', (_name, text, key) => {
    expect(readRecorded(text)).toMatchObject({ ok: false, problem: { say: { key } } });
  });
});
