import type { PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { armSelected } from './arm.ts';
import { useInSight, usePanel, useUi } from './panel-context.ts';

/** Links are being selected: what can be done with them together. */
export function Selected({ view }: { view: PanelView }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  const inSight = useInSight();
  const selected = useUi((state) => state.selected);
  function pause() {
    const { armed, leftOut } = armSelected(view, selected, newId);
    if (armed.length > 0) ui.arm(armed, leftOut);
  }
  const { armed } = armSelected(view, selected, () => '');
  const n = armed.length;
  return (
    <footer className="strip selected">
      <div className="strip-text" role="status">
        <strong>{say('panel:several.selected', { n: selected.size })}</strong>
        <span className="quiet">{say(n === 0 ? 'panel:several.none' : 'panel:several.how')}</span>
      </div>
      <div className="strip-acts">
        <button type="button" onClick={ui.selectNone}>
          {say('panel:several.stop')}
        </button>
        <button type="button" className="arm is-pause" aria-disabled={n === 0} onClick={() => inSight(pause)}>
          {say('panel:several.pause', { n })}
        </button>
      </div>
    </footer>
  );
}
