import { expect, it } from 'vitest';
import { netOf } from '../../core/domain/recording.ts';
import { oracleOf } from './oracle.ts';
import { streamsOf } from './stream.ts';

it('makes the same streams of the same seed, and others of another', () => {
  expect(streamsOf(1, 3)).toEqual(streamsOf(1, 3));
  expect(streamsOf(2, 3)).not.toEqual(streamsOf(1, 3));
});

it('makes evenings as they are: late shows, skipped slots, raids, new SKUs, stock that runs out, orders given back', () => {
  const made = streamsOf(3, 30).map(({ recording }) => recording);
  const some = (is: (recording: (typeof made)[number]) => boolean) => made.filter(is).length;
  expect(some(({ endsAt, plannedEndsAt }) => endsAt > plannedEndsAt)).toBeGreaterThan(2);
  expect(some(({ endsAt, plannedEndsAt }) => endsAt < plannedEndsAt)).toBeGreaterThan(2);
  expect(some(({ rundown, pins }) => pins.length < rundown.length)).toBeGreaterThan(20);
  expect(some(({ viewers }) => Math.max(...viewers.map((one) => one.viewers)) > 2 * (viewers[40]?.viewers ?? 0))).toBeGreaterThan(
    2,
  );
  expect(some(({ stock }) => stock.some(({ available }) => available === 0))).toBeGreaterThan(5);
  expect(some(({ sales }) => Object.values(sales).some((all) => all.some(({ released }) => released)))).toBeGreaterThan(20);
  const first = new Set(made.slice(0, 10).flatMap(({ rundown }) => rundown.map(({ sku }) => sku)));
  expect(
    made
      .slice(10)
      .flatMap(({ rundown }) => rundown)
      .some(({ sku }) => !first.has(sku)),
  ).toBe(true);
});

it('has an oracle that is right on average, and cannot know chance', () => {
  let [said, came, missed] = [0, 0, 0];
  for (const made of streamsOf(4, 40)) {
    const { recording, offered } = made;
    for (const { sku } of offered) {
      const units = oracleOf(made, sku, recording.startsAt);
      said += units;
      came += netOf(recording, sku);
      missed += Math.abs(units - netOf(recording, sku));
    }
  }
  expect(said / came).toBeGreaterThan(0.95);
  expect(said / came).toBeLessThan(1.05);
  expect(missed / came).toBeGreaterThan(0.1);
});
