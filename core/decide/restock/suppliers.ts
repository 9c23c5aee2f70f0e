import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { EmergencySource } from '../../domain/restock.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import type { Route } from './routes.ts';

/** What a key SKU lacks: a supplier, a second one, a second route, a source for emergencies. */
export function lacksOf(supply: SupplyFacts, able: readonly Route[], sources: readonly EmergencySource[]): readonly Phrase[] {
  if (!supply.key) return [];
  const lacks = missing(supply, able).map(({ what, ...of }) => phrase(`restock:warning.${what}`, { ...of }));
  return sources.length === 0 ? [...lacks, phrase('restock:warning.noEmergency')] : lacks;
}

/** The same in a few words, of suppliers and routes alone: for a list of key SKUs, whether anything is to be ordered or not. */
export const secondMissing = (supply: SupplyFacts, able: readonly Route[]): readonly Phrase[] =>
  supply.key ? missing(supply, able).map(({ what, ...of }) => phrase(`restock:lack.${what}`, { ...of })) : [];

type Missing =
  | { readonly what: 'noSupplier' | 'noRoute' }
  | { readonly what: 'oneSupplier'; readonly supplier: string }
  | { readonly what: 'oneRoute'; readonly route: string };

function missing({ supplier, secondSupplier }: SupplyFacts, able: readonly Route[]): readonly Missing[] {
  const routes = new Set(able.filter(({ mode }) => mode.kind !== 'transfer').map(({ mode }) => mode.route.trim()));
  const [route] = routes;
  const lacks: Missing[] = [];
  if (supplier === null) lacks.push({ what: 'noSupplier' });
  else if (secondSupplier === null || secondSupplier.trim() === supplier.trim()) lacks.push({ what: 'oneSupplier', supplier });
  if (route === undefined) lacks.push({ what: 'noRoute' });
  else if (routes.size === 1) lacks.push({ what: 'oneRoute', route: route || '?' });
  return lacks;
}
