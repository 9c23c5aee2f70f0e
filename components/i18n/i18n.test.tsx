// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createLanguage, languageOf } from './i18n.ts';
import { Spoken, sayIn, useSay } from './use-phrase.tsx';

const Word = () => <p>{useSay()('common:state.onSale')}</p>;
const zones = { market: 'America/New_York', team: 'Asia/Shanghai' };
const at = Date.UTC(2026, 10, 24, 2, 14);

it.each([
  ['zh-CN', 'zh'],
  ['zh', 'zh'],
  ['en-GB', 'en'],
  ['de', 'en'],
  [undefined, 'en'],
])('takes %s as %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it('prints an instant in market and team zone, once where they agree', () => {
  const i18n = createLanguage('en');
  expect(sayIn(i18n, zones).time(at)).toBe('21:14 (10:14)');
  expect(sayIn(i18n, { market: 'Asia/Shanghai', team: 'Asia/Shanghai' }).time(at)).toBe('10:14');
});

it('never turns an unknown number into 0', () => {
  const say = sayIn(createLanguage('en'), zones);
  expect(say.number(null)).toBe('—');
  expect(say.number(0)).toBe('0');
  expect(say.number(12345)).toBe('12,345');
});

it.each([
  [12_000, '12 s ago', '12 秒前'],
  [120_000, '2 min ago', '2 分钟前'],
  [7_200_000, '2 h ago', '2 小时前'],
  [null, 'age unknown', '更新时间未知'],
  [-60_000, 'age unknown', '更新时间未知'],
])('says the age of %s ms', (ms, en, zh) => {
  expect(sayIn(createLanguage('en'), zones).age(ms)).toBe(en);
  expect(sayIn(createLanguage('zh'), zones).age(ms)).toBe(zh);
});

it('puts figures, instants and hostile text into a sentence as they are', () => {
  const i18n = createLanguage('en');
  i18n.addResource('en', 'common', 'trial', '{{name}}: {{n}} at {{when}}');
  const text = sayIn(i18n, zones).phrase({
    key: 'common:trial',
    values: { name: '<b>$t(common:close)', n: 1200, when: { instant: at } },
  });
  expect(text).toBe('<b>$t(common:close): 1,200 at 21:14 (10:14)');
});

it('changes its language without a reload', () => {
  const i18n = createLanguage('en');
  render(
    <Spoken i18n={i18n} zones={zones}>
      <Word />
    </Spoken>,
  );
  expect(screen.getByText('on sale')).toBeInTheDocument();
  act(() => void i18n.changeLanguage('zh'));
  expect(screen.getByText('在售')).toBeInTheDocument();
});
