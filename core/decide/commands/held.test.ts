import { expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import { placeOfSku } from '../../../test/builders/place.ts';
import type { CommandKind, CommandState } from '../../domain/command.ts';
import { mayGiveBack } from './held.ts';

const place = { source: 'shop', location: 'LAX' };
type Done = readonly [kind: CommandKind, change: number, more?: Partial<CommandState>];
const states = (done: readonly Done[]): Record<string, CommandState> =>
  Object.fromEntries(
    done.map(([kind, change, more], n): [string, CommandState] => [
      `c${n}`,
      {
        command: aCommand({ id: `c${n}`, key: `here:${n}`, kind, listing: 'A', requestedAt: n }),
        step: 'confirmed',
        writes: [{ place, sku: 'A', lever: 'adjust', before: 100, change }],
        readBack: [],
        say: null,
        at: n,
        revertedAt: null,
        ...more,
      },
    ]),
  );
const LIMIT: Done = ['limit', -70];
const PAUSE: Done = ['pause', -30];

it.each<[string, CommandKind, string | null, readonly Done[], number, number]>([
  ['a resume gives back what the pause holds', 'resume', null, [LIMIT, PAUSE], 100, 30],
  ['a restore leaves a pause alone', 'restore', 'c0', [LIMIT, PAUSE], 100, 70],
  ['a release may have all of it', 'release', null, [LIMIT, PAUSE], 100, 100],
  ['a restore gives back what is left after releases', 'restore', 'c0', [LIMIT, ['release', 20]], 50, 50],
  ['a restore of the second limit leaves the first', 'restore', 'c1', [LIMIT, ['limit', -20]], 90, 20],
  ['a restore of no limit in particular gives back all of them', 'restore', null, [LIMIT, ['limit', -20]], 90, 90],
  ['what was taken back stays with the limit', 'restore', null, [LIMIT, ['release', 20], ['takeBack', -5]], 55, 55],
  ['a second resume has nothing', 'resume', null, [LIMIT, PAUSE, ['resume', 30]], 70, 0],
  ['a pause that is no longer known is resumed', 'resume', null, [LIMIT], 100, 30],
  ['a limit that is no longer known is restored', 'restore', null, [PAUSE], 100, 70],
  ['what another system put back is not given twice', 'resume', null, [['pause', -30, { revertedAt: 9 }]], 0, 0],
  ['what was never written is not given back', 'restore', 'c0', [['limit', -70, { step: 'failed' }]], 0, 0],
  ['never more than is withheld', 'restore', 'c0', [LIMIT], 12, 12],
  ['never less than nothing', 'restore', null, [], -4, 0],
])('%s', (_, kind, undoes, done, withheld, expected) => {
  const facts = { places: () => [placeOfSku('A', null, { withheld })], commands: states(done) };
  const back = mayGiveBack({ kind, undoes }, { source: 'shop', sku: 'A', ref: null }, facts);
  expect([back('LAX'), back('elsewhere')]).toEqual([expected, 0]);
});
