import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ROBOT_KINDS, type RobotKind } from '../../domain/robot.ts';
import { NotGranted } from '../source/granted-fetch.ts';
import { addressProblem } from './address.ts';
import { robotForms } from './registry.ts';
import { send } from './send.ts';
import { splitLines } from './split.ts';

const TOKEN = 'c0ffee-5ec-ret';
const NOW = Date.UTC(2026, 10, 23, 12, 0, 0, 250);
const ADDRESS: Readonly<Record<RobotKind, string>> = {
  feishu: `https://open.feishu.cn/open-apis/bot/v2/hook/${TOKEN}`,
  lark: `https://open.larksuite.com/open-apis/bot/v2/hook/${TOKEN}`,
  dingtalk: `https://oapi.dingtalk.com/robot/send?access_token=${TOKEN}`,
  wecom: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${TOKEN}`,
  slack: `https://hooks.slack.com/services/T000/B000/${TOKEN}`,
};
/** As the vendors publish them. */
const TAKEN: Readonly<Record<RobotKind, string>> = {
  feishu: '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}',
  lark: '{"Extra":null,"StatusCode":0,"StatusMessage":"success"}',
  dingtalk: '{"errcode":0,"errmsg":"ok"}',
  wecom: '{"errcode":0,"errmsg":"ok"}',
  slack: 'ok',
};

type Posted = { readonly url: string; readonly body: Record<string, unknown> };
function world(answer: (index: number) => Response | Promise<Response>) {
  const posted: Posted[] = [];
  const fetch = vi.fn(async (input: unknown, init?: RequestInit) => {
    posted.push({ url: String(input), body: JSON.parse(String(init?.body)) as Record<string, unknown> });
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual', credentials: 'omit' });
    return answer(posted.length - 1);
  });
  return { posted, world: { fetch: fetch as typeof globalThis.fetch, now: NOW, signal: new AbortController().signal } };
}
const robot = (kind: RobotKind) => ({ id: 'r', name: 'Ops', kind });
const sendTo = (kind: RobotKind, lines: readonly string[], at: ReturnType<typeof world>, sign?: string) =>
  send(robot(kind), { address: ADDRESS[kind], ...(sign === undefined ? {} : { sign }) }, lines, at.world);

