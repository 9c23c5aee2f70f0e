import type { Profile } from '../../domain/profile.ts';
import type { Badge } from '../messages/protocol.ts';
import { OURS } from './ours.ts';

const STYLE =
  'all:initial;display:inline-block;margin-inline-start:6px;padding:1px 7px;border-radius:9px;font:600 12px/18px system-ui,sans-serif;' +
  'font-variant-numeric:tabular-nums;vertical-align:middle;white-space:nowrap;';
const LOOKS = {
  fresh: 'background:#0b6b3a;color:#fff;',
  none: 'background:#a51d1d;color:#fff;',
  stale: 'background:#6b7280;color:#fff;',
} as const;

type Say = (key: 'promise' | 'stale' | 'old' | 'unknown') => string;

/** Unknown is a question mark, never a zero; stale says so. */
function looks({ units, stale }: Badge, say: Say): { look: keyof typeof LOOKS; text: string; title: string } {
  if (units === null) return { look: 'stale', text: '?', title: say('unknown') };
  if (stale) return { look: 'stale', text: `${units} ${say('old')}`, title: say('stale') };
  return { look: units === 0 ? 'none' : 'fresh', text: `${units}`, title: say('promise') };
}

/** Units that may be promised, beside the page's own rows: plain DOM, no framework, no effect on the page's layout but a word. */
export function createBadges(
  profile: Profile,
  /** Each key's elements: a row that the page shows twice has two badges. */
  rows: () => ReadonlyMap<string, readonly Element[]>,
  say: Say,
) {
  const drawn = new Map<Element, HTMLElement>();

  function draw(badges: readonly Badge[]): void {
    const elements = rows();
    const wanted = new Map<Element, Badge>();
    for (const badge of badges) {
      for (const row of elements.get(badge.key) ?? []) if (row.isConnected) wanted.set(row, badge);
    }
    for (const [row, badge] of drawn) {
      if (wanted.has(row)) continue;
      badge.remove();
      drawn.delete(row);
    }
    for (const [row, badge] of wanted) place(row, badge);
  }
  function place(row: Element, given: Badge): void {
    const known = drawn.get(row);
    const badge = known !== undefined && row.contains(known) ? known : fresh(row);
    const { look, text, title } = looks(given, say);
    if (badge.textContent !== text) badge.textContent = text;
    if (badge.title !== title) badge.title = title;
    const label = `${title}: ${text}`;
    if (badge.ariaLabel !== label) badge.ariaLabel = label;
    if (badge.dataset.look === look) return;
    badge.dataset.look = look;
    // Through the object model: a page's policy may forbid style attributes.
    badge.style.cssText = STYLE + LOOKS[look];
  }
  function fresh(row: Element): HTMLElement {
    drawn.get(row)?.remove();
    const badge = row.ownerDocument.createElement('span');
    badge.setAttribute(OURS, 'badge');
    badge.role = 'img';
    const beside = row.querySelector(profile.badge);
    if (beside === null) row.append(badge);
    else beside.after(badge);
    drawn.set(row, badge);
    return badge;
  }
  return {
    draw,
    clear() {
      for (const badge of drawn.values()) badge.remove();
      drawn.clear();
    },
  };
}
