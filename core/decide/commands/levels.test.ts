import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIVE } from '../../../test/builders/live-profile.ts';
import { GATES, type GuidedBody } from '../../domain/page-act.ts';
import type { PageActionKind, Profile } from '../../domain/profile.ts';
import type { ConsoleAccount } from '../../domain/settings.ts';
import { demotedBy, driftOf, type Level, type LevelFacts, levelsOf, RUNS_TO_PROMOTE } from './levels.ts';

const ACCOUNT: ConsoleAccount = { id: 'a', name: 'A', profile: 'taught:1', site: 'https://a.example', channel: null, pool: null };
const FINE = { ok: true, failed: [] };
const run = (over: Partial<GuidedBody> = {}): GuidedBody => ({
  account: 'a',
  profileHash: 'h1',
  action: 'pin',
  did: 'done',
  gate: null,
  level: 'guide',
  command: 'c',
  at: 0,
  ...over,
});
const three = [run(), run(), run()];
const promoted = { ...ACCOUNT, assist: { profileHash: 'h1', actions: ['pin'] as const } };
const facts = (over: Partial<LevelFacts> = {}): LevelFacts => ({
  account: ACCOUNT,
  profile: LIVE,
  hash: 'h1',
  health: FINE,
  guided: [],
  ...over,
});
const of = (action: PageActionKind, over: Partial<LevelFacts> = {}) => levelsOf(facts(over)).find((one) => one.action === action);

describe('the level of an action', () => {
  const pin = LIVE.actions.pin;
  const without = (over: Partial<NonNullable<typeof pin>>): Profile =>
    pin === undefined ? LIVE : { ...LIVE, actions: { ...LIVE.actions, pin: { ...pin, ...over } } };
  const cases: readonly [string, Partial<LevelFacts>, Level, boolean, string | null][] = [
    ['is guide at first', {}, 'guide', false, 'act:why.runs'],
    ['stays guide after two runs', { guided: three.slice(1) }, 'guide', false, 'act:why.runs'],
    ['may be promoted after three', { guided: three }, 'guide', true, 'act:why.notPromoted'],
    ['is assist once a person said so', { guided: three, account: promoted }, 'assist', false, null],
    ['is not what a person said without the runs', { account: promoted }, 'guide', false, 'act:why.runs'],
    ['starts again with another profile', { guided: three, account: promoted, hash: 'h2' }, 'guide', false, 'act:why.runs'],
    [
      'is not earned on another account',
      { guided: three.map((one) => ({ ...one, account: 'b' })) },
      'guide',
      false,
      'act:why.runs',
    ],
    [
      'is not earned by another action',
      { guided: three.map((one) => ({ ...one, action: 'pause' })) },
      'guide',
      false,
      'act:why.runs',
    ],
    [
      'falls with drift',
      { guided: [...three, run({ did: 'refused', gate: 'text' })], account: promoted },
      'guide',
      false,
      'act:why.drift.text',
    ],
    [
      'falls with what is unclear',
      { guided: [...three, run({ did: 'unclear', gate: 'after' })] },
      'guide',
      false,
      'act:why.drift.after',
    ],
    [
      'falls where the page’s own data denies what its rows show',
      { guided: [...three, run({ did: 'refused', gate: 'witness', data: 'contrary' })], account: promoted },
      'guide',
      false,
      'act:why.drift.data',
    ],
    [
      'is not earned by what the data vouches for',
      { guided: [run({ data: 'agrees' }), run({ did: 'refused', gate: 'before', data: 'agrees' })], account: promoted },
      'guide',
      false,
      'act:why.runs',
    ],
    ['is earned again after drift', { guided: [run({ did: 'unclear' }), ...three] }, 'guide', true, 'act:why.notPromoted'],
    ['stands when nobody clicked', { guided: [...three, run({ did: 'nothing' })], account: promoted }, 'assist', false, null],
    [
      'stands when a tab was hidden',
      { guided: [...three, run({ did: 'refused', gate: 'visible' })], account: promoted },
      'assist',
      false,
      null,
    ],
    [
      'is guide on a page read in part',
      { guided: three, account: promoted, health: { ok: true, failed: ['keys'] } },
      'guide',
      false,
      'act:why.readInPart',
    ],
    [
      'is observe on a page that is not recognised',
      { guided: three, account: promoted, health: { ok: false, failed: ['list'] } },
      'observe',
      false,
      'act:why.notRead',
    ],
    ['is observe without rows', { profile: { ...LIVE, rows: null } }, 'observe', false, 'act:why.untaught'],
    [
      'is observe without a control',
      { profile: without({ control: { css: [], text: [] } }) },
      'observe',
      false,
      'act:why.noControl',
    ],
    [
      'is guide at most where the profile says so',
      { guided: three, account: promoted, profile: without({ most: 'guide' }) },
      'guide',
      false,
      'act:why.guideOnly',
    ],
    [
      'is guide at most without an inverse',
      { guided: three, account: promoted, profile: without({ inverse: null }) },
      'guide',
      false,
      'act:why.noInverse',
    ],
    [
      'is guide at most where the inverse is not known',
      { guided: three, account: promoted, profile: without({ inverse: 'resume' }) },
      'guide',
      false,
      'act:why.noInverse',
    ],
  ];
  it.each(cases)('%s', (_, over, level, mayPromote, why) => {
    expect(of('pin', over)).toMatchObject({ level, mayPromote, why: why === null ? null : { key: why } });
  });
});

