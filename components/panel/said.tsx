import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePanel, useUi } from './panel-context.ts';

/** Why the last thing that was asked for was not done. Above what waits: what was pressed does not move. */
export function Said() {
  const say = useSay();
  const { ui } = usePanel();
  const said = useUi((state) => state.said);
  if (said === null) return null;
  return (
    <div className="said" role="alert">
      <Icon name="warn" />
      <p className="wait-text" dir="auto">
        {say.phrase(said)}
      </p>
      <button type="button" onClick={() => ui.setState({ said: null })}>
        {say('common:close')}
      </button>
    </div>
  );
}
