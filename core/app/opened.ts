import type { SourceId } from '../domain/ids.ts';
import type { SourceConfig } from '../domain/settings.ts';
import type { Connector, Secrets, Source, SourceWorld } from '../ports.ts';

type Deps = {
  readonly config: (source: SourceId) => SourceConfig | undefined;
  readonly connector: (id: string) => Connector | null;
  readonly secrets: Secrets;
  readonly world: SourceWorld;
};

/** The sources of a shop, each opened once with its settings and its secret, and anew when they change. */
export function createOpened({ config, connector, secrets, world }: Deps) {
  const opened = new Map<SourceId, { readonly config: SourceConfig; readonly source: Promise<Source | null> }>();

  async function open(config: SourceConfig): Promise<Source | null> {
    const kind = connector(config.connector);
    const parsed = kind?.parse(config);
    if (kind === null || !parsed?.ok) return null;
    return kind.open(parsed.value, await secrets.get(config.id), world);
  }
  return {
    /** Null where it is not set up, or set up in a way that its connector refuses. */
    open(id: SourceId): Promise<Source | null> {
      const now = config(id);
      if (now === undefined) return Promise.resolve(null);
      const known = opened.get(id);
      if (known?.config === now) return known.source;
      const source = open(now);
      opened.set(id, { config: now, source });
      source.catch(() => opened.delete(id));
      return source;
    },
    /** Its secret has changed. */
    forget(id: SourceId) {
      opened.delete(id);
    },
  };
}
