import { describe, expect, test } from 'vitest';
import { type CallHandlers, createCalls } from './calls.ts';

const own = { id: 'us', origin: 'chrome-extension://us' };
const options = { id: 'us', url: `${own.origin}/options.html`, frameId: 0, tab: { id: 1 } };
const ask = { stockcue: 'call', name: 'settings.get', ask: { shop: 'main' } };

function calls(get: () => Promise<unknown>) {
  const said: string[] = [];
  const handlers = { 'settings.get': get } as unknown as CallHandlers;
  const refused = (why: string) => said.push(why);
  const report = (where: string) => said.push(`error in ${where}`);
  return { said, listen: createCalls({ own, handlers, refused, report }) };
}

describe('calls', () => {
  test('an own page gets its answer', async () => {
    const { listen } = calls(async () => 42);
    expect(await listen(ask, options)).toEqual({ ok: true, value: 42 });
  });
  test.each([
    ['a content script', { id: 'us', url: 'https://shop.example/', frameId: 0, tab: { id: 1 } }],
    ['a page of ours within a web page', { ...options, frameId: 4 }],
    ['another extension', { ...options, id: 'them' }],
  ])('%s may not call', async (_, sender) => {
    const { listen, said } = calls(async () => 42);
    expect(await listen(ask, sender)).toEqual({ ok: false, say: { key: 'worker:call.notAllowed' } });
    expect(said).toHaveLength(1);
  });
  test('a failure is reported in one place, and its text goes to nobody', async () => {
    const { listen, said } = calls(async () => {
      throw new Error('the key is s3cret');
    });
    expect(JSON.stringify(await listen(ask, options))).not.toContain('s3cret');
    expect(said).toEqual(['error in call settings.get']);
  });
  test('nonsense is refused; what is not ours is left to others', async () => {
    const { listen } = calls(async () => 42);
    expect(await listen({ ...ask, ask: { shop: 'other' } }, options)).toMatchObject({ ok: false });
    expect(listen({ type: 'other' }, options)).toBeUndefined();
  });
});
