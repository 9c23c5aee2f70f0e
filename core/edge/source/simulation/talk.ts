import type { Instant } from '../../../domain/instant.ts';
import { SECOND } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import { chanceOf } from './chance.ts';
import { SHOW_MS } from './show.ts';

/** One comment each so many milliseconds. */
const EACH_MS = 2.6 * SECOND;
const SHOWN = 12;
const WHO = [
  'mia_rose',
  'Jess T.',
  '小鹿',
  'k.wong',
  'DealHunter88',
  'Sofía',
  'amber_xo',
  '阿柚',
  'Tom B',
  'nadine.k',
  'LULU',
  'grace_w',
];
const WHAT = [
  'is size M still there?',
  'how long is shipping to Texas?',
  '拍不了啊',
  'link 3 please!!',
  'does it come in black?',
  '还有库存吗',
  'just ordered two 😍',
  'can you show the back?',
  'is this the same as last week?',
  '求补货',
  'price again?',
  'got mine yesterday, love it',
  '¿envían a España?',
  'how do I use the coupon?',
  '主播再讲一下尺码',
  'sold out?? nooo',
];

export type SimSaid = { readonly id: number; readonly who: string; readonly text: string };

/** How many comments there have been. */
export const commentsAt = ({ startsAt }: RehearsalState, at: Instant): number =>
  Math.floor(Math.max(0, Math.min(at - startsAt, SHOW_MS)) / EACH_MS);

/** The newest comments, oldest first. */
export function saidAt(state: RehearsalState, at: Instant): readonly SimSaid[] {
  const count = commentsAt(state, at);
  const first = Math.max(0, count - SHOWN);
  return Array.from({ length: count - first }, (_, index) => {
    const id = first + index;
    const chance = chanceOf(state.seed, 'said', id);
    const pick = (from: readonly string[]) => from[Math.floor(chance() * from.length)] ?? '';
    return { id, who: pick(WHO), text: pick(WHAT) };
  });
}
