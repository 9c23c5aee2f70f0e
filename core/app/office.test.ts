import { expect, test } from 'vitest';
import { createOffice } from './office.ts';

function office(fails: string[] = []) {
  const said: string[] = [];
  let opened = 0;
  const it = createOffice<string>({
    open: async (shop) => {
      if (fails.includes(shop)) throw new Error('no');
      opened += 1;
      return `${shop}#${opened}`;
    },
    publish: (shop, what) => said.push(`${shop} draws ${what}`),
    close: (what) => said.push(`closed ${what}`),
    report: (where) => said.push(`error: ${where}`),
  });
  return { it, said };
}
const flush = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a shop opens once, when it is first asked for, and shops are kept apart', async () => {
  const { it, said } = office();
  expect(await Promise.all([it.get('main'), it.get('main'), it.get('rehearsal')])).toEqual(['main#1', 'main#1', 'rehearsal#2']);
  await flush();
  expect(said).toEqual(['main draws main#1', 'rehearsal draws rehearsal#2']);
});
test('much that changes at a time is drawn once; nothing is drawn of what is not open', async () => {
  const { it, said } = office();
  it.changed('main');
  await flush();
  expect(said).toEqual([]);
  await it.get('main');
  await flush();
  for (let n = 0; n < 9; n++) it.changed('main');
  await flush();
  expect(said).toHaveLength(2);
});
test('a closed shop opens anew', async () => {
  const { it, said } = office();
  await it.get('rehearsal');
  await it.close('rehearsal');
  expect(it.opened('rehearsal')).toBeUndefined();
  expect(await it.get('rehearsal')).toBe('rehearsal#2');
  expect(said).toContain('closed rehearsal#1');
});
test('one that failed to open is reported, and tried again at the next word', async () => {
  const fails = ['main'];
  const { it, said } = office(fails);
  await expect(it.get('main')).rejects.toThrow('no');
  fails.pop();
  expect(await it.get('main')).toBe('main#1');
  expect(said).toContain('error: open main');
});
