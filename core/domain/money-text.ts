import type { Money } from './money.ts';

/** Minor digits of a currency (ISO 4217): 2 for USD, 0 for JPY. 2 where nobody knows it. */
export function digitsOf(currency: string): number {
  let digits = known.get(currency);
  if (digits === undefined) {
    digits = readDigits(currency);
    known.set(currency, digits);
  }
  return digits;
}
/** Remembered: Intl is slow to ask, and every plan does. */
const known = new Map<string, number>();

function readDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** Currencies that the shop's markets and suppliers use, for a choice; any other ISO 4217 code can be typed. */
export const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'MXN', 'BRL', 'IDR', 'MYR', 'PHP', 'SGD', 'THB', 'VND'] as const;

/** `12.5` of USD is 1250 minor units, exactly; null where it is no amount of 0 or more, or has more digits than the currency. */
export function moneyFrom(amount: string, currency: string): Money | null {
  const text = amount.normalize('NFKC').replace(/[\s\u00a0,']/g, '');
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(text);
  if (match === null || !isCurrency(currency)) return null;
  const digits = digitsOf(currency);
  const [, whole = '0', fraction = ''] = match;
  if (fraction.replace(/0+$/, '').length > digits) return null;
  return { minor: Number(whole + fraction.padEnd(digits, '0').slice(0, digits)), currency };
}

/** As it is typed: `12.50`. */
export function amountText({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** `1234.50 USD`: the same in every language, and for other programs. */
export const moneyText = (sum: Money): string => `${amountText(sum)} ${sum.currency}`;
