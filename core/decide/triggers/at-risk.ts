/**
 * How urgent an alert is: what it is about decides first (a base per trigger), then how much of it there is, then the money at
 * risk: up to 40 for ten thousand of the home currency. So alerts of one kind are ranked by what they cost.
 *
 *   900 stale · 750 can't buy · 700 oversell · 650 capacity · 400 to 800 stock-out · 200 to 350 pulse · 180 to 280 safety
 *   150 to 250 schedule · 100 to 180 cover · 60 breakout · 20 overstock
 */
export const atRisk = (units: number, worth: number | null): number =>
  worth === null || units <= 0 ? 0 : Math.min(40, 10 * Math.log10(1 + units * worth));
