import type { Profile } from '../../../domain/profile.ts';
import { isByHand } from '../by-hand.ts';
import { createCard } from './card.ts';
import { deepestAt } from './dom.ts';
import { createMarks } from './marks.ts';
import { createSession } from './session.ts';
import { openStage, type Stage, scrollAt } from './stage.ts';
import type { Button } from './view.ts';
import { watchPage } from './watch.ts';
import { teachWords } from './words.ts';

export type TeachDeps = {
  readonly document: Document;
  readonly language: string;
  readonly known: Profile | null;
  readonly taught: (profile: Profile) => void;
  readonly stop: () => void;
  readonly signal: AbortSignal;
};
export type StartTeaching = typeof startTeaching;

/** Teach mode on this page, until the signal: a shield over it, a card that leads, and what was learned at its end. */
export async function startTeaching(deps: TeachDeps): Promise<void> {
  const stage = await openStage(deps.document, deps.signal);
  if (!deps.signal.aborted) teachOn(stage, deps);
}

/** The same on a stage that stands already. */
export function teachOn(stage: Stage, { document: page, language, known, taught, stop, signal }: TeachDeps) {
  const say = teachWords(language);
  const session = createSession({ page, say, known, changed: draw, save: taught, stop });
  const marks = createMarks(stage.over, page, signal);
  // As the person has it, not the frame: a frame of another scheme than its page's would not be seen through.
  if (page.defaultView?.matchMedia?.('(prefers-color-scheme: dark)').matches) stage.document.documentElement.dataset.night = '';
  const press = (id: Button['id']) => PRESSES[id]();
  const PRESSES: Readonly<Record<Button['id'], () => void>> = {
    back: session.back,
    next: session.next,
    stop,
    save: session.save,
    ready: session.ready,
    done: session.done,
  };
  const card = createCard(stage.document, say, {
    press,
    choose: session.choose,
    mean: session.mean,
    call: session.call,
    move: stage.moveTo,
  });
  let shielded = false;

  function draw(): void {
    const on = session.shielded();
    card.draw(session.view());
    stage.cover(on ? 'all' : card.height());
    if (on && !shielded) stage.focus();
    shielded = on;
    marks.show(session.marks());
  }
  // As it was when it was pressed: the press may have drawn the card anew, without the button that it met.
  const isCard = (event: Event) => event.composedPath().includes(card.element);
  const under = ({ clientX: x, clientY: y }: MouseEvent) => deepestAt(page, { x, y });
  const on = <K extends keyof DocumentEventMap>(type: K, act: (event: DocumentEventMap[K]) => void) =>
    stage.document.addEventListener(type, (event) => isByHand(event) && act(event), { signal, passive: false });

  on('pointermove', (event) => session.hover(isCard(event) ? null : under(event)));
  on('click', (event) => {
    if (isCard(event)) return;
    event.preventDefault();
    const element = session.hovered() ?? under(event);
    if (element !== null) session.point(element);
  });
  on('contextmenu', (event) => event.preventDefault());
  on('wheel', (event) => {
    if (isCard(event)) return;
    event.preventDefault();
    scrollAt(under(event), event.deltaX, event.deltaY);
  });
  on('keydown', (event) => {
    const busy = (event.target as Element).closest?.('select,input') != null;
    if (event.key === 'Escape') session.back();
    else if (busy) return;
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') session.widen(event.key === 'ArrowUp' ? 1 : -1);
    else if (event.key === 'Enter' && (event.target as Element).closest?.('button') == null) confirm();
    else return;
    event.preventDefault();
  });
  /** Enter is the step's main button; while pointing it picks what is outlined. */
  function confirm(): void {
    const main = session.view().buttons.find((button) => button.main && !button.disabled);
    const element = session.hovered();
    if (main !== undefined) press(main.id);
    else if (element !== null) session.point(element);
  }
  watchPage(page, { looked: session.look, pressed: session.pressed, typed: session.typed }, signal);
  draw();
  return session;
}
