// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { profileById, profiles } from './registry.ts';

describe('the profiles', () => {
  it('are found by their ids, each of which is one profile’s', () => {
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    expect(profiles.map(({ id }) => profileById(id))).toEqual(profiles);
    expect(profileById('constructor')).toBeNull();
  });

  it.each(profiles)('$id is data, with selectors and patterns that can be read', (profile) => {
    expect(structuredClone(profile)).toEqual(profile);
    const reads = [profile.rows?.key ?? {}, ...Object.values(profile.fields), ...Object.values(profile.page)];
    const selectors = [profile.rows?.within, profile.rows?.row, profile.badge, ...reads.map((read) => read.at)];
    for (const selector of selectors) if (selector !== undefined) document.querySelector(selector);
    for (const read of reads) if ('pattern' in read && read.pattern !== undefined) new RegExp(read.pattern, 'u');
    expect(profile.match.paths.every((path) => path.startsWith('/'))).toBe(true);
  });
});
