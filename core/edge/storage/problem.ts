/** `refused`: the browser gives us no database; `full`: no room left; `blocked`: an older copy of us holds it open. */
export type StorageTrouble = 'refused' | 'full' | 'blocked';

/** Nothing was written. The worker puts it into words and goes on from memory. */
export class StorageProblem extends Error {
  readonly kind: StorageTrouble;
  constructor(kind: StorageTrouble, cause?: unknown) {
    super(`storage ${kind}`, { cause });
    this.name = 'StorageProblem';
    this.kind = kind;
  }
}

/** Sorts what IndexedDB throws. Firefox says `InvalidStateError` in private windows of old, `UnknownError` on a broken profile. */
export function storageProblem(cause: unknown): StorageProblem {
  if (cause instanceof StorageProblem) return cause;
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  return new StorageProblem(name === 'QuotaExceededError' ? 'full' : 'refused', cause);
}
