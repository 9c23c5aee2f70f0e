import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { arm, commandOn } from './arm.ts';
import { usePanel, useUi } from './panel-context.ts';
import type { Armed, Sent } from './ui-store.ts';
import { useGate } from './use-gate.ts';

/** The one fixed place where something is done: what is armed, and what became of the last command. */
export function Strip({ view }: { view: PanelView }) {
  const say = useSay();
  const armed = useUi((ui) => ui.armed);
  const sent = useUi((ui) => ui.sent);
  if (armed !== null) return <Confirm key={armed.key} armed={armed} view={view} />;
  if (sent !== null) return <Outcome sent={sent} view={view} />;
  return (
    <footer className="strip idle quiet">
      <span>{say('panel:strip.keys')}</span>
    </footer>
  );
}

function Confirm({ armed, view }: { armed: Armed; view: PanelView }) {
  const say = useSay();
  const { ui, send } = usePanel();
  const control = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  const gate = useGate(control, armed.key);
  useEffect(() => control.current?.focus(), []);

  async function confirm(event: MouseEvent) {
    const seenVisibleMs = Math.floor(gate.read());
    const { isTrusted: trusted } = event.nativeEvent;
    if (pressed.current || !gate.open || seenVisibleMs < 500 || !trusted) return;
    pressed.current = true;
    const { command, key, account, listing, variant, skus, undoes, because, row, title, link } = armed;
    const before = commandOn(view, row, variant)?.id ?? null;
    const sent: Sent = { command, row, variant, title, link, before, answered: false, problem: null };
    ui.setState({ armed: null, sent });
    const intent = { kind: 'command', command, key, account, listing, variant, skus, undoes, because } as const;
    const problem = await send({ ...intent, gesture: { trusted, seenVisibleMs } });
    // Another command may have been sent meanwhile: its line is not ours.
    if (ui.getState().sent === sent) ui.setState({ sent: { ...sent, answered: true, problem } });
  }
  // A held key repeats: only a fresh press confirms.
  const fresh = (event: KeyboardEvent) => event.repeat && event.preventDefault();
  const name = [armed.link === null ? '' : say('panel:strip.link', { n: armed.link }), armed.title].filter(Boolean).join(' ');
  return (
    <footer className={`strip armed is-${armed.command}`} role="alertdialog" aria-label={say('panel:strip.title')}>
      <div className="strip-text">
        <p className="strip-what" dir="auto" title={name}>
          <strong>{say(`panel:act.${armed.command}`)}</strong> <bdi>{name}</bdi>
        </p>
        {armed.levers.map((lever) => (
          <p key={JSON.stringify(lever)}>{say.phrase(lever)}</p>
        ))}
        <p className="strip-skus" title={armed.skus.join(', ')}>
          {say('panel:strip.skus', { count: armed.skus.length })} <bdi>{armed.skus.join(', ')}</bdi>
        </p>
        {armed.affects.length > 0 && (
          <p className="strip-affects" title={armed.affects.join('\n')}>
            <Icon name="warn" />
            <span dir="auto">{say('command:affects', { count: armed.affects.length, listings: armed.affects.join(', ') })}</span>
          </p>
        )}
      </div>
      <div className="strip-acts">
        <button type="button" className="cancel" onClick={ui.disarm}>
          {say('common:cancel')}
        </button>
        <button
          ref={control}
          type="button"
          className={`confirm is-${armed.command}`}
          aria-disabled={!gate.open}
          onKeyDown={fresh}
          onClick={(event) => void confirm(event)}
        >
          <span className="gate" style={{ width: `${gate.share * 100}%` }} />
          <span className="confirm-text">{say(`panel:strip.confirm.${armed.command}`)}</span>
        </button>
      </div>
    </footer>
  );
}

function Outcome({ sent, view }: { sent: Sent; view: PanelView }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  const found = commandOn(view, sent.row, sent.variant);
  const command = found !== null && found.id !== sent.before ? found : null;
  const step = sent.problem !== null && command === null ? 'failed' : (command?.step ?? 'requested');
  const shown = command?.reverted ? 'unknown' : step;
  const what = command?.say ?? sent.problem;
  const row = view.rows[sent.row];
  const variant = row?.variants.find(({ id }) => id === sent.variant) ?? null;
  const undo = sent.command === 'pause' ? 'resume' : 'pause';
  const name = [sent.link === null ? '' : say('panel:strip.link', { n: sent.link }), sent.title].filter(Boolean).join(' ');
  const icon = { requested: 'ring', executing: 'ring', confirmed: 'check', failed: 'cross', unknown: 'question' } as const;
  return (
    <footer className={`strip outcome is-${shown}`} role={shown === 'failed' || shown === 'unknown' ? 'alert' : 'status'}>
      <div className="strip-text">
        <p className="strip-what" dir="auto" title={name}>
          <Icon name={icon[shown]} /> <strong>{`${say(`panel:act.${sent.command}`)}: ${say(`command:step.${step}`)}`}</strong>{' '}
          <bdi>{name}</bdi>
        </p>
        {command?.reverted && <p>{say('command:reverted')}</p>}
        {what !== null && <p dir="auto">{say.phrase(what)}</p>}
      </div>
      <div className="strip-acts">
        {command?.step === 'confirmed' && row !== undefined && (
          <button
            type="button"
            onClick={() =>
              ui.setState({ sent: null, armed: arm(view, row, variant, newId(), { command: undo, undoes: command.id }) })
            }
          >
            {say(`command:undo.${sent.command}`)}
          </button>
        )}
        <button type="button" onClick={() => ui.setState({ sent: null })}>
          {say('common:close')}
        </button>
      </div>
    </footer>
  );
}
