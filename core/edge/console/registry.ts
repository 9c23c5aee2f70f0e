import type { Profile } from '../../domain/profile.ts';
import { isHostOf } from './address.ts';
import { aliexpress } from './profiles/aliexpress.ts';
import { amazonLive } from './profiles/amazon-live.ts';
import { channels } from './profiles/channels.ts';
import { douyinBuyin } from './profiles/douyin-buyin.ts';
import { douyinFxg } from './profiles/douyin-fxg.ts';
import { ebayLive } from './profiles/ebay-live.ts';
import { kuaishou } from './profiles/kuaishou.ts';
import { lazada } from './profiles/lazada.ts';
import { practice } from './profiles/practice.ts';
import { shopee } from './profiles/shopee.ts';
import { taobao } from './profiles/taobao.ts';
import { tiktokShop } from './profiles/tiktok-shop.ts';
import { whatnot } from './profiles/whatnot.ts';
import { xiaohongshu } from './profiles/xiaohongshu.ts';
import { youtube } from './profiles/youtube.ts';

/** Every console page that is known. To add one is to add its file and one line here. */
export const profiles: readonly Profile[] = [
  practice,
  douyinBuyin,
  douyinFxg,
  kuaishou,
  taobao,
  channels,
  tiktokShop,
  xiaohongshu,
  shopee,
  lazada,
  amazonLive,
  whatnot,
  ebayLive,
  youtube,
  aliexpress,
];

export const profileById = (id: string): Profile | null => profiles.find((profile) => profile.id === id) ?? null;

/** A page that this machine serves is our own. */
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/** The built-in profile of an address, by its host: a named one before one of a whole domain. */
export function profileFor(address: string): Profile | null {
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  if (LOOPBACK.includes(hostname)) return practice;
  const named = profiles.find(({ match }) => match.hosts.includes(hostname));
  return named ?? profiles.find(({ match }) => match.hosts.some((host) => isHostOf(host, hostname))) ?? null;
}
