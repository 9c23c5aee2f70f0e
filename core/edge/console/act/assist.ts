import type { PageAction } from '../../../domain/profile.ts';
import { type Outcome, outcome, refusal, whatCameOf } from './after.ts';
import { aimAt, type Task } from './gates.ts';
import { rest } from './ground.ts';
import { standingsOf } from './state.ts';

/**
 * One click of ours, after a person's approval. From the last gate to the click nothing waits, so that no row can come
 * between; a list that moves is waited for, a row out of view is brought there, and never is anything clicked twice.
 */
export async function assist(task: Task, signal: AbortSignal): Promise<Outcome> {
  const { ground, ask } = task;
  const until = performance.now() + ask.waitMs;
  let scrolled = false;
  for (;;) {
    if (signal.aborted) return outcome('nothing');
    const stood = standings(task);
    const aimed = aimAt(task);
    if (aimed.is === 'already') return outcome('already');
    if (aimed.is === 'clear') {
      const { action, controls, data } = aimed.aim;
      const clickedAt = performance.now();
      if (!click(controls[0], action.activation, (control) => isStill(task, control))) return outcome('unclear', 'control');
      return whatCameOf({ task, action, stood, clickedAt, data, waitMs: action.waitMs, mayAnswer: false });
    }
    const isOutOfView = aimed.gate === 'hit' && aimed.found === null && !scrolled;
    if (isOutOfView) {
      scrolled = true;
      ground.engine.rows().get(ask.key)?.[0]?.scrollIntoView({ block: 'center' });
    } else if (aimed.gate !== 'quiet' || performance.now() >= until) return refusal(aimed);
    await rest(Math.max(10, task.quietMs - ground.engine.quietMs()), signal);
  }
}

function standings({ ground, ask }: Task) {
  const action = ground.profile.actions[ask.action];
  return action === undefined ? new Map() : standingsOf(ground, action);
}

/** The page may answer a press with a change of its looks; what it may not do is put another row under it. */
function isStill(task: Task, control: Element): boolean {
  const again = aimAt({ ...task, quietMs: 0 });
  return again.is === 'clear' && again.aim.controls[0] === control;
}

/**
 * One click event and no more: a second one, or one more from the browser, would undo it. False: what came before the
 * click made the page draw the row anew, and there was none.
 */
function click(
  control: Element | undefined,
  activation: PageAction['activation'],
  still: (control: Element) => boolean,
): boolean {
  if (control === undefined) return false;
  const { left, top, width, height } = control.getBoundingClientRect();
  const init = {
    bubbles: true,
    cancelable: true,
    composed: true,
    detail: 1,
    button: 0,
    clientX: left + width / 2,
    clientY: top + height / 2,
  };
  if (activation === 'pointer') {
    const pointer = { ...init, pointerId: 1, pointerType: 'mouse', isPrimary: true };
    control.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
    control.dispatchEvent(new MouseEvent('mousedown', { ...init, buttons: 1 }));
    control.dispatchEvent(new PointerEvent('pointerup', pointer));
    control.dispatchEvent(new MouseEvent('mouseup', init));
    if (!still(control)) return false;
  }
  control.dispatchEvent(new MouseEvent('click', init));
  return true;
}
