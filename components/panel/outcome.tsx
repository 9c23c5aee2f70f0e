import { useState } from 'react';
import { UNDONE_BY } from '../../core/domain/command.ts';
import type { Press } from '../../core/domain/intent.ts';
import type { CommandRow, PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { arm, commandSent, variantOf } from './arm.ts';
import { doneTo, linkName } from './confirm.tsx';
import { SureButton } from './gate-button.tsx';
import { usePanel } from './panel-context.ts';
import { Presets, StockLine } from './presets.tsx';
import type { Sent } from './ui-store.ts';
import { useTell } from './use-tell.ts';

const ICONS = { requested: 'ring', executing: 'ring', confirmed: 'check', failed: 'cross', unknown: 'question' } as const;

function stepOf(view: PanelView, sent: Sent) {
  const command = commandSent(view, sent);
  const step = sent.problem !== null && command === null ? 'failed' : (command?.step ?? 'requested');
  return { command, step, shown: command?.reverted ? 'unknown' : step, what: command?.say ?? sent.problem } as const;
}

/** What became of what was sent last: of one command in full, of several a line each. */
export function Outcomes({ sent, view }: { sent: readonly Sent[]; view: PanelView }) {
  const say = useSay();
  const { ui } = usePanel();
  const [first] = sent;
  if (first === undefined) return null;
  const steps = sent.map((one) => stepOf(view, one).shown);
  const worst = (['unknown', 'failed', 'executing', 'requested'] as const).find((step) => steps.includes(step)) ?? 'confirmed';
  return (
    <footer className={`strip outcome is-${worst}`} role={worst === 'failed' || worst === 'unknown' ? 'alert' : 'status'}>
      {sent.length === 1 ? <One sent={first} view={view} /> : <Several sent={sent} view={view} />}
      <div className="strip-acts">
        {sent.length === 1 && <Undo sent={first} view={view} />}
        <button type="button" onClick={() => ui.setState({ sent: [] })}>
          {say('common:close')}
        </button>
      </div>
    </footer>
  );
}

function Several({ sent, view }: { sent: readonly Sent[]; view: PanelView }) {
  const say = useSay();
  return (
    <div className="strip-text">
      <p className="strip-what">
        <strong>{say('panel:several.sent', { n: sent.length })}</strong>
      </p>
      <ul className="several">
        {sent.map((one) => {
          const { step, shown, what, command } = stepOf(view, one);
          return (
            <li key={one.key} className={`is-${shown}`}>
              <Icon name={ICONS[shown]} />
              <p>
                <bdi>{linkName(say, one)}</bdi> <strong>{say(`command:step.${step}`)}</strong>
                {command?.reverted && <span> {say('command:reverted')}</span>}
                {what !== null && <span dir="auto"> {say.phrase(what)}</span>}
              </p>
              {command?.step === 'unknown' && <Settle command={command} />}
              <Undo sent={one} view={view} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function One({ sent, view }: { sent: Sent; view: PanelView }) {
  const say = useSay();
  const { command, step, shown, what } = stepOf(view, sent);
  const name = linkName(say, sent);
  const of = doneTo(sent);
  const act = sent.quantity === null ? say(`panel:act.${of}`) : say(`panel:did.${of}`, { n: sent.quantity });
  const row = view.rows[sent.row];
  const variant = row === undefined ? null : variantOf(row, sent.variant);
  const goesOn = sent.command === 'release' && shown !== 'unknown' && row !== undefined && variant?.stock.release.can === true;
  const running = variant?.stock.running;
  // That it was begun stays true; what has become of it since is said, too.
  const stopped = running?.command === command?.id && running?.state === 'stopped' ? running.why : null;
  return (
    <div className="strip-text">
      <p className="strip-what" dir="auto" title={name}>
        <Icon name={ICONS[shown]} /> <strong>{say('panel:did.became', { act, step: say(`command:step.${step}`) })}</strong>{' '}
        <bdi>{name}</bdi>
      </p>
      {command?.reverted && <p>{say('command:reverted')}</p>}
      {what !== null && <p dir="auto">{say.phrase(what)}</p>}
      {stopped !== null && <p dir="auto">{say.phrase(stopped)}</p>}
      {command?.step === 'unknown' && <Settle command={command} />}
      {goesOn && (
        <div className="form-line">
          <StockLine variant={variant} />
          <Presets row={row} variant={variant} />
        </div>
      )}
    </div>
  );
}

/** It cannot be told by reading: the person looks, and says; of one on several SKUs also of each. */
export function Settle({ command: { id: command, skus = [] } }: { command: Pick<CommandRow, 'id' | 'skus'> }) {
  const say = useSay();
  const tell = useTell();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const settle = (gesture: Press, as: 'done' | 'notDone', only: { readonly skus?: readonly string[] } = {}) =>
    tell({ kind: 'settle', command, as, ...only, gesture: gesture });
  const tick = (sku: string) => setTicked((now) => (now.includes(sku) ? now.filter((one) => one !== sku) : [...now, sku]));
  const isPart = ticked.length > 0 && ticked.length < skus.length;
  return (
    <div className="settle">
      <p>{say(skus.length > 1 ? 'panel:settle.askEach' : 'panel:settle.ask')}</p>
      {skus.length > 1 && (
        <fieldset className="settle-each">
          <legend className="hidden">{say('panel:settle.each')}</legend>
          {skus.map((sku) => (
            <label key={sku}>
              <input type="checkbox" checked={ticked.includes(sku)} onChange={() => tick(sku)} /> <bdi>{sku}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <SureButton gateKey={command} onPress={(gesture) => settle(gesture, 'done')}>
        {say(skus.length > 1 ? 'panel:settle.allDone' : 'panel:settle.done')}
      </SureButton>
      {skus.length > 1 && (
        <SureButton
          gateKey={`${command}|${ticked.join()}`}
          blocked={isPart ? null : say('panel:settle.tick')}
          onPress={(gesture) => settle(gesture, 'done', { skus: ticked })}
        >
          {say('panel:settle.ticked', { n: ticked.length })}
        </SureButton>
      )}
      <SureButton gateKey={command} onPress={(gesture) => settle(gesture, 'notDone')}>
        {say(skus.length > 1 ? 'panel:settle.noneDone' : 'panel:settle.notDone')}
      </SureButton>
    </div>
  );
}

/** Arms what takes it back. */
function Undo({ sent, view }: { sent: Sent; view: PanelView }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  const command = commandSent(view, sent);
  const row = view.rows[sent.row];
  const undo = UNDONE_BY[sent.command];
  // What somebody else has changed since is not ours to take back.
  if (command?.step !== 'confirmed' || command.reverted || row === undefined || undo === null) return null;
  const variant = row.variants.find(({ id }) => id === sent.variant) ?? null;
  const { quantity, per } = sent;
  const asked = { command: undo, undoes: command.id, per, quantity: undo === 'takeBack' ? quantity : null };
  return (
    <button type="button" onClick={() => ui.arm([arm(view, row, variant, newId(), asked)])}>
      {say(`command:undo.${sent.command}`)}
    </button>
  );
}
