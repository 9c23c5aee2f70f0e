import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { profiles } from '../../core/edge/console/registry.ts';
import { CONSOLE_SCRIPT, DATA_SCRIPT, OWN_DATA_SCRIPT, TABLE_SCRIPT } from '../../core/edge/sites.ts';
import { build } from '../tools/build.ts';
import { TEST_BUILD } from './extension.ts';

type Manifest = Record<string, unknown>;
const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** What runs before the page's own scripts. */
const MOST_TAP_BYTES = 2_560;
/** What stands on every console page, always. */
const MOST_READER_BYTES = 10_240;

describe('the manifest of the release', () => {
  let folder: string;
  let release: Manifest;
  beforeAll(() => {
    folder = build('release');
    release = manifest(folder);
  });

  it('asks for no host up front, and for what the design allows', () => {
    expect(release.host_permissions).toBeUndefined();
    expect(release.content_scripts).toBeUndefined();
    expect(release.permissions).toEqual(['storage', 'unlimitedStorage', 'alarms', 'scripting', 'sidePanel']);
    expect(release.optional_permissions).toEqual(['notifications', 'offscreen']);
    expect(release.minimum_chrome_version).toBeDefined();
  });

  it('differs from the test build in hosts alone', () => {
    const { host_permissions, ...rest } = manifest(TEST_BUILD);
    expect(host_permissions).toEqual(['http://127.0.0.1/*', 'http://localhost/*']);
    expect(rest).toEqual(release);
  });

  it('has none of what tests hold the worker by, which the test build has', () => {
    const worker = (where: string) => readFileSync(join(where, 'background.js'), 'utf8');
    for (const name of ['test.hold', 'test.at', 'test.offset']) {
      expect(worker(TEST_BUILD)).toContain(name);
      expect(worker(folder)).not.toContain(name);
    }
  });

  it('lets no page but the panel be embedded, at an address that stays the same', () => {
    expect(release.web_accessible_resources).toEqual([{ resources: ['panel.html'], matches: ['<all_urls>'] }]);
  });

  it('loads no more than 10 KB onto a console page', () => {
    expect(gzipSync(readFileSync(join(folder, CONSOLE_SCRIPT)), { level: 9 }).length).toBeLessThanOrEqual(MOST_READER_BYTES);
  });

  it('carries into the page’s own world what the profiles read there, and nothing else of them', () => {
    const script = readFileSync(join(folder, DATA_SCRIPT), 'utf8');
    for (const { data, evidence } of profiles) {
      for (const { path } of data) expect(script).toContain(path);
      for (const { source } of evidence) expect(script).not.toContain(source);
    }
    expect(script.length).toBeLessThan(20_000);
  });

  it('carries little into the page’s own world, and nothing of any profile where that is none of the built-in ones', () => {
    const sizes = [DATA_SCRIPT, OWN_DATA_SCRIPT, TABLE_SCRIPT].map((file) => gzipSync(readFileSync(join(folder, file))).length);
    expect(sizes.filter((bytes) => bytes > MOST_TAP_BYTES)).toEqual([]);
    const script = readFileSync(join(folder, OWN_DATA_SCRIPT), 'utf8');
    for (const { data } of profiles) for (const { path } of data) expect(script).not.toContain(path);
  });
});
