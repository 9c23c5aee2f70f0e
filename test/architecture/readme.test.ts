import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import {
  capacityTriggers,
  dayTriggers,
  listingTriggers,
  offersTriggers,
  skuTriggers,
  sourceTriggers,
} from '../../core/decide/triggers/registry.ts';
import { DEFAULT_PREFERENCES } from '../../core/domain/settings.ts';

/** What the README says of triggers is what the registry holds: all of them, with their defaults and whom they go to. */
const root = resolve(import.meta.dirname, '../..');
const names = (
  JSON.parse(readFileSync(join(root, 'components/i18n/en/common.json'), 'utf8')) as { trigger: Record<string, string> }
).trigger;
const { stockOutChance, stockOutMinutes, pulseMultiple, pulseUnits, staleIntervals, ...days } = DEFAULT_PREFERENCES.triggers;
const figures: Readonly<Record<string, readonly string[]>> = {
  stockOut: [`≥ ${100 * stockOutChance} %`, `< ${stockOutMinutes} minutes`],
  safety: ['≤ safety stock'],
  pulse: [`> ${100 * pulseMultiple} %`, `at least ${pulseUnits}`],
  stale: [`for ${staleIntervals} intervals`, 'longer than its lag'],
  cover: [`< ${days.coverDays} days`],
  schedule: [`within ${days.scheduleDays} days`, `< ${days.scheduleMultiple} ×`],
  breakout: [`up ≥ ${100 * days.breakoutRise} %`, `chance (${100 * days.breakoutChance} %)`],
  capacity: [`≥ ${100 * days.capacityShare} %`],
  oversell: ['> available − unseen'],
  stalled: [`chance (${100 * days.stalledChance} %)`],
  overstock: [`> ${days.overstockDays} days`],
};

function tableOfTriggers(): readonly (readonly string[])[] {
  const lines = readFileSync(join(root, 'README.md'), 'utf8').split('\n');
  const head = lines.findIndex((line) => line.startsWith('| trigger |'));
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return lines.slice(head + 2, end).map((line) => line.split('|').map((cell) => cell.trim()));
}

it('lists every trigger of the registry, with its defaults and whom it goes to', () => {
  const all = [skuTriggers, dayTriggers, offersTriggers, listingTriggers, capacityTriggers, sourceTriggers].flat();
  const triggers = new Map(all.map(({ id, goesTo }) => [id, goesTo]));
  expect(triggers.size).toBe(11);
  const rows = tableOfTriggers();
  expect(rows).toHaveLength(triggers.size);
  for (const [id, goesTo] of triggers) {
    const row = rows.find(([, name]) => name?.startsWith(names[id] ?? '?'));
    expect(row?.[3], `${id} goes to`).toMatch(new RegExp(`^${goesTo}`));
    for (const figure of figures[id] ?? ['no figure is checked']) expect(row?.[2], `${id} is raised when`).toContain(figure);
  }
});
