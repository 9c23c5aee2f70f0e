import { element } from '../../../components/practice/element.ts';
import type { Act, Clicked, Language, World } from './world.ts';

/** What a platform's page is drawn with. */
export type Stage = {
  /** Tells the server what was clicked. */
  readonly told: (clicked: Clicked) => void;
};
/** Draws a world, and every later one. */
export type Draw = (world: World) => void;
/** A platform's page, put into an element. */
export type PlatformPage = (root: HTMLElement, stage: Stage) => Draw;

type Spec = {
  readonly stage: Stage;
  readonly product: string | null;
  /** What it is, for the log: never shown. */
  readonly control: string;
  readonly act?: Act;
  /** Opens a dialog in place of acting; what it is given acts. */
  readonly asks?: (then: (event: Event) => void) => void;
};

/** A click on this control is told once for each event that reaches it. */
export function told<E extends Element>(control: E, { stage, product, control: name, act, asks }: Spec): E {
  const label = () => (control.textContent ?? '').trim();
  control.addEventListener('click', (event) => {
    stage.told({
      product,
      control: name,
      label: label(),
      trusted: event.isTrusted,
      act: asks === undefined ? (act ?? null) : null,
    });
    asks?.((confirmed) =>
      stage.told({ product, control: 'confirm', label: labelOf(confirmed), trusted: confirmed.isTrusted, act: act ?? null }),
    );
  });
  return control;
}
const labelOf = ({ target }: Event): string => (target instanceof Element ? (target.textContent ?? '') : '').trim();

type Dialog = {
  readonly root: string;
  readonly buttons: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};

/** A dialog as component libraries draw it: at the body's end, gone once answered. */
export const asking =
  (at: ParentNode, { root, buttons, text, yes, no }: Dialog) =>
  (then: (event: Event) => void): void => {
    const confirm = element('button', { type: 'button', class: 'primary' }, yes);
    const cancel = element('button', { type: 'button' }, no);
    const dialog = element(
      'div',
      { class: root, role: 'dialog', style: 'position:fixed;inset:200px auto auto 200px;background:#fff;padding:20px;z-index:5' },
      element('p', {}, text),
      element('div', { class: buttons }, cancel, confirm),
    );
    cancel.addEventListener('click', () => dialog.remove());
    confirm.addEventListener('click', (event) => {
      dialog.remove();
      then(event);
    });
    at.append(dialog);
  };

/** A word by language, or the one that nobody knew once labels have drifted. */
export const wording =
  <W extends string>(words: Readonly<Partial<Record<Language, Readonly<Record<W, string>>>>>, fallback: Language) =>
  ({ language }: World, word: W): string =>
    (words[language] ?? words[fallback])?.[word] ?? word;

/** A class that is known by name, or what it is called once the page has drifted. */
export const named = ({ drifts }: World, name: string): string => (drifts.includes('renamedClass') ? `x-${hash(name)}` : name);
const hash = (text: string): string =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 99_991, 7).toString(36);
