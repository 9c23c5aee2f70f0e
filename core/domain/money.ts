/** Minor units (cents, fen) and an ISO 4217 currency; whole, so that sums are exact. */
export type Money = { readonly minor: number; readonly currency: string };

export const money = (minor: number, currency: string): Money => ({ minor: Math.round(minor), currency });
export const timesMoney = ({ minor, currency }: Money, by: number): Money => money(minor * by, currency);

/** Sum in one currency. Throws where they differ: convert first. */
export function sumMoney(all: readonly Money[], currency: string): Money {
  let minor = 0;
  for (const one of all) {
    if (one.currency !== currency) throw new Error(`${one.currency} is not ${currency}`);
    minor += one.minor;
  }
  return { minor, currency };
}

/** Exchange rates that the seller has set: one unit of the currency in units of the home currency. Never fetched. */
export type Rates = { readonly home: string; readonly perUnit: Readonly<Record<string, number>> };

/** In the home currency; null where no rate is set. Both in minor units, so `digits` tells how many each currency has. */
export function inHome({ minor, currency }: Money, { home, perUnit }: Rates, digits: (currency: string) => number): Money | null {
  if (currency === home) return { minor, currency };
  const rate = perUnit[currency];
  if (rate === undefined || rate <= 0) return null;
  return money(minor * rate * 10 ** (digits(home) - digits(currency)), home);
}
