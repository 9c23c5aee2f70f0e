import { blind } from './blind.ts';
import { breakout } from './breakout.ts';
import { capacity } from './capacity.ts';
import type { CapacityCase, DayCase, ListingCase, OffersCase } from './cases.ts';
import { cover } from './cover.ts';
import { oversell } from './oversell.ts';
import { overstock } from './overstock.ts';
import { pulse } from './pulse.ts';
import { safety } from './safety.ts';
import { schedule } from './schedule.ts';
import { stale } from './stale.ts';
import { stalled } from './stalled.ts';
import { stockOut } from './stock-out.ts';
import type { SkuCase, SourceCase, Trigger } from './trigger.ts';

/** To add a trigger, add its file and its line: by what it is judged on. */
export const skuTriggers: readonly Trigger<SkuCase>[] = [stockOut, safety, pulse];
export const dayTriggers: readonly Trigger<DayCase>[] = [schedule, cover, breakout, overstock];
export const offersTriggers: readonly Trigger<OffersCase>[] = [oversell];
export const listingTriggers: readonly Trigger<ListingCase>[] = [stalled];
export const capacityTriggers: readonly Trigger<CapacityCase>[] = [capacity];
export const sourceTriggers: readonly Trigger<SourceCase>[] = [stale, blind];
