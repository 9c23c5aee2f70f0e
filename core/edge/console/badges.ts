import type { Profile } from '../../domain/profile.ts';
import type { Badge } from '../messages/protocol.ts';
import { OURS } from './ours.ts';

const STYLE =
  'all:initial;display:inline-block;margin-inline-start:6px;padding:1px 7px;border-radius:9px;font:600 12px/18px system-ui,sans-serif;' +
  'font-variant-numeric:tabular-nums;vertical-align:middle;white-space:nowrap;color:#fff;background:';
const [FRESH, NONE, STALE] = ['#0b6b3a', '#a51d1d', '#6b7280'];

type Say = (key: 'promise' | 'stale' | 'old' | 'unknown') => string;

/** Unknown is a question mark, never a zero; stale says so. */
function looks({ units, stale }: Badge, say: Say) {
  if (units === null) return { colour: STALE, text: '?', title: say('unknown') };
  if (stale) return { colour: STALE, text: `${units} ${say('old')}`, title: say('stale') };
  return { colour: units === 0 ? NONE : FRESH, text: `${units}`, title: say('promise') };
}

/** Units that may be promised, beside the page's own rows: plain DOM, no framework, no effect on the page's layout but a word. */
export function createBadges(
  profile: Profile,
  /** Each key's elements: a row that the page shows twice has two badges. */
  rows: () => ReadonlyMap<string, readonly Element[]>,
  say: Say,
) {
  const drawn = new Map<Element, HTMLElement>();

  /** By key. */
  function draw(badges: ReadonlyMap<string, Badge>): void {
    const wanted = new Map<Element, Badge>();
    for (const [key, elements] of rows()) {
      const badge = badges.get(key);
      if (badge !== undefined) for (const row of elements) wanted.set(row, badge);
    }
    for (const [row, mark] of drawn) {
      if (wanted.has(row)) continue;
      mark.remove();
      drawn.delete(row);
    }
    for (const [row, badge] of wanted) place(row, badge);
  }
  function place(row: Element, badge: Badge): void {
    const known = drawn.get(row);
    const mark = known !== undefined && row.contains(known) ? known : fresh(row);
    const { colour, text, title } = looks(badge, say);
    if (mark.textContent === text) return;
    mark.textContent = text;
    mark.title = title;
    mark.ariaLabel = `${title}: ${text}`;
    // Through the object model: a page's policy may forbid style attributes.
    mark.style.cssText = STYLE + colour;
  }
  function fresh(row: Element): HTMLElement {
    drawn.get(row)?.remove();
    const mark = row.ownerDocument.createElement('span');
    mark.setAttribute(OURS, 'badge');
    mark.role = 'img';
    const beside = row.querySelector(profile.badge);
    if (beside === null) row.append(mark);
    else beside.after(mark);
    drawn.set(row, mark);
    return mark;
  }
  return {
    draw,
    clear() {
      for (const mark of drawn.values()) mark.remove();
      drawn.clear();
    },
  };
}
