import { expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { CommandState } from '../../domain/command.ts';
import { MINUTE } from '../../domain/instant.ts';
import { wavesIn } from './wave.ts';

const NOW = 1_800_000_000_000;
const stateOf = (kind: CommandState['command']['kind'], more: Partial<CommandState> = {}): CommandState => ({
  command: { ...aCommand(), kind, targets: [{ source: 'tiktok', sku: 'TEE', ref: null }] },
  ...{ step: 'confirmed', writes: [], readBack: [], say: null, at: NOW - MINUTE, revertedAt: null },
  ...more,
});

it.each<[string, CommandState, readonly string[]]>([
  ['a release', stateOf('release'), ['tiktok']],
  ['a batch of a drip', stateOf('drip'), ['tiktok']],
  ['a release whose outcome is unknown', stateOf('release', { step: 'unknown' }), []],
  ['a release of long ago', stateOf('release', { at: NOW - 3 * MINUTE }), []],
  ['a release that the clock has not reached, as it was set back', stateOf('release', { at: NOW + 1 }), []],
  ['a limit', stateOf('limit'), []],
  ['a pause', stateOf('pause'), []],
])('%s', (_name, state, sources) => {
  expect([...wavesIn({ c: state }, NOW)]).toEqual(sources);
});
