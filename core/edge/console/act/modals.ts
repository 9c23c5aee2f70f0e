import { OURS } from '../ours.ts';
import type { Root } from '../roots.ts';
import { windowOf } from './ground.ts';
import { holds, whole } from './labels.ts';
import { rootsIn } from './roots.ts';

/** What takes the page over until it is answered. */
const MODAL = 'dialog:modal, [aria-modal=true], [role=alertdialog]';
/** What may be one, or a part of the page that is always there: it counts where it was not there before. */
const MAYBE = 'dialog[open], [role=dialog], [class*="modal-content"], [class*="modal-wrap"], [class*="dialog__bd"]';

/** The dialogs that are shown now. */
export function dialogsOn(root: Document): { readonly modal: readonly Element[]; readonly all: ReadonlySet<Element> } {
  const modal: Element[] = [];
  const all = new Set<Element>();
  for (const one of rootsIn(root)) {
    for (const element of matched(one, MODAL)) if (isShown(element)) modal.push(element);
    for (const element of matched(one, MAYBE)) if (isShown(element)) all.add(element);
  }
  for (const element of modal) all.add(element);
  return { modal, all };
}

/** `:modal` is younger than some browsers that we serve. */
function matched(root: Root, selector: string): Iterable<Element> {
  try {
    return root.querySelectorAll(selector);
  } catch {
    return root.querySelectorAll(selector.replace(/^[^,]*:modal, /u, ''));
  }
}

function isShown(element: Element): boolean {
  if (element.closest(`[${OURS}]`) !== null) return false;
  const { display, visibility } = windowOf(element.ownerDocument).getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return display !== 'none' && visibility !== 'hidden' && width > 0 && height > 0;
}

/** A dialog over the page that the row is not part of: a modal one, or one that was not there before. Null: none. */
export function dialogOver(root: Document, before: ReadonlySet<Element>, rows: readonly Element[]): Element | null {
  const { modal, all } = dialogsOn(root);
  const isOther = (element: Element) => !rows.some((row) => holds(element, row));
  const now = [...modal, ...[...all].filter((element) => !before.has(element))];
  return now.find(isOther) ?? null;
}

export const wordsOf = (dialog: Element): string => whole(dialog.textContent).slice(0, 120);
