import cdf from '@stdlib/stats-base-dists-negative-binomial-cdf';
import quantile from '@stdlib/stats-base-dists-negative-binomial-quantile';
import { expect, it } from 'vitest';
import { pointScore, randomFrom, spreadScore } from './measures.ts';

it('weighs misses by units, and lets too much and too little make up for one another in the bias alone', () => {
  const points = [
    { mean: 12, median: 10, fact: 20 },
    { mean: 28, median: 30, fact: 20 },
  ];
  expect(pointScore(points)).toEqual({ wape: 0.5, bias: 0 });
});

it('holds exactly 80 % for what is drawn from the very distribution that was said, few units or many', () => {
  const random = randomFrom(7);
  for (const [size, mean] of [
    [1, 0.4],
    [2, 5],
    [8, 300],
  ] as const) {
    const p = size / (size + mean);
    const spreads = Array.from({ length: 4_000 }, () => {
      const fact = Math.max(0, quantile(random(), size, p));
      const at = (x: number) => (x < 0 ? 0 : cdf(x, size, p));
      return {
        mean,
        median: quantile(0.5, size, p),
        p10: quantile(0.1, size, p),
        p90: quantile(0.9, size, p),
        below: at(fact - 1),
        upTo: at(fact),
        fact,
      };
    });
    const { coverage80, bias } = spreadScore(spreads);
    expect(coverage80).toBeGreaterThan(0.78);
    expect(coverage80).toBeLessThan(0.82);
    expect(Math.abs(bias)).toBeLessThan(0.06);
  }
});

it('finds no better quantile than the true one', () => {
  const random = randomFrom(11);
  const facts = Array.from({ length: 3_000 }, () => Math.floor(100 * random()));
  const score = (p10: number, median: number, p90: number) =>
    spreadScore(facts.map((fact) => ({ mean: 50, median, p10, p90, below: 0, upTo: 1, fact }))).pinball;
  expect(score(10, 50, 90)).toBeLessThan(score(20, 50, 90));
  expect(score(10, 50, 90)).toBeLessThan(score(10, 60, 90));
  expect(score(10, 50, 90)).toBeLessThan(score(10, 50, 75));
});
