import { describe, expect, it } from 'vitest';
import { aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import type { PageSeen } from '../domain/console.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../domain/instant.ts';
import type { Stream } from '../domain/stream.ts';
import { advance, emptyState } from './cycle.ts';
import { dueEnds } from './stream-ends.ts';

/** What a page says, in seconds from the stream's start; null: nobody sees it any more. */
type Said = readonly [number, PageSeen['live'] | null];
function endedBy(said: readonly Said[], now: number, over: Partial<Stream> = {}) {
  const make = eventMaker();
  let state = emptyState('main');
  const stream = aStream('acc', T0, T0 + 3 * HOUR, { starts: 'console', ...over });
  for (const [at, live] of said) {
    const instant: Instant = T0 + at * SECOND;
    state = advance(
      state,
      make(instant, {
        type: 'consoleSeen',
        body: {
          account: 'acc',
          seenAt: instant,
          page: { live: live ?? 'unknown', room: null, viewers: null, comments: null },
          changed: [],
          keys: live === null ? [] : ['L'],
          complete: live !== null,
        },
      }),
    );
  }
  return dueEnds([stream], state.ledger.consoles, T0 + now * SECOND).map(({ at }) => (at - T0) / SECOND);
}

describe('a stream that started with its console', () => {
  it.each<[string, readonly Said[], number, number[]]>([
    ['goes on while the page is live', [[1, 'live']], 7_200, []],
    [
      'ends when the page has said so for two minutes, at the time that it said so',
      [
        [1, 'live'],
        [3_600, 'ended'],
      ],
      3_720,
      [3_600],
    ],
    [
      'does not end before',
      [
        [1, 'live'],
        [3_600, 'ended'],
      ],
      3_719,
      [],
    ],
    [
      'goes on where the page was ended for a moment',
      [
        [1, 'live'],
        [3_600, 'ended'],
        [3_610, 'live'],
      ],
      7_200,
      [],
    ],
    [
      'goes on while the page loads anew',
      [
        [1, 'live'],
        [3_600, null],
        [3_605, 'unknown'],
        [3_610, 'live'],
      ],
      3_800,
      [],
    ],
    [
      'goes on where the page only went away',
      [
        [1, 'live'],
        [3_600, null],
      ],
      7_200,
      [],
    ],
    [
      'goes on where it went away in the moment of a flicker',
      [
        [1, 'live'],
        [3_600, 'ended'],
        [3_610, null],
      ],
      7_200,
      [],
    ],
    [
      'ends where the page was closed after it',
      [
        [1, 'live'],
        [3_600, 'ended'],
        [3_660, null],
      ],
      3_720,
      [3_600],
    ],
    [
      'goes on where the page goes on after minutes',
      [
        [1, 'live'],
        [3_600, 'ended'],
        [3_660, null],
        [3_700, 'live'],
      ],
      7_200,
      [],
    ],
    [
      'is not ended by what was ended before it',
      [
        [-900, 'live'],
        [-600, 'ended'],
        [-30, 'unknown'],
        [10, 'ended'],
      ],
      7_200,
      [],
    ],
  ])('%s', (_name, said, now, ended) => {
    expect(endedBy(said, now)).toEqual(ended);
  });

  it.each(['hand', 'schedule'] as const)('one that started by %s is ended by a person', (starts) => {
    expect(
      endedBy(
        [
          [1, 'live'],
          [3_600, 'ended'],
        ],
        4 * 3_600,
        { starts },
      ),
    ).toEqual([]);
  });

  it('ends no stream twice', () => {
    const said: readonly Said[] = [
      [1, 'live'],
      [3_600, 'ended'],
    ];
    expect(endedBy(said, 3_720 + 60, { actualEnd: T0 + 3_600 * SECOND })).toEqual([]);
    expect(endedBy(said, 30 * MINUTE)).toEqual([]);
  });
});
