import type { ShopId } from '../domain/ids.ts';

/** Drops the database of a shop: a rehearsal that starts anew. Waits for whoever still has it open. */
export function forgetShop(shop: ShopId): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(`stockcue.${shop}`);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
