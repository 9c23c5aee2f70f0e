import { labelledBy, labelOf, namedAs, shownOn } from '../act/labels.ts';
import { filled, literalsOf, type Own } from '../act/own-words.ts';
import { allIn, isIn, lineOf, roleOf } from './dom.ts';
import { signOf } from './keys.ts';
import { locatorsOf } from './locate.ts';
import { templated } from './own.ts';

/** What a person may press. */
const CONTROLS =
  'button,a[href],summary,input[type=button],input[type=submit],input[type=checkbox],[role=button],[role=switch],[role=menuitem],[role=tab],[role=link],[role=checkbox],[onclick],[tabindex]';
/** More agreement than this adds nothing. */
const MOST_LOCATORS = 3;
/** Those that the most rows bear: as many as a profile may hold. */
const MOST_FORBIDDEN = 100;

export type Taught = {
  readonly css: readonly string[];
  /** As a profile says it: `Pause`, or `Pause {title}`. */
  readonly text: string;
  /** The attribute that says so; null: its text does. */
  readonly by: string | null;
  readonly role: string | null;
  readonly forbid: readonly string[];
};
export type ControlFound =
  | { readonly ok: true; readonly element: Element; readonly control: Taught }
  /**
   * `outside` any row; `nameless`: it bears no text; `twins`: the row has two that say the same; `lost`: nothing names it but
   * its place; `varies`: its text is another one in each row, and not by what is known of the row.
   */
  | { readonly ok: false; readonly why: 'outside' | 'nameless' | 'twins' | 'lost' | 'varies' };

/** Everything in the row that may be pressed; what only wraps one of them is none. */
export function controlsIn(row: Element): readonly Element[] {
  const all = allIn(row, CONTROLS);
  return all.filter((one) => !all.some((other) => other !== one && one.contains(other)));
}

/**
 * The control that was pointed at, found again by what it is: selectors within the row that agree and count no places,
 * and its role with its whole text, that nothing else in the row bears. All other labels of the row are forbidden.
 */
export function controlAt(pointed: Element, row: Element, rows: readonly Element[], owned: (row: Element) => Own): ControlFound {
  if (!isIn(row, pointed)) return { ok: false, why: 'outside' };
  const around = pointed.closest(CONTROLS);
  const element = around !== null && isIn(row, around) ? around : pointed;
  const label = labelOf(element);
  // A sign that every state shows tells nothing.
  if (!isLabel(templated(label, owned(row)))) return { ok: false, why: 'nameless' };
  const controls = controlsIn(row);
  if (controls.some((one) => one !== element && labelOf(one) === label)) return { ok: false, why: 'twins' };
  const css = locatorsOf(element, row, rows, { places: false, once: true }).slice(0, MOST_LOCATORS);
  if (css.length === 0) return { ok: false, why: 'lost' };
  const text = textOver({ label, css, own: owned(row) }, rows, owned);
  if (text === null) return { ok: false, why: 'varies' };
  const forbid = labelsBut(element, owned(row), rows, owned);
  return { ok: true, element, control: { css, text, by: labelledBy(element), role: roleOf(element), forbid } };
}

/** From so many other rows on, of which each bears a label of its own, labels are no states. */
const MANY = 3;
/** What the label is in every row: as it stands where other listings bear it, too; else with the row's own words taken out. */
function textOver(
  { label, css, own }: { readonly label: string; readonly css: readonly string[]; readonly own: Own },
  rows: readonly Element[],
  owned: (row: Element) => Own,
): string | null {
  const others = rows
    .filter((row) => owned(row).key !== own.key)
    .flatMap((row) => onlyIn(row, css) ?? [])
    .map(labelOf);
  if (others.includes(label)) return label;
  const text = templated(label, own);
  return text === label && others.length >= MANY && new Set(others).size === others.length ? null : text;
}

/**
 * Labels of all rows' controls but this one's. One that stands within what the control itself says (`Pin` in `Pin to top`)
 * cannot be told by containment, and is left to the whole text.
 */
function labelsBut(control: Element, own: Own, rows: readonly Element[], owned: (row: Element) => Own): readonly string[] {
  const said = [shownOn(control), namedAs(control), control.getAttribute('title') ?? ''].map((text) => templated(text, own));
  const borne = new Map<string, number>();
  for (const row of rows) {
    const sign = signOf(row);
    // A product's own name is a link in many a row, and no label of the platform.
    const labels = controlsIn(row)
      .map(labelOf)
      .filter((label) => label !== sign);
    // Of one that bears the title what it says in every row: contained anywhere, that is the stricter.
    const everywhere = labels.flatMap((label) => literalsOf(templated(label, owned(row))));
    for (const label of new Set(everywhere)) borne.set(label, (borne.get(label) ?? 0) + 1);
  }
  return [...borne]
    .filter(([label]) => isLabel(label) && !said.some((text) => text.includes(label)))
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_FORBIDDEN)
    .map(([label]) => label);
}
/** With a letter: a sign or a figure tells nothing; and short: a longer text is a listing's. */
const isLabel = (text: string): boolean => {
  const everywhere = literalsOf(text).join(' ');
  return /\p{L}/u.test(everywhere) && everywhere.length <= 60;
};

/** What these selectors agree on in this row; null where they do not. */
function onlyIn(row: Element, css: readonly string[]): Element | null {
  const found = new Set(css.flatMap((selector) => allIn(row, selector)));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
/** Where the control stands in this row, with its label as this row bears it; null where it does not. */
export function controlIn(row: Element, { css, text }: Pick<Taught, 'css' | 'text'>, own: Own): Element | null {
  const only = onlyIn(row, css);
  return only !== null && labelOf(only) === filled(text, own) ? only : null;
}

/** What the row's controls show, but for its own words: by that it is told afterwards how the row stands. */
export const labelsIn = (row: Element, own: Own): readonly string[] =>
  controlsIn(row)
    .map((control) => templated(labelOf(control), own))
    .filter(isLabel);
/** The row's text without what merely counts up. */
export const wordsIn = (row: Element): string => lineOf(row).replace(/[\d.,:%]+/g, '#');
