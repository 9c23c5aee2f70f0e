import type { Badge } from '../messages/protocol.ts';
import { OURS } from './engine.ts';
import type { Profile } from './profile.ts';

const STYLE =
  'all:initial;display:inline-block;margin-inline-start:6px;padding:1px 7px;border-radius:9px;font:600 12px/18px system-ui,sans-serif;' +
  'font-variant-numeric:tabular-nums;vertical-align:middle;white-space:nowrap;';
const LOOKS = {
  fresh: 'background:#0b6b3a;color:#fff;',
  none: 'background:#a51d1d;color:#fff;',
  stale: 'background:#6b7280;color:#fff;',
} as const;

type Say = (key: 'promise' | 'stale' | 'unknown') => string;

/** Unknown is a question mark, never a zero; stale says so. */
function looks({ units, stale }: Badge, say: Say): { look: keyof typeof LOOKS; text: string; title: string } {
  if (units === null) return { look: 'stale', text: '?', title: say('unknown') };
  if (stale) return { look: 'stale', text: `${units} …`, title: say('stale') };
  return { look: units === 0 ? 'none' : 'fresh', text: `${units}`, title: say('promise') };
}

/** Units that may be promised, beside the page's own rows: plain DOM, no framework, no effect on the page's layout but a word. */
export function createBadges(
  profile: Profile,
  rows: () => ReadonlyMap<string, Element>,
  say: (key: 'promise' | 'stale' | 'unknown') => string,
) {
  const drawn = new Map<string, HTMLElement>();

  function draw(badges: readonly Badge[]): void {
    const elements = rows();
    const wanted = new Map(badges.map((badge) => [badge.key, badge]));
    for (const [key, element] of drawn) {
      if (wanted.has(key) && elements.has(key)) continue;
      element.remove();
      drawn.delete(key);
    }
    for (const [key, badge] of wanted) {
      const row = elements.get(key);
      if (row !== undefined) place(key, row, badge);
    }
  }
  function place(key: string, row: Element, given: Badge): void {
    const known = drawn.get(key);
    const badge = known !== undefined && row.contains(known) ? known : fresh(key, row);
    const { look, text, title } = looks(given, say);
    if (badge.textContent !== text) badge.textContent = text;
    if (badge.title !== title) badge.title = title;
    if (badge.getAttribute('style') !== STYLE + LOOKS[look]) badge.setAttribute('style', STYLE + LOOKS[look]);
  }
  function fresh(key: string, row: Element): HTMLElement {
    drawn.get(key)?.remove();
    const badge = row.ownerDocument.createElement('span');
    badge.setAttribute(OURS, 'badge');
    (row.querySelector(profile.badge) ?? row).after(badge);
    drawn.set(key, badge);
    return badge;
  }
  return {
    draw,
    clear() {
      for (const element of drawn.values()) element.remove();
      drawn.clear();
    },
  };
}
