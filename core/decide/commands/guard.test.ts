import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTDOWN_MS, type Guard, type GuardBody } from '../../domain/guard.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { type GuardedStock, type GuardFacts, type GuardStep, guardSteps } from './guard.ts';

const T = 1_800_000_000_000;
const guard = (more: Partial<Guard> = {}): Guard => ({
  sku: 'A',
  pauseAt: 5,
  capOversold: false,
  wavesOf: null,
  mostPerHour: 3,
  ...more,
});
const stock = (more: Partial<GuardedStock> = {}): GuardedStock => ({
  sku: 'A',
  title: 'Cup',
  account: 'acc',
  listing: 'L',
  variant: 'v',
  skus: ['A'],
  unitsPerSale: 1,
  left: 5,
  onSale: true,
  oversold: { known: true, keep: null },
  load: null,
  dripping: false,
  can: () => true,
  ...more,
});
const run = (step: GuardBody['step'], more: Partial<GuardBody> = {}): GuardBody => ({
  id: 'g1',
  step,
  sku: 'A',
  kind: 'pauseAt',
  account: 'acc',
  listing: 'L',
  variant: 'v',
  actsAt: T,
  at: T - COUNTDOWN_MS,
  command: null,
  ...more,
});
const facts = (one: Guard, stocks: readonly GuardedStock[], runs: readonly GuardBody[] = []): GuardFacts => ({
  now: T,
  countdownMs: COUNTDOWN_MS,
  guards: { A: one },
  stocks,
  runs,
  ours: new Set(runs.map(({ id }) => id)),
  failed: {},
  ids: () => 'new',
});
const told = (steps: readonly GuardStep[]): string =>
  steps
    .map(({ body, deed }) => {
      const what = deed === null ? '' : ` does ${deed.kind} ${deed.quantity ?? ''}`.trimEnd();
      return `${body.step} ${body.kind}${body.clearedAt === undefined ? '' : ' cleared'}${what} ${body.say?.key ?? ''}`.trim();
    })
    .join('; ');

const over = { known: true, keep: 7 };
const full = { share: 0.85, near: 0.8 };
it('counts down for as long as a person needs, however fast the clock runs', () => {
  const fast = { ...facts(guard(), [stock({ left: 5 })]), countdownMs: 60 * COUNTDOWN_MS };
  expect(guardSteps(fast)[0]?.body).toMatchObject({ step: 'counting', actsAt: T + 60 * COUNTDOWN_MS });
});

describe('what sets a guard off', () => {
  it.each<[string, Partial<Guard>, Partial<GuardedStock>, string]>([
    ['as few left as was set', {}, { left: 5 }, 'counting pauseAt guard:counting.pauseAt'],
    ['one more is enough', {}, { left: 6 }, ''],
    ['nothing while nobody turned it on', { pauseAt: null }, { left: 0, oversold: over, load: full }, ''],
    ['nothing that is not known', {}, { left: null }, ''],
    ['nothing that is paused already', {}, { left: 0, onSale: false }, ''],
    [
      'too much on sale',
      { pauseAt: null, capOversold: true },
      { oversold: over },
      'counting capOversold guard:counting.capOversold',
    ],
    ['no more on sale than there is', { pauseAt: null, capOversold: true }, {}, ''],
    ['a warehouse near its capacity', { pauseAt: null, wavesOf: 20 }, { load: full }, 'counting waves guard:counting.waves'],
    ['one that has room', { pauseAt: null, wavesOf: 20 }, { load: { share: 0.7, near: 0.8 } }, ''],
    ['one that drips already', { pauseAt: null, wavesOf: 20 }, { load: full, dripping: true }, ''],
    [
      'the most urgent first, one at a time',
      { capOversold: true, wavesOf: 9 },
      { oversold: over, load: full },
      'counting pauseAt guard:counting.pauseAt',
    ],
    ['by page never: refused and said', {}, { can: () => false }, 'refused pauseAt guard:refused.noApi.pauseAt'],
  ])('%s', (_, of, at, expected) => {
    expect(told(guardSteps(facts(guard(of), [stock(at)])))).toBe(expected);
  });
});

describe('a countdown', () => {
  const at = (now: number, more: Partial<GuardFacts> = {}, here = stock()) =>
    told(guardSteps({ ...facts(guard(), [here], [run('counting')]), now, ...more }));
  it.each<[string, string, string]>([
    ['is not cut short', at(T - 1), ''],
    ['acts when it is over', at(T), 'acted pauseAt does pauseAt guard:acted.pauseAt'],
    ['ends where it is no longer needed', at(T, {}, stock({ left: 6 })), 'stopped pauseAt cleared guard:over'],
    ['ends where it was turned off', at(T, { guards: {} }), 'stopped pauseAt cleared guard:over'],
    ['holds where it is no longer known', at(T, {}, stock({ left: null })), ''],
    ['begins anew in another life of the worker', at(T, { ours: new Set() }), 'counting pauseAt'],
    ['waits in another life until something is known', at(T, { ours: new Set() }, stock({ left: null })), ''],
    [
      'ends where nothing is known for long',
      at(T + COUNTDOWN_MS + 1, {}, stock({ left: null })),
      'stopped pauseAt cleared guard:unknown',
    ],
    ['begins anew after a sleep', at(T + COUNTDOWN_MS + 1), 'counting pauseAt'],
  ])('%s', (_, said, expected) => {
    expect(said).toBe(expected);
  });
  it('is the only one of its SKU', () => {
    const two = [stock({ left: 50, oversold: over }), stock({ account: 'other', left: 2 })];
    const counting = run('counting', { actsAt: T + 1, kind: 'capOversold' });
    expect(told(guardSteps(facts(guard({ capOversold: true }), two, [counting])))).toBe('');
  });
});

