import { describe, expect, it } from 'vitest';
import { aSource, aStream } from '../../../test/builders/events.ts';
import { account } from '../../../test/builders/options.ts';
import { DEFAULT_PREFERENCES, EMPTY_SETTINGS, NO_FACTS, type SettingsBody, type ShopSettings } from '../../domain/settings.ts';
import { applySettings } from './settings.ts';

const fold = (...bodies: readonly SettingsBody[]): ShopSettings => bodies.reduce(applySettings, EMPTY_SETTINGS);
const ALL: SettingsBody = {
  preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin', teamZone: 'UTC' },
  sources: [aSource('wh', 'both')],
  accounts: [account()],
  skus: [{ ...NO_FACTS, sku: 'CUP' }],
  guards: [{ sku: 'CUP', pauseAt: 5, capOversold: false, wavesOf: null, mostPerHour: 3 }],
  streams: [aStream('us', 1, 2, { id: 'over', actualEnd: 2 }), aStream('us', 8, 9, { id: 'planned', actualStart: null })],
};

describe('settings that are reset', () => {
  it('are as in a new shop, but for the streams that have begun: reviews and recordings are of them', () => {
    const { streams, ...rest } = fold(ALL, { reset: true });
    const { streams: _, ...none } = EMPTY_SETTINGS;
    expect(rest).toEqual(none);
    expect(Object.keys(streams)).toEqual(['over']);
  });

  it('take what comes after: also in the very same event, and from a file that was saved before', () => {
    expect(Object.keys(fold(ALL, { reset: true, sources: [aSource('new', 'warehouse')] }).sources)).toEqual(['new']);
    expect(fold(ALL, { reset: true }, ALL)).toEqual(fold(ALL));
  });

  it('take along what somebody else had set meanwhile, wherever it comes in before them', () => {
    const late: SettingsBody = { guards: [{ sku: 'TEE', pauseAt: 1, capOversold: true, wavesOf: null, mostPerHour: 1 }] };
    expect(fold(ALL, late, { reset: true }).guards).toEqual({});
  });
});
