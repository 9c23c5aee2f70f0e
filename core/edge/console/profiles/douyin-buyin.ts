import { douyin } from './douyin-base.ts';

/** 巨量百应: the creators' side of Douyin. */
export const douyinBuyin = douyin({
  id: 'douyin-buyin',
  name: '巨量百应 直播中控台',
  host: 'buyin.jinritemai.com',
  paths: ['/dashboard/live/control'],
  evidence: [
    {
      source: 'Five public tools, among them qiutongxue/oba-live-tool platforms/buyin/constant.ts',
      date: '2025-12-31',
      says: 'The page is https://buyin.jinritemai.com/dashboard/live/control.',
      sure: 'confirmed',
    },
    {
      source: 'Userscript ClickScript for 百应',
      date: '2024-09-20',
      says: 'Rows are div.goodsItem-KBGOY5.rpa_lc__live-goods__goods-item: the hash has changed since, the rpa_ class has not.',
      sure: 'confirmed',
    },
  ],
});
