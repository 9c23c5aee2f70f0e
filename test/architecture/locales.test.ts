import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Both languages say the same things, and say everything that the code asks them to say. */
const root = resolve(import.meta.dirname, '../..');
const PLURALS = /_(zero|one|two|few|many|other)$/;

type Tree = { readonly [key: string]: string | Tree };
function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [[here, value] as [string, string]] : leaves(value, here);
  });
}

function language(code: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const file of globSync(`components/i18n/${code}/*.json`, { cwd: root })) {
    const namespace = file.replace(/^.*[\\/]/, '').replace('.json', '');
    const tree = JSON.parse(readFileSync(join(root, file), 'utf8')) as Tree;
    for (const [key, text] of leaves(tree)) all.set(`${namespace}:${key.replace(PLURALS, '')}`, text);
  }
  return all;
}

/** Keys that the code names in full: phrase('core:…'), t('panel:…'), { key: 'source:…' }. */
function named(): Map<string, string> {
  const keys = new Map<string, string>();
  for (const file of globSync('{core,components,entrypoints}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, key = ''] of source.matchAll(
      /['"`]((?:core|source|command|panel|common|popup|options|worker|practice|backtest|restock):[A-Za-z][\w.-]*[\w])['"`]/g,
    )) {
      keys.set(key, file);
    }
  }
  return keys;
}

const en = language('en');
const zh = language('zh');
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{-?\s*(\w+)/g)].map(([, name = '']) => name).sort();

describe('the translations', () => {
  it('are there', () => {
    expect(en.size).toBeGreaterThan(100);
  });

  it('have the same keys in both languages', () => {
    expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
  });

  it('have the same figures in both languages', () => {
    const differ = [...en].filter(([key, text]) => {
      const figures = new Set(placeholders(text));
      return placeholders(zh.get(key) ?? '').some((name) => !figures.has(name));
    });
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('hold every key that the code names', () => {
    const missing = [...named()].filter(([key]) => !en.has(key)).map(([key, file]) => `${key} (${file})`);
    expect(missing).toEqual([]);
  });
});
