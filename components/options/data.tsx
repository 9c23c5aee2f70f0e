import { useSay } from '../i18n/use-phrase.tsx';
import { Audit } from './audit.tsx';
import { SettingsImport } from './settings-import.tsx';
import { useShop } from './shop-context.ts';

/** All settings in and out as one file; the audit log. */
export function Data() {
  const say = useSay();
  const { settings, world } = useShop();
  return (
    <section aria-labelledby="data">
      <h2 id="data">{say('options:data.title')}</h2>
      <h3>{say('options:data.settings')}</h3>
      <p className="quiet">{say('options:data.about')}</p>
      <SettingsImport onExport={() => world.save('stockcue-settings.json', world.writeSettings(settings))} />
      <Audit />
    </section>
  );
}
