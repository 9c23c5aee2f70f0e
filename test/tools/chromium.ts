import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const KNOWN: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Whether this machine is a Debian on which we may install packages. */
function mayInstall(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^(ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function aptInstall(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} from Debian (once)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

/** A Chromium that can load an unpacked extension: `STOCKCUE_CHROMIUM`, an installed one, or Debian's own, installed now. */
export function findChromium(): string {
  const named = process.env.STOCKCUE_CHROMIUM;
  if (named) return named;
  const found = KNOWN.find((path) => existsSync(path));
  if (found) return found;
  if (mayInstall()) {
    aptInstall(['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']);
    return '/usr/bin/chromium';
  }
  throw new Error(
    'No Chrome, Edge or Chromium found: install one (https://www.chromium.org/getting-involved/download-chromium) or set STOCKCUE_CHROMIUM to its path.',
  );
}

/** Firefox for the smoke test, found or installed in the same way. */
export function findFirefox(): string {
  const named = process.env.STOCKCUE_FIREFOX;
  if (named) return named;
  const found = ['/usr/bin/firefox', '/usr/bin/firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'].find((path) =>
    existsSync(path),
  );
  if (found) return found;
  if (mayInstall()) {
    aptInstall(['firefox-esr']);
    return '/usr/bin/firefox-esr';
  }
  throw new Error('No Firefox found: install one (https://www.mozilla.org/firefox) or set STOCKCUE_FIREFOX to its path.');
}
