import * as v from 'valibot';

/** What we use of `browser.storage.local` and `.session`. */
export type Area = {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
};

/** One step of one item's shape, from version `to - 1`. */
type ItemMigration = { readonly to: number; readonly value: (value: unknown) => unknown };

/** `unread`: what was stored could not be used, and the fallback stands in for it. */
export type ItemTrouble = { readonly key: string; readonly why: 'unread' | 'later' | 'refused' };

export type ItemSpec<T> = {
  readonly area: Area;
  readonly key: string;
  readonly version: number;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly fallback: T;
  readonly migrations?: readonly ItemMigration[];
  readonly report?: (trouble: ItemTrouble) => void;
};
export type Item<T> = {
  /** What is stored, or the fallback; never rejects. */
  get(): Promise<T>;
  /** Rejects where the area refuses. */
  set(value: T): Promise<void>;
  remove(): Promise<void>;
};

const Stored = v.object({ v: v.pipe(v.number(), v.integer()), value: v.unknown() });

/** A plain setting with a version and its migrations. Stored data that fails is reported, and is not used. */
export function item<T>({ area, key, version, schema, fallback, migrations = [], report = () => {} }: ItemSpec<T>): Item<T> {
  const instead = (why: ItemTrouble['why']) => {
    report({ key, why });
    return fallback;
  };
  return {
    async get() {
      const raw = await area.get(key).then(
        (found) => ({ value: found[key] }),
        () => null,
      );
      if (raw === null) return instead('refused');
      if (raw.value === undefined) return fallback;
      const stored = v.safeParse(Stored, raw.value);
      if (!stored.success) return instead('unread');
      if (stored.output.v > version) return instead('later');
      return useful(
        schema,
        () => migrated(stored.output, version, migrations),
        () => instead('unread'),
      );
    },
    set: (value) => area.set({ [key]: { v: version, value } }),
    remove: () => area.remove(key),
  };
}

function useful<T>(schema: v.GenericSchema<unknown, T>, value: () => unknown, otherwise: () => T): T {
  try {
    const parsed = v.safeParse(schema, value());
    return parsed.success ? parsed.output : otherwise();
  } catch {
    // A migration could not make sense of it.
    return otherwise();
  }
}

function migrated(stored: { v: number; value: unknown }, version: number, migrations: readonly ItemMigration[]): unknown {
  let { value } = stored;
  for (let to = stored.v + 1; to <= version; to += 1) {
    const step = migrations.find((one) => one.to === to);
    if (step === undefined) throw new Error(`no migration to ${to}`);
    value = step.value(value);
  }
  return value;
}