describe('laws of the levels', () => {
  const actions = ['pin', 'unpin', 'pause'] as const;
  const anyRun = fc.record({
    account: fc.constantFrom('a', 'b'),
    profileHash: fc.constantFrom('h1', 'h2'),
    action: fc.constantFrom(...actions),
    did: fc.constantFrom('done', 'already', 'refused', 'nothing', 'unclear'),
    gate: fc.option(fc.constantFrom(...GATES), { nil: null }),
    level: fc.constantFrom('guide', 'assist'),
    command: fc.constant('c'),
    at: fc.constant(0),
  }) satisfies fc.Arbitrary<GuidedBody>;
  const health = fc.constantFrom(null, FINE, { ok: true, failed: ['keys'] }, { ok: false, failed: ['list'] });

  it('without a person’s promotion nothing is assist, whatever the runs', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 30 }), health, (guided, page) => {
        for (const { level } of levelsOf(facts({ guided, health: page }))) expect(level).not.toBe('assist');
      }),
    );
  });

  it('with one, assist means three confirmed runs with this profile on this account since the last drift', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 30 }), health, (guided, page) => {
        const account = { ...ACCOUNT, assist: { profileHash: 'h1', actions } };
        for (const { action, level, runs } of levelsOf(facts({ guided, health: page, account }))) {
          if (level !== 'assist') continue;
          const own = guided.filter((one) => one.account === 'a' && one.profileHash === 'h1' && one.action === action);
          const since = own.slice(own.findLastIndex((one) => driftOf(one) !== null) + 1);
          expect(runs).toBe(since.filter(({ did }) => did === 'done').length);
          expect(runs).toBeGreaterThanOrEqual(RUNS_TO_PROMOTE);
        }
      }),
    );
  });

  /** What the worker and a person do with an account: drift takes back, and a person promotes whenever it may be. */
  class History {
    account = ACCOUNT;
    readonly guided: GuidedBody[] = [];
    /** Promoted by a person since its last drift. */
    readonly blessed = new Set<PageActionKind>();
    levels = () => levelsOf(facts({ account: this.account, guided: this.guided }));
    run(one: GuidedBody) {
      this.guided.push(one);
      if (one.account !== 'a' || one.profileHash !== 'h1') return;
      if (driftOf(one) === 'page') this.blessed.clear();
      if (driftOf(one) === 'action') this.blessed.delete(one.action);
      this.account = demotedBy(this.account, one) ?? this.account;
    }
    promote(wanted: PageActionKind) {
      if (!this.levels().some(({ action, mayPromote }) => action === wanted && mayPromote)) return;
      this.blessed.add(wanted);
      this.account = {
        ...this.account,
        assist: { profileHash: 'h1', actions: [...(this.account.assist?.actions ?? []), wanted] },
      };
    }
  }
  const likely = fc.constantFrom(...actions).map((action) => run({ action }));
  const step = fc.oneof(
    { weight: 2, arbitrary: anyRun.map((one) => (of: History) => of.run(one)) },
    { weight: 6, arbitrary: likely.map((one) => (of: History) => of.run(one)) },
    { weight: 2, arbitrary: fc.constantFrom(...actions).map((action) => (of: History) => of.promote(action)) },
  );
  it('between a drift and the next assist of that action a person has promoted it anew', () => {
    let assisted = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const history = new History();
        for (const take of steps) {
          take(history);
          const assists = history.levels().filter(({ level }) => level === 'assist');
          assisted += assists.length;
          expect(assists.every(({ action }) => history.blessed.has(action))).toBe(true);
        }
      }),
    );
    expect(assisted).toBeGreaterThan(100);
  });
});

describe('what drift takes back', () => {
  const both = { ...ACCOUNT, assist: { profileHash: 'h1', actions: ['pin', 'pause'] as const } };
  it('a control that drifted its own action, a row or an outcome that is unclear all of them', () => {
    expect(demotedBy(both, run({ did: 'refused', gate: 'control' }))?.assist).toEqual({ profileHash: 'h1', actions: ['pause'] });
    expect(demotedBy(both, run({ did: 'refused', gate: 'row' }))?.assist).toBeNull();
    expect(demotedBy(both, run({ did: 'unclear', gate: 'others' }))?.assist).toBeNull();
  });
  it('nothing where nothing drifted, or nothing was promoted with that profile', () => {
    expect(demotedBy(both, run())).toBeNull();
    expect(demotedBy(both, run({ did: 'refused', gate: 'quiet' }))).toBeNull();
    expect(demotedBy(both, run({ did: 'unclear', profileHash: 'h0' }))).toBeNull();
    expect(demotedBy(ACCOUNT, run({ did: 'unclear' }))).toBeNull();
    expect(
      demotedBy({ ...both, assist: { profileHash: 'h1', actions: ['pause'] } }, run({ did: 'refused', gate: 'text' })),
    ).toBeNull();
  });
});
