import { phrase } from '../../core/domain/phrase.ts';
import type { SettingsBody, ShopSettings } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { FileImport, type Read } from './file-import.tsx';
import { useShop } from './shop-context.ts';

const KIND = 'stockcue-settings';
const VERSION = 1;

/** All settings, without secrets: no secret is among them in the first place. */
export function exportOf(settings: ShopSettings): string {
  const rows: SettingsBody = {
    preferences: settings.preferences,
    sources: Object.values(settings.sources),
    accounts: Object.values(settings.accounts),
    skus: Object.values(settings.skus),
    listings: Object.values(settings.listings),
    streams: Object.values(settings.streams),
  };
  return JSON.stringify({ kind: KIND, version: VERSION, settings: rows }, null, 2);
}

/** What a file holds, to be shown before it is taken over. The worker checks every row of it again. */
export function readExport(
  bytes: ArrayBuffer,
  change: (body: SettingsBody) => Read['apply'] extends () => infer R ? R : never,
): Read {
  const no = (key: string): Read => ({ good: 0, problems: [{ row: 1, column: '', say: phrase(key) }], apply: async () => null });
  let file: { kind?: unknown; version?: unknown; settings?: SettingsBody };
  try {
    file = JSON.parse(new TextDecoder().decode(bytes)) as typeof file;
  } catch {
    return no('options:data.notJson');
  }
  if (file?.kind !== KIND || typeof file.settings !== 'object' || file.settings === null) return no('options:data.notOurs');
  if (file.version !== VERSION) return no('options:data.otherVersion');
  const { settings } = file;
  const good = [settings.sources, settings.accounts, settings.skus, settings.listings, settings.streams].reduce(
    (sum, rows) => sum + (rows?.length ?? 0),
    0,
  );
  return { good, problems: [], apply: () => change(settings) };
}

export function Data() {
  const say = useSay();
  const { settings, world } = useShop();
  return (
    <section aria-labelledby="data">
      <h2 id="data">{say('options:data.title')}</h2>
      <p className="quiet">{say('options:data.about')}</p>
      <FileImport
        read={(bytes) => readExport(bytes, world.change)}
        template={() => world.save('stockcue-settings.json', exportOf(settings))}
      />
      <h3>{say('options:data.audit')}</h3>
      <p className="quiet">{say('options:data.auditAbout')}</p>
      <button type="button" onClick={() => void world.auditCsv().then((text) => world.save('stockcue-audit.csv', text))}>
        {say('options:data.auditExport')}
      </button>
    </section>
  );
}
