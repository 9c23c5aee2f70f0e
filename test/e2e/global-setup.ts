import { build } from '../tools/build.ts';
import { findChromium } from '../tools/chromium.ts';

/** One build for all files; a missing browser is said before anything runs. */
export default function setup(): void {
  findChromium();
  build('test');
}