describe('a message', () => {
  it.each([
    ['feishu', { msg_type: 'text', content: { text: 'Stockcue\nTee M: 300\n缺 40 件' } }],
    ['lark', { msg_type: 'text', content: { text: 'Stockcue\nTee M: 300\n缺 40 件' } }],
    ['dingtalk', { msgtype: 'text', text: { content: 'Stockcue\nTee M: 300\n缺 40 件' } }],
    ['wecom', { msgtype: 'text', text: { content: 'Stockcue\nTee M: 300\n缺 40 件' } }],
    ['slack', { text: 'Stockcue\nTee M: 300\n缺 40 件' }],
  ] as const)('to %s has its form', async (kind, body) => {
    const at = world(() => new Response(TAKEN[kind]));
    expect(await sendTo(kind, ['Tee M: 300', '缺 40 件'], at)).toEqual({ ok: true, value: { messages: 1 } });
    expect(at.posted).toEqual([{ url: ADDRESS[kind], body }]);
  });

  it('is signed as Feishu asks: the key is time and secret, the message is empty', async () => {
    const at = world(() => new Response(TAKEN.feishu));
    await sendTo('feishu', ['x'], at, 'SECRET');
    const timestamp = String(Math.floor(NOW / 1_000));
    const sign = createHmac('sha256', `${timestamp}\nSECRET`).update('').digest('base64');
    expect(at.posted[0]?.body).toMatchObject({ timestamp, sign });
  });

  it('is signed as DingTalk asks: in the address', async () => {
    const at = world(() => new Response(TAKEN.dingtalk));
    await sendTo('dingtalk', ['x'], at, 'SECabc');
    const url = new URL(at.posted[0]?.url ?? '');
    const sign = createHmac('sha256', 'SECabc').update(`${NOW}\nSECabc`).digest('base64');
    expect(Object.fromEntries(url.searchParams)).toEqual({ access_token: TOKEN, timestamp: String(NOW), sign });
    expect(url.href).not.toContain('SECabc');
  });

  it('calls nobody by what a title says', async () => {
    const lark = world(() => new Response(TAKEN.lark));
    await sendTo('lark', ['<at user_id="all"></at>'], lark);
    expect(JSON.stringify(lark.posted[0]?.body)).not.toContain('<at');
    const slack = world(() => new Response('ok'));
    await sendTo('slack', ['<!channel> & co'], slack);
    expect(slack.posted[0]?.body.text).toBe('Stockcue\n&lt;!channel&gt; &amp; co');
  });

  it('is split where it is too large, in order, each part with its number', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `第 ${index} 个 SKU：海运 120 件，空运 40 件，最晚 2026-12-04 16:00 下单`,
    );
    const at = world(() => new Response(TAKEN.wecom));
    const sent = await sendTo('wecom', lines, at);
    const texts = at.posted.map(({ body }) => (body.text as { content: string }).content);
    expect(sent).toEqual({ ok: true, value: { messages: texts.length } });
    expect(texts.length).toBeGreaterThan(1);
    for (const [index, text] of texts.entries()) {
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2_048);
      expect(text.split('\n')[0]).toBe(`Stockcue ${index + 1}/${texts.length}`);
    }
    expect(texts.flatMap((text) => text.split('\n').slice(1))).toEqual(lines);
  });

  it('is refused before it is sent where it is far too long, or empty', async () => {
    const at = world(() => new Response(TAKEN.wecom));
    expect(await sendTo('wecom', new Array<string>(400).fill('x'.repeat(100)), at)).toMatchObject({
      ok: false,
      problem: { kind: 'tooLarge' },
    });
    expect(await sendTo('wecom', [], at)).toMatchObject({ ok: false, problem: { say: { key: 'restock:robot.nothing' } } });
    expect(at.posted).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([
    [
      'feishu',
      200,
      '{"code":19021,"data":{},"msg":"sign match fail or timestamp is not within one hour from current time"}',
      'credentials',
    ],
    ['feishu', 200, '{"code":19024,"data":{},"msg":"Key Words Not Found"}', 'keyword'],
    ['feishu', 200, '{"code":9499,"msg":"Bad Request","data":{}}', 'refused'],
    ['feishu', 400, '{"code":11232,"msg":"frequency limited"}', 'throttled'],
    ['lark', 200, '{"code":19001,"data":{},"msg":"param invalid: incoming webhook access token invalid"}', 'credentials'],
    ['dingtalk', 200, '{"errcode":310000,"errmsg":"keywords not in content, more: [https://open.dingtalk.com]"}', 'keyword'],
    ['dingtalk', 200, '{"errcode":300005,"errmsg":"token is not exist"}', 'credentials'],
    ['dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}', 'throttled'],
    ['wecom', 200, '{"errcode":93000,"errmsg":"invalid webhook url, hint: [1]"}', 'credentials'],
    ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'throttled'],
    ['wecom', 200, '{"errcode":40058,"errmsg":"text.content exceed max length 2048"}', 'tooLarge'],
    ['wecom', 200, '{"errcode":1234,"errmsg":"new"}', 'refused'],
    ['slack', 403, 'invalid_token', 'credentials'],
    ['slack', 404, 'channel_not_found', 'gone'],
    ['slack', 410, 'channel_is_archived', 'gone'],
    ['slack', 400, 'invalid_payload', 'refused'],
    ['slack', 500, 'rollup_error', 'server'],
    ['slack', 429, '', 'throttled'],
    ['wecom', 502, '<html>Bad Gateway</html>', 'server'],
    ['wecom', 200, '<html>Login</html>', 'malformed'],
    ['slack', 200, '<html>Login</html>', 'malformed'],
    ['feishu', 200, '[]', 'malformed'],
    ['dingtalk', 302, '', 'malformed'],
  ] as const)('of %s with %s %s is %s', async (kind, status, text, why) => {
    const at = world(() => new Response(text, { status }));
    const sent = await sendTo(kind, ['x'], at);
    expect(sent.ok).toBe(false);
    if (!sent.ok) expect(sent.problem.say.key).toBe(`restock:robot.problem.${why}`);
    expect(at.posted).toHaveLength(1);
  });

  it('that asks us to wait says until when', async () => {
    const at = world(() => new Response('', { status: 429, headers: { 'retry-after': '30' } }));
    expect(await sendTo('slack', ['x'], at)).toMatchObject({ ok: false, problem: { kind: 'throttled', retryAt: NOW + 30_000 } });
  });

  it('half way says how many were sent, and repeats nothing', async () => {
    const at = world((index) => new Response(index === 0 ? TAKEN.wecom : '{"errcode":45009}'));
    const sent = await sendTo('wecom', new Array<string>(50).fill('x'.repeat(100)), at);
    expect(sent).toMatchObject({
      ok: false,
      problem: { kind: 'throttled', say: { key: 'restock:robot.partly', values: { sent: 1, of: 3, why: 'throttled' } } },
    });
    expect(at.posted).toHaveLength(2);
  });

  it.each([
    ['permission', () => Promise.reject(new NotGranted())],
    ['network', () => Promise.reject(new TypeError(`Failed to fetch ${ADDRESS.slack}`))],
  ] as const)('that never comes is %s', async (why, answer) => {
    expect(await sendTo('slack', ['x'], world(answer))).toMatchObject({
      ok: false,
      problem: { say: { key: `restock:robot.problem.${why}` } },
    });
  });

  it('never brings the address or the secret into a problem', async () => {
    for (const kind of ROBOT_KINDS) {
      for (const text of [`{"errcode":1,"code":1,"errmsg":"${ADDRESS[kind]}"}`, ADDRESS[kind], `${TOKEN} SIGNING`]) {
        const sent = await sendTo(
          kind,
          ['x'],
          world(() => new Response(text)),
          'SIGNING',
        );
        expect(sent.ok).toBe(false);
        expect(JSON.stringify(sent)).not.toContain(TOKEN);
        expect(JSON.stringify(sent)).not.toContain('SIGNING');
      }
    }
  });
});

