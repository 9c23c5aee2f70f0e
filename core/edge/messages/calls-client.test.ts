import { expect, it } from 'vitest';
import { callsClient } from './calls-client.ts';

const ask = { shop: 'main' };

it('sends the name and what is asked, and gives the value', async () => {
  const sent: unknown[] = [];
  const call = callsClient(async (message) => {
    sent.push(message);
    return { ok: true, value: { places: [] } };
  });
  expect(await call('places.get', ask)).toEqual({ places: [] });
  expect(sent).toEqual([{ stockcue: 'call', name: 'places.get', ask }]);
});

it('puts what the worker says into the failure', async () => {
  const call = callsClient(async () => ({ ok: false, say: { key: 'worker:call.notAllowed' } }));
  await expect(call('places.get', ask)).rejects.toMatchObject({ say: { key: 'worker:call.notAllowed' } });
});

it.each([
  ['nobody listens', () => Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'))],
  ['the worker dies while it answers', () => Promise.resolve(undefined)],
])('says that the extension does not answer where %s', async (_name, send) => {
  await expect(callsClient(send)('places.get', ask)).rejects.toMatchObject({ say: { key: 'options:noWorker' } });
});
