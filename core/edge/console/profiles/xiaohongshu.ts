import { addressOnly } from './address-only.ts';

/** 小红书: 千帆 for shops, 蒲公英 for creators. */
export const xiaohongshu = addressOnly({
  id: 'xiaohongshu',
  name: '小红书 直播中控台',
  hosts: ['ark.xiaohongshu.com', 'pgy.xiaohongshu.com'],
  paths: ['/live_center_control', '/commerce/redlive/live_center_control'],
  evidence: [
    {
      source: 'qiutongxue/oba-live-tool platforms/xiaohongshu and xiaohongshu-pgy',
      date: '2025-12-31',
      says: 'Addresses; rows .goods-list .table-wrap table tbody tr; .more-operation .operation-item; number td:first-child input.',
      sure: 'confirmed',
    },
    {
      source: 'qiutongxue/oba-live-tool, two versions of xiaohongshu/constant.ts',
      date: '2025-11-13',
      says: 'The label is 弹卡 in one, 讲解 and 结束讲解 in the other.',
      sure: 'conflict',
    },
    { source: 'No source found', date: '2026-11', says: 'A product’s id in its row: so no key.', sure: 'unknown' },
  ],
});
