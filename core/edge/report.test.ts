import { afterEach, expect, test, vi } from 'vitest';
import { report } from './report.ts';

afterEach(() => void vi.restoreAllMocks());

test('a defect says where and what kind, and never the error’s own words', () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  report('poll', new TypeError('GET https://example.com/?key=s3cret failed'));
  report('poll', 's3cret');
  const printed = JSON.stringify(print.mock.calls);
  expect(printed).toContain('stockcue: poll: TypeError');
  expect(printed).not.toContain('s3cret');
});
