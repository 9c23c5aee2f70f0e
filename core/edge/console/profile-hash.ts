import type { Profile } from '../../domain/profile.ts';

/** What a profile does to a page, without what it is called and where it comes from: two that hash alike read and act alike. */
export async function hashOf({
  rev: _rev,
  name: _name,
  evidence: _evidence,
  origin: _origin,
  ...rest
}: Profile): Promise<string> {
  const bytes = new TextEncoder().encode(canonical(rest));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON whose fields stand in one order, whoever wrote it. A field that is undefined is none. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, of]) => of !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`;
}

/** Each profile's hash, worked out once. */
export function createHashes() {
  const kept = new WeakMap<Profile, string>();
  return {
    /** Null until it is worked out. */
    of: (profile: Profile): string | null => kept.get(profile) ?? null,
    async make(profile: Profile): Promise<void> {
      kept.set(profile, await hashOf(profile));
    },
  };
}
