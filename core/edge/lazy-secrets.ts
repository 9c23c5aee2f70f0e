import type { SourceId } from '../domain/ids.ts';
import type { Secrets } from '../ports.ts';

type Kept = Secrets & { sources(): Promise<readonly SourceId[]> };

/** Secrets whose database is opened when first asked for, and again after it has refused. */
export function lazySecrets(open: () => Promise<Kept>): Kept {
  let opening: Promise<Kept> | null = null;
  const use = () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    get: async (source) => (await use()).get(source),
    put: async (source, secret) => (await use()).put(source, secret),
    remove: async (source) => (await use()).remove(source),
    sources: async () => (await use()).sources(),
  };
}
