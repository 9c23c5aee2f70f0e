import { blind } from './blind.ts';
import { pulse } from './pulse.ts';
import { safety } from './safety.ts';
import { stale } from './stale.ts';
import { stockOut } from './stock-out.ts';
import type { SkuCase, SourceCase, Trigger } from './trigger.ts';

/** To add a trigger, add its file and its line. */
export const skuTriggers: readonly Trigger<SkuCase>[] = [stockOut, safety, pulse];
export const sourceTriggers: readonly Trigger<SourceCase>[] = [stale, blind];
