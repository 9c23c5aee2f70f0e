import { describe, expect, it } from 'vitest';
import type { Profile } from '../../domain/profile.ts';
import { hashOf } from './profile-hash.ts';
import { practice } from './profiles/practice.ts';

/** The same data, its fields the other way round. */
const reversed = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, of]) => [name, reversed(of)]),
  ) as T;
};

describe('a profile’s hash', () => {
  it('is a sha-256 of what it does, in whatever order it is written', async () => {
    expect(await hashOf(practice)).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(reversed(practice))).toBe(await hashOf(practice));
    expect(await hashOf(structuredClone(practice))).toBe(await hashOf(practice));
  });

  it.each<[string, Partial<Profile>]>([
    ['its revision', { rev: 9 }],
    ['its name', { name: 'Another' }],
    ['where it comes from', { origin: 'imported' }],
    ['what is said of it', { evidence: [{ source: 's', date: '2026-03', says: 'x', sure: 'inferred' }] }],
  ])('stays when %s changes', async (_, change) => {
    expect(await hashOf({ ...practice, ...change })).toBe(await hashOf(practice));
  });

  it.each<[string, Partial<Profile>]>([
    ['where its rows are', { rows: null }],
    ['which pages it is for', { match: { hosts: ['a.example'], paths: [] } }],
    ['which frames it reads', { frames: true }],
    ['what it reads', { fields: { ...practice.fields, title: { at: 'b' } } }],
    ['where badges stand', { badge: 'b' }],
    ['whose it is', { id: 'taught:1' }],
  ])('changes with %s', async (_, change) => {
    expect(await hashOf({ ...practice, ...change })).not.toBe(await hashOf(practice));
  });

  it('tells the order of a list, which means something', async () => {
    const paths = (...given: string[]) => hashOf({ ...practice, match: { hosts: [], paths: given } });
    expect(await paths('/a', '/b')).not.toBe(await paths('/b', '/a'));
  });
});
