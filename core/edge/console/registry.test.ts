// @vitest-environment happy-dom
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PageAction, PageActionKind, Profile } from '../../domain/profile.ts';
import { parseProfile } from './profile-schema.ts';
import { profileById, profileFor, profiles } from './registry.ts';

const builtin = profiles.filter(({ id }) => id !== 'practice');
const acting = builtin.filter(({ actions }) => Object.keys(actions).length > 0);
type Acts = readonly (readonly [string, PageAction])[];
const actsOf = ({ actions }: Profile): Acts => Object.entries(actions) as unknown as Acts;

/** What stands beside the meant control on a page of this platform, and must never be clicked in its place. */
const NEAR: Readonly<Record<string, readonly string[]>> = {
  'douyin-buyin': ['下架', '删除', '置顶', '更多', '语音讲解', 'AI讲解', '讲解中', '自动讲解'],
  'douyin-fxg': ['下架', '删除', '置顶', '更多', '语音讲解', 'AI讲解', '讲解中', '自动讲解'],
  kuaishou: ['上车', '下车', '下架', '删除', '置顶', '更多'],
  channels: ['移除', '删除', '下架', '置顶', '更多'],
  'tiktok-shop': ['Remove', 'Delete', 'Voucher', 'Move to top', 'Top product', 'More'],
};

describe('the profiles', () => {
  it('are found by their ids, each of which is one profile’s', () => {
    expect(new Set(profiles.map(({ id }) => id)).size).toBe(profiles.length);
    expect(profiles.map(({ id }) => profileById(id))).toEqual(profiles);
    expect(profileById('constructor')).toBeNull();
  });

  it('are one a file, each registered under its file’s name', () => {
    const shared = ['address-only', 'douyin-base'];
    const files = readdirSync(join(import.meta.dirname, 'profiles')).filter((file) => !file.endsWith('.test.ts'));
    const ids = files.map((file) => file.replace('.ts', '')).filter((name) => !shared.includes(name));
    expect(ids.toSorted()).toEqual(profiles.map(({ id }) => id).toSorted());
  });

  it.each(profiles)('$id is data as one from outside would have to be', (profile) => {
    expect(parseProfile(structuredClone(profile))).toEqual({ ok: true, profile });
  });

  it.each(profiles)('$id has selectors that a document takes', (profile) => {
    const { rows, fields, page, actions } = profile;
    const reads = [rows?.key ?? {}, ...Object.values(fields), ...Object.values(page)];
    const controls = Object.values(actions).flatMap(({ control }) => control.css);
    const selectors = [rows?.within, rows?.row, rows?.exclude, profile.badge, ...controls, ...reads.map((read) => read.at)];
    for (const selector of selectors) if (selector !== undefined) expect(document.querySelector(selector)).toBeDefined();
  });

  it.each(builtin)('$id says who said so, and when', ({ evidence, rows }) => {
    expect(evidence.length).toBeGreaterThan(0);
    for (const { date, source } of evidence) {
      expect(date).toMatch(/^20\d\d/);
      expect(source.length).toBeGreaterThan(5);
    }
    if (rows !== null) expect(evidence.filter(({ sure }) => sure === 'confirmed').length).toBeGreaterThanOrEqual(2);
  });

  it.each(builtin)('$id never takes a place in the list or a link number for what a row is', ({ rows, fields }) => {
    if (rows === null) return;
    expect(rows.key).not.toEqual(fields.link);
    expect(JSON.stringify(rows.key)).not.toMatch(/index|nth|input|order|position/i);
  });
});

describe('the actions of the profiles', () => {
  it.each(acting)('of $id name every label that is near and dangerous', (profile) => {
    for (const [, { forbid }] of actsOf(profile)) {
      for (const label of NEAR[profile.id] ?? ['no label is named']) {
        expect(
          forbid.some((word) => label.includes(word)),
          label,
        ).toBe(true);
      }
    }
  });

  it.each(acting)('of $id can be done: what is forbidden is not what the control says', (profile) => {
    for (const [kind, { control, forbid }] of actsOf(profile)) {
      expect(control.text.length, kind).toBeGreaterThan(0);
      for (const text of control.text) expect(forbid.filter((word) => text.includes(word))).toEqual([]);
    }
  });

  it.each(acting)('of $id each take the other back', (profile) => {
    const { actions } = profile;
    for (const [kind, { inverse, before, after }] of actsOf(profile)) {
      if (inverse === null) continue;
      const back = actions[inverse];
      expect(back?.inverse, kind).toBe(kind);
      expect(back?.before).toEqual(after);
      expect(back?.after).toEqual(before);
    }
  });

  it.each(builtin)('of $id pause nothing by taking it out of the stream', ({ actions }) => {
    const pausing: readonly PageActionKind[] = ['pause', 'resume', 'limit', 'perBuyer'];
    const text = pausing.flatMap((kind) => actions[kind]?.control.text ?? []);
    expect(text.filter((word) => /下架|上架|移除|删除|下车|上车|remove|delete/i.test(word))).toEqual([]);
  });

  it.each(acting)('of $id may be done by us only where three sources, two locators and a witness stand for it', (profile) => {
    const confirmed = profile.evidence.filter(({ sure }) => sure === 'confirmed').length;
    for (const [, { most, control }] of actsOf(profile)) {
      if (most === 'guide') continue;
      expect(confirmed).toBeGreaterThanOrEqual(3);
      expect(control.css.length).toBeGreaterThanOrEqual(2);
      expect(profile.fields.title ?? profile.fields.picture).toBeDefined();
    }
  });
});

describe('the profile of an address', () => {
  it.each([
    ['https://buyin.jinritemai.com/dashboard/live/control?from=x', 'douyin-buyin'],
    ['https://fxg.jinritemai.com/ffa/buyin/dashboard/live/control', 'douyin-fxg'],
    ['https://zs.kwaixiaodian.com/page/helper', 'kuaishou'],
    ['https://liveplatform.taobao.com/restful/index/live/control?liveId=1', 'taobao'],
    ['https://channels.weixin.qq.com', 'channels'],
    ['https://shop.tiktok.com/streamer/live/product/dashboard', 'tiktok-shop'],
    ['https://pgy.xiaohongshu.com/commerce/redlive/live_center_control', 'xiaohongshu'],
    ['https://creator.shopee.co.id/insight/live', 'shopee'],
    ['https://www.whatnot.com/dashboard/lives', 'whatnot'],
    ['https://nottiktok.com/streamer', null],
    ['https://tiktok.com.example.org', null],
    ['http://127.0.0.1:4173/', 'practice'],
    ['https://console.example', null],
    ['shop.tiktok.com', null],
    ['', null],
  ])('%s is %s', (address, id) => {
    expect(profileFor(address)?.id ?? null).toBe(id);
  });
});
