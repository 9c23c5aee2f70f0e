import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { EmergencySource } from '../../domain/restock.ts';
import type { SupplyFacts } from '../../domain/supply.ts';
import type { Route } from './routes.ts';

/** What a key SKU lacks: a supplier, a second one, a second route, a source for emergencies. */
export function lacksOf(supply: SupplyFacts, able: readonly Route[], sources: readonly EmergencySource[]): readonly Phrase[] {
  if (!supply.key) return [];
  const routes = new Set(able.filter(({ mode }) => mode.kind !== 'transfer').map(({ mode }) => mode.route.trim()));
  const [route] = routes;
  const lacks: Phrase[] = [];
  if (supply.supplier === null) lacks.push(phrase('restock:warning.noSupplier'));
  else if (supply.secondSupplier === null || supply.secondSupplier.trim() === supply.supplier.trim())
    lacks.push(phrase('restock:warning.oneSupplier', { supplier: supply.supplier }));
  if (routes.size === 1) lacks.push(phrase('restock:warning.oneRoute', { route: route || '?' }));
  if (sources.length === 0) lacks.push(phrase('restock:warning.noEmergency'));
  return lacks;
}
