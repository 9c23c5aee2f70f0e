import { useSay } from '../i18n/use-phrase.tsx';
import { Reset } from './reset.tsx';
import { SettingsImport } from './settings-import.tsx';
import { useShop } from './shop-context.ts';

/** All settings in and out as one file, or gone. */
export function Data() {
  const say = useSay();
  const { settings, world } = useShop();
  const exported = () => world.save('stockcue-settings.json', world.writeSettings(settings));
  return (
    <section aria-labelledby="data">
      <h2 id="data">{say('options:data.title')}</h2>
      <h3>{say('options:data.settings')}</h3>
      <p className="quiet">{say('options:data.about')}</p>
      <SettingsImport onExport={exported} />
      <Reset onSave={exported} />
    </section>
  );
}
