import { describe, expect, test } from 'vitest';
import { account } from '../../../test/builders/options.ts';
import type { Profile } from '../../domain/profile.ts';
import { practice } from '../console/profiles/practice.ts';
import { changesOf, importChange, MOST_PROFILE_BYTES, readProfile, writeProfile } from './profile-file.ts';

const pause = {
  control: { css: ['.sell', '[data-role=sell]'], text: ['Pause'], role: 'button' },
  forbid: ['Remove', 'Wool scarf, grey', '$12.90', 'Resume'],
  before: { text: ['Pause'], state: 'onSale' },
  after: { text: ['Resume'], state: 'paused' },
  inverse: 'resume',
  most: 'assist',
  activation: 'click',
  waitMs: 6_000,
} as const;
const taught: Profile = {
  ...practice,
  id: 'taught:01A',
  rev: 3,
  origin: 'taught',
  name: 'Anna’s shop',
  match: { hosts: ['live.example'], paths: ['/console/998877'] },
  fields: { title: { at: '.t' }, state: { at: '.s', words: { 'On sale': 'onSale', '12 left': 'onSale', '¥ 99': 'unknown' } } },
  actions: {
    pause,
    resume: {
      ...pause,
      control: { ...pause.control, text: ['Resume'] },
      before: pause.after,
      after: pause.before,
      inverse: 'pause',
    },
  },
};
const TITLES = ['Wool scarf, grey', 'Pin'];
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer;
const written = (profile: Profile, titles: readonly string[] = TITLES): string => {
  const file = writeProfile(profile, titles);
  if (!file.ok) throw new Error(file.at);
  return file.text;
};
const read = (text: string, profiles: Record<string, Profile> = {}) => readProfile(bytes(text), { profiles }, [practice]);

describe('a profile as a file', () => {
  test('says nothing of whose page it is: no titles, prices, names or ids', () => {
    const file = writeProfile(taught, TITLES);
    if (!file.ok) throw new Error(file.at);
    expect(file.text).not.toMatch(/Wool|12\.90|99|Anna|998877/);
    expect(file.text).toContain('Remove');
    expect(file.text).toContain('12 left');
    expect(file.dropped).toEqual(['¥ 99', 'Wool scarf, grey', '$12.90']);
  });

  test('a short title takes no label of the platform along', () => {
    const pinned: Profile = {
      ...taught,
      actions: { pin: { ...pause, control: { ...pause.control, text: ['Pin'] }, inverse: null } },
    };
    expect(written(pinned)).toContain('"Pin"');
  });

  test('an action that is known by a product’s name goes, and what it took back is guided only', () => {
    const named: Profile = {
      ...taught,
      actions: { ...taught.actions, resume: { ...pause, control: { ...pause.control, text: ['Sell Wool scarf, grey'] } } },
    };
    const { actions } = JSON.parse(written(named)).profile as Profile;
    expect(Object.keys(actions)).toEqual(['pause']);
    expect(actions.pause).toMatchObject({ inverse: null, most: 'guide' });
  });

  test('keeps a label that bears whatever title its row has, without any title', () => {
    const templated: Profile = {
      ...taught,
      actions: { pin: { ...pause, control: { ...pause.control, text: ['Pin {title}'] }, inverse: null } },
    };
    const text = written(templated);
    expect(text).toContain('"Pin {title}"');
    expect(text).not.toContain('Wool');
    expect(read(text).profile?.actions.pin?.control.text).toEqual(['Pin {title}']);
  });

  test('takes no words along by which the page names a product or a price as live', () => {
    const live = { at: '.l', words: { Live: 'live', 'Wool scarf, grey': 'live', '$9.90': 'idle' } } as const;
    expect((JSON.parse(written({ ...taught, page: { live } })).profile as Profile).page.live?.words).toEqual({ Live: 'live' });
  });

  test.each([
    ['a title', { title: { at: '[alt="Wool scarf, grey"]' } }],
    ['a listing’s id', { title: { at: '#item-7301112223334445550' } }],
  ])('is not written where a selector bears %s', (_, fields) => {
    expect(writeProfile({ ...taught, fields }, TITLES)).toEqual({ ok: false, at: 'fields.title.at' });
  });
});

