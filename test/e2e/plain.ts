import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { findChromium } from '../tools/chromium.ts';
import { type Extension, extensionIn, loading, QUIET, TEST_BUILD } from './extension.ts';

/** A Chromium as a person starts it: nobody attached, unless it is asked to listen. */
export function startPlain(profile: string, args: readonly string[] = []) {
  const all = [...QUIET, '--headless=new', `--user-data-dir=${profile}`, ...loading(TEST_BUILD), ...args, 'about:blank'];
  const browser = spawn(findChromium(), all, { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface(browser.stderr);
  return {
    /** Where it listens for a debugger. */
    endpoint: (): Promise<string> =>
      new Promise((resolve, reject) => {
        lines.on('line', (line) => {
          const [, found] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
          if (found !== undefined) resolve(found);
        });
        lines.on('close', () => reject(new Error('Chromium ended before it listened.')));
      }),
    async stop(): Promise<void> {
      if (browser.exitCode !== null || browser.signalCode !== null) return;
      const ended = once(browser, 'exit');
      browser.kill('SIGTERM');
      await ended;
    },
  };
}

/** Playwright keeps every page awake and in focus; here pages are hidden and slowed down as they are at a person's desk. */
export async function launchUnfocused(): Promise<Extension> {
  const profile = mkdtempSync(join(tmpdir(), 'stockcue-plain-'));
  const plain = startPlain(profile, ['--remote-debugging-port=0', '--window-size=1440,900']);
  const browser = await chromium.connectOverCDP(await plain.endpoint(), { noDefaults: true });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('This browser has no context.');
  return extensionIn(context, async () => {
    await browser.close();
    await plain.stop();
    rmSync(profile, { recursive: true, force: true });
  });
}
