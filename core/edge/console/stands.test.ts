// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { distorted } from './stands.ts';

const LAID = { x: 10, y: 20, width: 420, height: 640 };
let host: HTMLElement;
beforeEach(() => {
  document.documentElement.removeAttribute('style');
  document.body.replaceChildren();
  host?.remove();
  host = document.createElement('div');
  document.documentElement.append(host);
  host.getBoundingClientRect = () => ({ ...LAID, top: 20, left: 10, right: 430, bottom: 660, toJSON: () => '' });
});

it('finds nothing where nobody has touched it', () => {
  expect(distorted(host, LAID)).toBeNull();
});

it.each([
  ['mask-image', 'linear-gradient(red, blue)'],
  ['opacity', '0.5'],
  ['filter', 'blur(4px)'],
  ['transform', 'scale(0.5)'],
  ['clip-path', 'inset(10px)'],
  ['visibility', 'hidden'],
])('finds %s on it, and on the page around it', (name, value) => {
  host.style.setProperty(name, value);
  expect(distorted(host, LAID)).toBe(name);
  host.style.removeProperty(name);
  document.documentElement.style.setProperty(name, value);
  expect(distorted(host, LAID)).toBe(name);
});

it('finds it elsewhere than it was laid, of another size, or within another element', () => {
  expect(distorted(host, { ...LAID, x: 40 })).toBe('place');
  expect(distorted(host, { ...LAID, width: 200 })).toBe('size');
  document.body.append(host);
  expect(distorted(host, LAID)).toBe('place');
});
