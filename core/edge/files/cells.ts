import type { Money } from '../../domain/money.ts';
import { isCurrency, moneyFrom } from '../../domain/money-text.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { numberOf } from './csv.ts';

/** What a cell said, or what is wrong with it. */
export type Cell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly say: Phrase };
export const good = <T>(value: T): Cell<T> => ({ ok: true, value });
export const bad = (key: string, value: string): Cell<never> => ({ ok: false, say: phrase(key, { value: short(value) }) });
/** What is quoted of a cell. */
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

export const anyNumber = (text: string): Cell<number> => {
  const value = numberOf(text);
  return value === null ? bad('options:csv.notNumber', text) : good(value);
};
export const wholeNumber = (text: string): Cell<number> => {
  const value = numberOf(text);
  return value === null || !Number.isInteger(value) ? bad('options:csv.notWhole', text) : good(value);
};
export const oneOrMore = (text: string): Cell<number> => {
  const value = numberOf(text);
  return value === null || !Number.isInteger(value) || value < 1 ? bad('options:csv.notUnits', text) : good(value);
};

/** `10%`, `10 %`, `0.1`. Without the sign, what is less than 1 is a part; `one` says what 1 itself is, and all above is per cent. */
export const part =
  (one: 'whole' | 'percent') =>
  (text: string): Cell<number> => {
    const percent = /[%％]\s*$/.test(text);
    const value = numberOf(text.replace(/[%％]\s*$/, ''));
    if (value === null) return bad('options:csv.notPercent', text);
    const isPart = !percent && (value < 1 || (value === 1 && one === 'whole'));
    return good(isPart ? value : Number((value / 100).toPrecision(12)));
  };

const YES = new Set(['1', 'true', 'yes', 'y', 'x', '是', '有', '带', '带电', '√', '✓', '对']);
const NO = new Set(['0', 'false', 'no', 'n', '-', '否', '无', '不', '不带电', '×', '✗']);
export function yesNo(text: string): Cell<boolean> {
  const word = text.normalize('NFKC').toLowerCase();
  if (YES.has(word)) return good(true);
  return NO.has(word) ? good(false) : bad('options:csv.notYesNo', text);
}

/** One of several, by any of its names. */
export const oneOf =
  <T extends string>(names: Readonly<Record<T, readonly string[]>>) =>
  (text: string): Cell<T> => {
    const word = text.normalize('NFKC').toLowerCase();
    const found = (Object.keys(names) as T[]).find((id) => id.toLowerCase() === word || names[id].includes(word));
    if (found !== undefined) return good(found);
    const allowed = (Object.keys(names) as T[]).map((id) => [id, names[id][0]].filter(Boolean).join(' / ')).join(', ');
    return { ok: false, say: phrase('options:csv.notOneOf', { value: short(text), allowed }) };
  };

const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'CNY',
  rmb: 'CNY',
  元: 'CNY',
  人民币: 'CNY',
  美元: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
};
/** `USD`, `$`, `元`; null where it is none. */
export function currencyOf(text: string | null): string | null {
  if (text === null) return null;
  const word = text.normalize('NFKC').trim();
  if (isCurrency(word.toUpperCase())) return word.toUpperCase() === 'RMB' ? 'CNY' : word.toUpperCase();
  return SIGNS[word.toLowerCase()] ?? null;
}

/** `12.50`, `12.50 USD`, `$12.50`, `￥12`: the currency beside the amount wins over the given one. */
export const moneyIn =
  (currency: string) =>
  (text: string, unit: string | null): Cell<Money> => {
    const plain = text.normalize('NFKC').trim();
    const [, before = '', amount = '', after = ''] = /^([^\d.,-]*)([\d.,\s']+)(\D*)$/.exec(plain) ?? [];
    const named = before.trim() || after.trim();
    const of = named === '' ? (currencyOf(unit) ?? currency) : currencyOf(named);
    const value = numberOf(amount);
    if (of === null || value === null) return bad('options:csv.notMoney', text);
    const money = moneyFrom(String(value), of);
    return money === null ? bad('options:csv.notMoney', text) : good(money);
  };

const CM: Readonly<Record<string, number>> = {
  mm: 0.1,
  毫米: 0.1,
  cm: 1,
  厘米: 1,
  m: 100,
  米: 100,
  in: 2.54,
  inch: 2.54,
  inches: 2.54,
  '"': 2.54,
  英寸: 2.54,
};
const KG: Readonly<Record<string, number>> = {
  g: 0.001,
  克: 0.001,
  kg: 1,
  千克: 1,
  公斤: 1,
  lb: 0.45359237,
  lbs: 0.45359237,
  磅: 0.45359237,
  oz: 0.028349523125,
};
/** A measure above 0; the unit behind it wins over the one in the header; without either it is taken as it is. */
const measure =
  (units: Readonly<Record<string, number>>, key: string) =>
  (text: string, unit: string | null): Cell<number> => {
    const [, amount = '', own = ''] = /^([\d.,\s]+)(\D*)$/.exec(text.normalize('NFKC').trim()) ?? [];
    const value = numberOf(amount);
    const named = own.trim().toLowerCase() || unit;
    const factor = named === null || named === '' ? 1 : units[named];
    if (value === null || value <= 0 || factor === undefined) return bad(key, text);
    return good(Number((value * factor).toPrecision(6)));
  };
export const centimetres = measure(CM, 'options:csv.notLength');
export const kilograms = measure(KG, 'options:csv.notWeight');

/** `60×40×30`, `60*40*30 cm`, `60 x 40 x 30`: length, width, height in centimetres. */
export function threeSides(text: string, unit: string | null): Cell<{ length: number; width: number; height: number }> {
  const sides = text
    .normalize('NFKC')
    .trim()
    .split(/\s*[x×*✕/]\s*/i);
  const own = /[\d.]\s*([a-z"米厘毫英寸]+)$/i.exec(sides.at(-1) ?? '')?.[1] ?? null;
  const [length, width, height] = sides.map((side) => centimetres(side, own?.toLowerCase() ?? unit));
  if (sides.length !== 3 || !length?.ok || !width?.ok || !height?.ok) return bad('options:csv.notSize', text);
  return good({ length: length.value, width: width.value, height: height.value });
}
