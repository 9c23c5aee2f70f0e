import { expect, test } from 'vitest';
import { keepFloor } from './floor.ts';

test('the floor is set when it is missing, and never set back', async () => {
  const made: string[] = [];
  let known: unknown;
  const alarms = {
    get: async () => known,
    create: (name: string, { periodInMinutes }: { periodInMinutes: number }) => {
      made.push(`${name} ${periodInMinutes}`);
      known = {};
    },
  };
  await keepFloor(alarms);
  await keepFloor(alarms);
  expect(made).toEqual(['floor 1']);
});