describe('an address', () => {
  it.each(ROBOT_KINDS.map((kind) => [kind]))('of %s is taken', (kind) => {
    expect(addressProblem(kind, ` ${ADDRESS[kind]} `)).toBeNull();
  });
  it.each([
    ['plain HTTP', 'http://oapi.dingtalk.com/robot/send?access_token=x', 'restock:robot.address'],
    ['a password', 'https://a:b@oapi.dingtalk.com/robot/send', 'restock:robot.address'],
    ['words', 'robot', 'restock:robot.address'],
    ['a bare host', 'https://oapi.dingtalk.com', 'restock:robot.address'],
    ["another kind's", ADDRESS.slack, 'restock:robot.host'],
  ])('with %s is refused', (_, address, key) => {
    expect(addressProblem('dingtalk', address)?.say.key).toBe(key);
  });
  it("on the company's own host is up to what the browser grants", () => {
    expect(addressProblem('dingtalk', 'https://ding.example.com/robot/send?access_token=x')).toBeNull();
  });
  it('that is wrong is asked nothing', async () => {
    const at = world(() => new Response('ok'));
    expect((await send(robot('slack'), { address: 'http://hooks.slack.com/x' }, ['x'], at.world)).ok).toBe(false);
    expect(at.posted).toEqual([]);
  });
});

it('loses nothing when it splits, and cuts no character', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }).filter((line) => !line.includes('\n'))),
      fc.integer({ min: 30, max: 200 }),
      (lines, most) => {
        const messages = splitLines(lines, most);
        for (const message of messages) expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(most);
        expect(messages.join('').replaceAll('\n', '')).toBe(lines.join(''));
        expect(messages.join('')).not.toMatch(/\p{Surrogate}/u);
      },
    ),
  );
});

it('has a form for each kind, under its own name', () => {
  for (const kind of ROBOT_KINDS) expect(robotForms[kind].kind).toBe(kind);
});
