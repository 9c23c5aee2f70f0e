import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Came, type Course, createCourse } from './course.ts';

type Ask = Parameters<typeof createCourse>[0];
const release: Ask = { number: 30, by: 10, most: 45 };
const takeBack: Ask = { number: 10, by: -10 };
const limit: Ask = { number: 10 };
/** What the row shows: `!`: the person presses the control; `=n`: types n; `?n`: the page asks something meanwhile. */
function follow(ask: Ask, from: number, steps: readonly (number | string)[]): { course: Course; came: Came } {
  const course = createCourse(ask, from);
  let came: Came = course.look({ figure: from, asking: false });
  for (const step of steps) {
    if (step === '!') course.begun();
    else if (typeof step === 'string' && step.startsWith('=')) course.typed(Number(step.slice(1)));
    else if (typeof step === 'string') came = course.look({ figure: Number(step.slice(1)), asking: true });
    else came = course.look({ figure: step, asking: false });
  }
  return { course, came };
}

describe('the number to be typed, and what came of it', () => {
  it.each<[string, Ask, readonly (number | string)[], Came, number, { was: number; is: number }]>([
    ['a release that is saved', release, ['!', '=30', 30], 'there', 30, { was: 20, is: 30 }],
    ['follows what is sold before', release, [17], 'waits', 27, { was: 17, is: 17 }],
    ['and while the person is at it', release, ['!', 17, 27], 'there', 27, { was: 17, is: 27 }],
    ['counts buyers who were quicker than the page', release, ['!', '=30', 28], 'there', 30, { was: 20, is: 30 }],
    ['stands whatever is sold after it', release, ['!', 30, 12], 'there', 30, { was: 20, is: 30 }],
    ['less than was asked counts as it was seen', release, ['!', '=25', 25], 'there', 30, { was: 20, is: 25 }],
    ['an old number is to be mended', release, ['!', '=30', 18, 30], 'wrong', 28, { was: 18, is: 18 }],
    ['and is, when it was', release, ['!', '=30', 18, 30, '=28', 28], 'there', 28, { was: 18, is: 28 }],
    ['what is sold of too much is no correction', release, ['!', '=300', 300, 299], 'wrong', 29, { was: 19, is: 19 }],
    ['goes not beyond what may be promised', release, ['!', 40], 'wrong', 30, { was: 20, is: 20 }],
    ['a page that takes back what it hoped for', release, ['!', 30, 20], 'waits', 30, { was: 20, is: 20 }],
    ['taken back', takeBack, ['!', '=10', 10], 'there', 10, { was: 20, is: 10 }],
    ['only what is left', takeBack, [6], 'waits', 0, { was: 6, is: 6 }],
    ['nothing is left', takeBack, [0], 'there', 0, { was: 0, is: 0 }],
    ['sold while the page asks', takeBack, ['!', '?15'], 'waits', 5, { was: 15, is: 15 }],
    ['though it is as much', takeBack, ['!', '?10'], 'waits', 0, { was: 10, is: 10 }],
    ['and typed then', takeBack, ['!', '?15', '=5', 5], 'there', 5, { was: 15, is: 5 }],
    ['another number than that', takeBack, ['!', '=15', 15], 'wrong', 10, { was: 20, is: 20 }],
    ['a limit', limit, ['!', '=10', 10], 'there', 10, { was: 20, is: 10 }],
    ['of which some is sold at once', limit, ['!', '=10', 8], 'there', 10, { was: 20, is: 10 }],
    ['takes less where some is sold before', limit, [14, '!', '=10', 10], 'there', 10, { was: 14, is: 10 }],
    ['takes nothing where no more is left', limit, [9], 'there', 9, { was: 9, is: 9 }],
  ])('%s', (_, ask, steps, came, number, moved) => {
    const followed = follow(ask, 20, steps);
    expect([followed.came, followed.course.number(), followed.course.moved()]).toEqual([came, number, moved]);
  });

  it('is refused before anybody begins where more stands there than may be added to', () => {
    expect(follow(release, 20, [36]).came).toBe('risen');
    expect(follow(release, 20, [35]).came).toBe('waits');
  });

  it('waits for a figure that cannot be read for a moment', () => {
    const course = createCourse(release, 20);
    course.begun();
    expect(course.look({ figure: null, asking: false })).toBe('waits');
    expect(course.look({ figure: 30, asking: false })).toBe('there');
    expect(course.look({ figure: null, asking: false })).toBe('there');
  });

  it('loses and makes no unit: a release, what is taken back of it, with buyers at any moment', () => {
    const sales = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        sales,
        sales,
        sales,
        (first, n, before, between, after) => {
          let [stock, sold] = [first, 0];
          const sell = (units: readonly number[], course: Course) => {
            for (const each of units) {
              const taken = Math.min(each, stock);
              stock -= taken;
              sold += taken;
              course.look({ figure: stock, asking: false });
            }
          };
          const type = (course: Course) => {
            const number = course.number();
            course.typed(number);
            stock = number;
            return course.look({ figure: stock, asking: false });
          };
          const up = createCourse({ number: first + n, by: n, most: 1_000 }, stock);
          sell(before, up);
          up.begun();
          expect(type(up)).toBe('there');
          expect(up.moved().is - up.moved().was).toBe(n);
          sell(between, up);
          expect(stock).toBe(first + n - sold);

          const back = Math.min(n, stock);
          const down = createCourse({ number: stock - back, by: -n }, stock);
          sell(after, down);
          down.begun();
          expect(type(down)).toBe('there');
          expect(stock).toBe(first + n - sold - (down.moved().was - down.moved().is));
          expect(stock).toBeGreaterThanOrEqual(0);
          expect(down.moved().was - down.moved().is).toBeLessThanOrEqual(n);
        },
      ),
    );
  });
});
