import type { PlatformPage } from '../stage.ts';
import type { Platform } from '../world.ts';
import { channels } from './channels.ts';
import { douyin } from './douyin.ts';
import { kuaishou } from './kuaishou.ts';
import { taobao } from './taobao.ts';
import { tiktok } from './tiktok.ts';

export const pages: Readonly<Record<Platform, PlatformPage>> = { douyin, kuaishou, taobao, channels, tiktok };
