import { expect, test, vi } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
import { grantedFetch } from './granted-fetch.ts';
import { createHttp } from './http.ts';

const url = 'https://wms.example:8443/stock?key=secret-of-ours';

test('a host that is not granted is asked nothing, and that is said for what it is', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>();
  const http = createHttp({ fetch: grantedFetch(fetch, async () => false), clock: fakeClock(0), timeoutMs: 1_000 });
  const answer = await http({ url }, new AbortController().signal);
  expect(answer).toEqual({ ok: false, problem: { kind: 'permission', say: { key: 'source:problem.permission' } } });
  expect(fetch).not.toHaveBeenCalled();
});

test('a host that is granted is asked as ever', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ data: [] }));
  const mayReach = vi.fn(async () => true);
  const http = createHttp({ fetch: grantedFetch(fetch, mayReach), clock: fakeClock(0), timeoutMs: 1_000 });
  const answer = await http({ url }, new AbortController().signal);
  expect(answer).toMatchObject({ ok: true, value: { json: { data: [] } } });
  expect(mayReach).toHaveBeenCalledExactlyOnceWith(['https://wms.example/*']);
});
