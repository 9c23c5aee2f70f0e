/** What a platform's server knows of one stream. Made up by us, each and every figure. */
export type Product = {
  readonly id: string;
  readonly title: string;
  readonly picture: string;
  /** The seller's own code. */
  readonly code: string;
  readonly stock: number;
  readonly clicks: number;
  readonly shown: number;
};
export const PLATFORMS = ['douyin', 'kuaishou', 'taobao', 'channels', 'tiktok'] as const;
export type Platform = (typeof PLATFORMS)[number];
export type Language = 'zh' | 'en' | 'vi' | 'pt';

/** How a page differs from what is known of it, by the numbers of CONSOLES' failure modes where it has one. */
export const DRIFTS = [
  /** The toggle says something else than it did. */
  'label',
  /** F2: a new button stands where the first one stood. */
  'insertButton',
  /** F1: the toggle and what takes the product away have changed places. */
  'swapped',
  /** Two products bear one key. */
  'duplicateKey',
  'noKeys',
  /** Every fourth row has none. */
  'someKeys',
  /** What rows and their list were known by is called otherwise. */
  'renamedClass',
  /** F4: an element that looks like a row spans two of them. */
  'wrapper',
  /** A dialog comes before anything is done. */
  'modal',
] as const;
export type Drift = (typeof DRIFTS)[number];

export type World = {
  /** In the page's order: the first has link number 1. */
  readonly products: readonly Product[];
  readonly pinned: string | null;
  readonly live: boolean;
  readonly language: Language;
  readonly drifts: readonly Drift[];
};

/** `toggle`: explains the product, or stops explaining it; whichever was explained before is no longer. */
export type Act = 'toggle' | 'remove' | 'top';
/** One click event that a control of the page received. */
export type Clicked = {
  readonly product: string | null;
  readonly control: string;
  readonly label: string;
  readonly trusted: boolean;
  /** What the page asks of the server because of it; null: nothing, or not yet. */
  readonly act: Act | null;
};

/** `n` products, ids as long as a platform's own. */
export const madeProducts = (n: number): Product[] => Array.from({ length: n }, (_, index) => aProduct(index));

export function aProduct(index: number, given: Partial<Product> = {}): Product {
  const number = `${index + 1}`.padStart(6, '0');
  return {
    id: `3700000000000${number}`,
    title: `Linen shirt no. ${index + 1} S${number}`,
    picture: `/picture/${number}.png`,
    code: `S${number}`,
    stock: 100 + index,
    clicks: 10 * index,
    shown: 100 * index,
    ...given,
  };
}

/** What a row bears as its key: its product's id, unless the page has drifted. */
export function keyOf({ products, drifts }: World, index: number): string | null {
  if (drifts.includes('noKeys') || (drifts.includes('someKeys') && index % 4 === 3)) return null;
  const which = drifts.includes('duplicateKey') && index === 1 ? 0 : index;
  return products[which]?.id ?? null;
}
