import * as v from 'valibot';
import { refusalBy } from './codes.ts';
import type { RobotForm } from './form.ts';

const answer = v.pipe(
  v.object({ errcode: v.number() }),
  v.transform(({ errcode }) => errcode),
);

/**
 * A group robot of WeCom 企业微信. A text of 2,048 bytes at most, 20 messages a minute; it has no signature.
 * Source: developer.work.weixin.qq.com/document/path/91770, as of November 2026.
 */
export const wecom: RobotForm = {
  kind: 'wecom',
  hosts: ['qyapi.weixin.qq.com'],
  mostBytes: 2_048,
  message: async ({ address }, text) => ({ address, body: { msgtype: 'text', text: { content: text } } }),
  read: (text) =>
    refusalBy(answer, text, {
      [-1]: 'server',
      40058: 'tooLarge',
      45002: 'tooLarge',
      45009: 'throttled',
      45033: 'throttled',
      93000: 'credentials',
      93004: 'gone',
      93008: 'gone',
      93017: 'keyword',
    }),
};
