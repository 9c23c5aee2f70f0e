import * as v from 'valibot';
import { refusalBy } from './codes.ts';
import type { RobotForm } from './form.ts';
import { hmac } from './sign.ts';

const answer = v.pipe(
  v.object({ errcode: v.number() }),
  v.transform(({ errcode }) => errcode),
);

/**
 * A custom robot of DingTalk 钉钉. A text of 20,000 bytes at most, 20 messages a minute, else none for ten; the signature's key is the secret,
 * its message the time in milliseconds and the secret, both in the address. Source: open.dingtalk.com/document/robots/custom-robot-access, as of
 * November 2026.
 */
export const dingtalk: RobotForm = {
  kind: 'dingtalk',
  hosts: ['oapi.dingtalk.com'],
  mostBytes: 18_000,
  async message({ address, sign }, text, now) {
    const body = { msgtype: 'text', text: { content: text } };
    if (sign === null) return { address, body };
    const url = new URL(address);
    url.searchParams.set('timestamp', String(now));
    url.searchParams.set('sign', await hmac(sign, `${now}\n${sign}`));
    return { address: url.href, body };
  },
  read: (text) =>
    refusalBy(answer, text, {
      [-1]: 'server',
      130101: 'throttled',
      300001: 'credentials',
      300005: 'credentials',
      // Keyword, signature and network address all answer with this.
      310000: 'keyword',
      400013: 'gone',
      400101: 'credentials',
      400102: 'gone',
      400106: 'gone',
      410100: 'throttled',
      460101: 'tooLarge',
    }),
};