describe('one that went off', () => {
  it.each<[string, GuardBody, Partial<GuardedStock>, string]>([
    ['does not start again while its reason lasts', run('stopped'), {}, ''],
    ['nor after it has acted, where a person resumed', run('acted', { command: 'c' }), {}, ''],
    ['nor where nothing is known', run('stopped'), { left: null }, ''],
    ['is ready again when it was over once', run('stopped'), { left: 6 }, 'stopped pauseAt cleared'],
    ['and then starts again', run('stopped', { clearedAt: T - 1 }), {}, 'counting pauseAt guard:counting.pauseAt'],
  ])('%s', (_, before, now, expected) => {
    expect(told(guardSteps(facts(guard(), [stock(now)], [before])))).toBe(expected);
  });
  it('may try anew what was not done, and counts that among what it did', () => {
    const { key } = phrase('command:failed.unchanged');
    const done = run('acted', { command: 'c' });
    const [step] = guardSteps({ ...facts(guard(), [stock()], [done]), failed: { c: { key } } });
    expect(told(step === undefined ? [] : [step])).toBe(`refused pauseAt cleared ${key}`);
    const tried = step === undefined ? [] : [step.body];
    expect(told(guardSteps(facts(guard(), [stock()], tried)))).toBe('counting pauseAt guard:counting.pauseAt');
    expect(told(guardSteps(facts(guard({ mostPerHour: 1 }), [stock()], tried)))).toBe('refused pauseAt guard:refused.tooOften');
  });
  it('acts no more often in an hour than was set, and says so', () => {
    const acted = (n: number, ago: number) => run('acted', { id: `g${n}`, command: 'c', at: T - ago, clearedAt: T - ago + 1 });
    const twice = [acted(1, 50 * MINUTE), acted(2, 20 * MINUTE)];
    const again = (runs: readonly GuardBody[]) => told(guardSteps(facts(guard({ mostPerHour: 3 }), [stock()], runs)));
    expect(again(twice)).toBe('counting pauseAt guard:counting.pauseAt');
    expect(again([...twice, acted(3, MINUTE)])).toBe('refused pauseAt guard:refused.tooOften');
    expect(again([acted(0, HOUR), ...twice])).toBe('counting pauseAt guard:counting.pauseAt');
  });
  it('limits by sales, not by units, and says the figure that it will set', () => {
    const two = stock({ unitsPerSale: 2, oversold: { known: true, keep: 7 } });
    const of = guard({ pauseAt: null, capOversold: true });
    const [step] = guardSteps(facts(of, [two], [run('counting', { kind: 'capOversold' })]));
    expect(step?.deed?.quantity).toBe(3);
    expect(step?.body.say?.values?.n).toBe(3);
  });
});

/** Steps taken one after the other, as the log would take them. */
class Watch {
  private now = T;
  private runs: readonly GuardBody[] = [];
  private ours = new Set<string>();
  private left: number | null = 20;
  private counted = 0;
  private begunAt = new Map<string, number>();
  readonly acts: number[] = [];
  private readonly most: number;
  constructor(most: number) {
    this.most = most;
  }
  readonly moves: Readonly<Record<'pass' | 'left' | 'blind' | 'stop' | 'restart', (n: number) => void>> = {
    pass: (n) => {
      this.now += n * 1_000;
    },
    left: (n) => {
      this.left = n % 12;
    },
    blind: () => {
      this.left = null;
    },
    stop: () => {
      this.runs = this.runs.map((one) => (one.step === 'counting' ? { ...one, step: 'stopped', at: this.now } : one));
    },
    restart: () => {
      this.ours = new Set();
    },
  };
  work(): void {
    const given = { ...facts(guard({ mostPerHour: this.most }), [stock({ left: this.left })], this.runs), now: this.now };
    for (const { body, deed } of guardSteps({ ...given, ours: this.ours, ids: () => `g${this.counted++}` }))
      this.take(body, deed);
    expect(this.runs.filter(({ step }) => step === 'counting').length).toBeLessThanOrEqual(1);
  }
  private take(body: GuardBody, deed: GuardStep['deed']): void {
    const before = this.runs.find(({ id }) => id === body.id);
    this.runs = [...this.runs.filter(({ id }) => id !== body.id), body];
    if (body.step === 'counting') {
      this.ours.add(body.id);
      this.begunAt.set(body.id, this.now);
      expect(this.left).toBeLessThanOrEqual(5);
    }
    if (deed === null) return;
    // Only after a whole countdown in this life, on what is known, and while it is still called for.
    expect(before?.step).toBe('counting');
    expect(this.now - (this.begunAt.get(body.id) ?? this.now)).toBeGreaterThanOrEqual(COUNTDOWN_MS);
    expect(this.left).toBeLessThanOrEqual(5);
    this.acts.push(this.now);
    expect(this.acts.filter((at) => this.now - at < HOUR).length).toBeLessThanOrEqual(this.most);
  }
}

it('whatever happens: announced in full, never more often than was set, never on a guess', () => {
  const move = fc.record({
    kind: fc.constantFrom('pass', 'pass', 'pass', 'left', 'left', 'blind', 'stop', 'restart'),
    n: fc.integer({ min: 1, max: 40 }),
  });
  let acts = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 120 }), fc.integer({ min: 1, max: 3 }), (moves, most) => {
      const watch = new Watch(most);
      for (const { kind, n } of moves) {
        watch.moves[kind](n);
        watch.work();
      }
      acts += watch.acts.length;
    }),
    { numRuns: 300 },
  );
  // Else the law was never put to the test.
  expect(acts).toBeGreaterThan(50);
});