describe('a profile from a file', () => {
  test('comes in under its own id, disarmed, without claims of evidence', () => {
    const found = read(written(taught));
    expect(found.problem).toBeNull();
    expect(found.profile).toMatchObject({ id: 'imported:01A', rev: 1, origin: 'imported', evidence: [] });
    expect(found.profile?.actions.pause?.control.css).toEqual(['.sell', '[data-role=sell]']);
  });

  test('shows what differs from the one that was brought in before, and grows by a revision', () => {
    const first = read(written(taught)).profile as Profile;
    const profiles = { [first.id]: first };
    const again = read(written(taught), profiles);
    expect(again.changes).toEqual([]);
    expect(again.profile?.rev).toBe(1);
    const other = {
      ...taught,
      fields: { title: { at: '.title' } },
      actions: { pause: { ...pause, forbid: ['Remove', 'Resume', 'Delete'], inverse: null } },
    } as Profile;
    const found = read(written(other), profiles);
    expect(found.profile?.rev).toBe(2);
    expect(found.changes).toContainEqual({ at: 'fields.title.at', from: '.t', to: '.title' });
    expect(found.changes).toContainEqual({ at: 'actions.pause.forbid', from: 'Remove | Resume', to: 'Remove | Resume | Delete' });
    expect(found.changes).toContainEqual({ at: 'actions.resume.control.text', from: 'Resume', to: null });
  });

  test('is none where a control would be known by a row’s own words alone', () => {
    const own: Profile = { ...taught, actions: { pause: { ...pause, control: { ...pause.control, text: ['{title} {link}'] } } } };
    expect(read(written(own))).toMatchObject({ profile: null, problem: { key: 'options:profiles.wrongAt' } });
  });

  test('of a built-in one’s id is compared with it and never takes its place', () => {
    const found = read(written({ ...practice, badge: 'b' }));
    expect(found.against).toEqual(practice);
    expect(found.changes).toEqual([{ at: 'badge', from: '[data-field=title]', to: 'b' }]);
    expect(found.profile?.id).toBe('imported:practice');
  });

  test('disarms every account that it reads', () => {
    const profile = read(written(taught)).profile as Profile;
    const assist = { profileHash: 'h', actions: ['pause'] as const };
    const accounts = { us: account({ profile: profile.id, assist }), uk: account({ id: 'uk', assist }) };
    expect(importChange(profile, { accounts }).accounts).toEqual([{ ...accounts.us, assist: null }]);
  });

  test.each([
    ['what is no JSON', 'hello', 'options:profiles.notJson'],
    ['another file of ours', '{"kind":"stockcue-settings","version":1}', 'options:profiles.notOurs'],
    ['a later version', '{"kind":"stockcue-profile","version":2,"profile":{}}', 'options:profiles.otherVersion'],
    ['a file that is too large', ' '.repeat(MOST_PROFILE_BYTES + 1), 'options:profiles.tooBig'],
  ])('refuses %s, and says so', (_, text, key) => {
    expect(read(text)).toMatchObject({ profile: null, problem: { key } });
  });

  test.each([
    ['a field too many', { ...taught, script: 'alert(1)' }, 'script'],
    [
      'a pattern that could take for ever',
      { ...taught, rows: { ...practice.rows, key: { pattern: '(a+)+' } } },
      'rows.key.pattern',
    ],
    ['an unknown action', { ...taught, actions: { buy: pause } }, 'actions.buy'],
    ['a level above any', { ...taught, actions: { pause: { ...pause, most: 'alone' } } }, 'actions.pause.most'],
  ])('names the place that is wrong: %s', (_, profile, at) => {
    const found = read(JSON.stringify({ kind: 'stockcue-profile', version: 1, profile }));
    expect(found).toMatchObject({ profile: null, problem: { key: 'options:profiles.wrongAt', values: { at } } });
  });
});

test('what a profile is called, and where it comes from, is no difference', () => {
  expect(changesOf(taught, { ...taught, name: 'B', rev: 9, id: 'x', origin: 'imported' })).toEqual([]);
});
