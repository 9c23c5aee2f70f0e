import type { Sku } from '../domain/ids.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { TriggerSettings } from '../domain/trigger-settings.ts';

/** The shop's numbers, and those that are set for this SKU alone. */
export function triggersFor({ preferences, skus }: ShopSettings, sku: Sku): TriggerSettings {
  const own = skus[sku]?.triggers;
  return own === undefined ? preferences.triggers : { ...preferences.triggers, ...own };
}
