import * as v from 'valibot';
import { SECOND } from '../../domain/instant.ts';
import type { RobotKind } from '../../domain/robot.ts';
import { refusalBy } from './codes.ts';
import type { RobotForm, Trouble } from './form.ts';
import { hmac } from './sign.ts';

/** Older answers say `StatusCode`. */
const answer = v.union([
  v.pipe(
    v.object({ code: v.number() }),
    v.transform(({ code }) => code),
  ),
  v.pipe(
    v.object({ StatusCode: v.number() }),
    v.transform(({ StatusCode }) => StatusCode),
  ),
]);
const CODES: Readonly<Record<number, Trouble>> = {
  9499: 'refused',
  11232: 'throttled',
  19001: 'credentials',
  19021: 'credentials',
  19022: 'keyword',
  19024: 'keyword',
};

/**
 * A custom bot of Feishu 飞书 or Lark. A body of 20 KB at most, 100 a minute; the signature's key is the time in seconds and the secret,
 * its message is empty. Source: open.feishu.cn/document, "Custom bot usage guide" (自定义机器人使用指南), as of November 2026.
 */
const form = (kind: RobotKind, hosts: readonly string[]): RobotForm => ({
  kind,
  hosts,
  mostBytes: 15_000,
  async message({ address, sign }, text, now) {
    // `<at user_id="all">` would call the whole group: a SKU's title must not.
    const body = { msg_type: 'text', content: { text: text.replaceAll('<', '＜') } };
    if (sign === null) return { address, body };
    const timestamp = String(Math.floor(now / SECOND));
    return { address, body: { timestamp, sign: await hmac(`${timestamp}\n${sign}`, ''), ...body } };
  },
  read: (text) => refusalBy(answer, text, CODES),
});

export const feishu = form('feishu', ['open.feishu.cn', 'open.larkoffice.com']);
export const lark = form('lark', ['open.larksuite.com']);
