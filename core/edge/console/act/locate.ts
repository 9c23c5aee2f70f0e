import type { PageAction } from '../../../domain/profile.ts';
import { holds, labelOf, namedAs, shownOn, within } from './labels.ts';
import { filled, type Own } from './own-words.ts';
import { type Refused, refused } from './refused.ts';

export type Located = { readonly control: Element } | Refused;

/** Two locators at least must meet before a click of ours: one that drifts is then noticed. */
const LEAST_LOCATORS = 2;

/**
 * The one element of the row in which all locators meet, with the exact label and none that is forbidden. A label that bears
 * the row's own words is filled with what the row says now, and then has to match whole as any other. What is forbidden is
 * looked for in those words, too: a title that names it is no way past it.
 */
export function locate(row: Element, { control, forbid, most }: PageAction, level: 'guide' | 'assist', own: Own): Located {
  const texts = control.text.flatMap((text) => filled(text, own) ?? []);
  const bears = (element: Element) => texts.includes(labelOf(element));
  const all = [...within(row)].filter((element) => element !== row);
  const byLabel = all.filter((element) => hasRole(element, control.role) && bears(element));
  if (level === 'assist' && (most !== 'assist' || control.css.length + 1 < LEAST_LOCATORS))
    return refused('control', `${control.css.length + 1}/${LEAST_LOCATORS}`);

  const found = control.css.map((selector) => matched(all, selector));
  const wrong = found.find(({ length }) => length !== 1);
  if (wrong !== undefined) return refused('control', wrong.length === 0 ? null : listed(wrong));
  const places = new Set(found.flat());
  if (places.size > 1) return refused('control', listed([...places]));
  const [first = innermost(byLabel)] = places;
  if (first === undefined) return refused('control', null);

  if (!bears(first)) return refused('text', labelOf(first) || null);
  const bad = forbid.find((word) => word !== '' && saidOn(first).some((text) => text.includes(word)));
  if (bad !== undefined) return refused('forbidden', labelOf(first));
  if (!hasRole(first, control.role)) return refused('control', labelOf(first));
  // A second one with the same label: which of them is meant cannot be told.
  const other = byLabel.find((element) => !holds(first, element) && !holds(element, first));
  return other === undefined ? { control: first } : refused('control', listed([first, other]));
}

/** A locator that the browser cannot read finds nothing, and so refuses. */
function matched(elements: readonly Element[], selector: string): readonly Element[] {
  try {
    return elements.filter((element) => element.matches(selector));
  } catch {
    return [];
  }
}
const saidOn = (element: Element): readonly string[] => [shownOn(element), namedAs(element), element.getAttribute('title') ?? ''];
const listed = (elements: readonly Element[]): string => elements.map((element) => `“${labelOf(element)}”`).join(', ');

/** Of nested ones with the same label the innermost; undefined where there are two beside each other, or none. */
function innermost(elements: readonly Element[]): Element | undefined {
  const inner = elements.filter((element) => !elements.some((other) => other !== element && holds(element, other)));
  return inner.length === 1 ? inner[0] : undefined;
}

/** What HTML gives a role to by itself. */
const IMPLICIT: Readonly<Record<string, string>> = {
  button: 'button, summary, input[type=button], input[type=submit]',
  link: 'a[href]',
  checkbox: 'input[type=checkbox]',
  textbox: 'input:not([type]), input[type=text], textarea',
  spinbutton: 'input[type=number]',
};
function hasRole(element: Element, role: string | undefined): boolean {
  if (role === undefined) return true;
  const given = element.getAttribute('role');
  if (given !== null) return given === role;
  const implicit = IMPLICIT[role];
  return implicit !== undefined && element.matches(implicit);
}
