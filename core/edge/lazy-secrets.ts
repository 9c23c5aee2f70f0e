import type { SourceId } from '../domain/ids.ts';
import type { Secrets } from '../ports.ts';

type Kept = Secrets & { sources(): Promise<readonly SourceId[]> };
type Secret = Parameters<Secrets['put']>[1];

/**
 * Secrets whose database is opened when first asked for, and again after it has refused. What it does not take is kept
 * for this life of the worker, as all else is then, and goes to disk when it takes again.
 */
export function lazySecrets(open: () => Promise<Kept>): Kept {
  const kept = new Map<SourceId, Secret>();
  let opening: Promise<Kept> | null = null;
  async function use(): Promise<Kept> {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    const disk = await opening;
    for (const [source, secret] of kept) {
      await disk.put(source, secret);
      if (kept.get(source) === secret) kept.delete(source);
    }
    return disk;
  }
  return {
    async get(source) {
      const stored = await use()
        .then((disk) => disk.get(source))
        .catch(() => null);
      return kept.get(source) ?? stored;
    },
    async put(source, secret) {
      kept.set(source, secret);
      await use().catch(() => {});
    },
    async remove(source) {
      kept.delete(source);
      await (await use()).remove(source);
    },
    async sources() {
      const stored = use().then((disk) => disk.sources());
      return [...new Set([...(await stored.catch(() => [])), ...kept.keys()])];
    },
  };
}
