import { douyin } from './douyin-base.ts';

/** 抖店: the shops' side of Douyin. */
export const douyinFxg = douyin({
  id: 'douyin-fxg',
  name: '抖店 直播中控台',
  host: 'fxg.jinritemai.com',
  paths: ['/ffa/buyin/dashboard/live/control', '/ffa/content-tool/live/control'],
  evidence: [
    {
      source: 'qiutongxue/oba-live-tool platforms/douyin/constant.ts',
      date: '2025-12-07',
      says: 'The page is https://fxg.jinritemai.com/ffa/buyin/dashboard/live/control.',
      sure: 'confirmed',
    },
    {
      source: 'leoFitz1024/script DouYinTools.js@73e1826 (undated), looked up',
      date: '2026-11',
      says: 'Also https://fxg.jinritemai.com/ffa/content-tool/live/control, with the same answer promotions_v2.',
      sure: 'inferred',
    },
  ],
});
