import type { ConsoleRow } from './console-world.ts';
import { element } from './element.ts';
import { type RowDeps, type RowElement, rowElement, shapeOf } from './row.ts';

const HEADS = ['link', 'name', 'sellable', 'sold', 'clicks', 'impressions', 'cart', 'state'] as const;

/** The list of listings. Numbers are written into their rows; a row whose state changes is drawn anew, as platforms do. */
export function listElement(deps: RowDeps): { readonly root: HTMLElement; show(rows: readonly ConsoleRow[]): void } {
  const { words } = deps;
  const heads = HEADS.map((head) =>
    element('span', { class: `pc-head pc-${head}`, role: 'columnheader' }, words(`head.${head}`)),
  );
  const lifted = element('div', { class: 'pc-lifted', role: 'rowgroup' });
  const body = element('div', { class: 'pc-body', role: 'rowgroup' });
  const root = element(
    'div',
    { class: 'pc-list', role: 'table', 'aria-label': words('list'), 'data-console-list': '' },
    element('div', { class: 'pc-heads', role: 'row' }, ...heads),
    lifted,
    body,
  );
  const drawn = new Map<string, RowElement>();
  let copy: RowElement | null = null;

  function place(row: ConsoleRow, before: Element | null): Element {
    const known = drawn.get(row.key);
    if (known !== undefined && known.shape === shapeOf(row)) {
      known.update(row);
      if (known.root.previousElementSibling !== before) after(before, known.root);
      return known.root;
    }
    const fresh = rowElement(row, false, deps);
    if (known !== undefined) known.root.replaceWith(fresh.root);
    if (fresh.root.parentElement === null || fresh.root.previousElementSibling !== before) after(before, fresh.root);
    drawn.set(row.key, fresh);
    return fresh.root;
  }
  const after = (before: Element | null, row: Element) => (before === null ? body.prepend(row) : before.after(row));

  function lift(pinned: ConsoleRow | undefined): void {
    if (pinned !== undefined && copy?.shape === shapeOf(pinned)) {
      copy.update(pinned);
      return;
    }
    copy = pinned === undefined ? null : rowElement(pinned, true, deps);
    lifted.replaceChildren(...(copy === null ? [] : [copy.root]));
  }
  return {
    root,
    show(rows) {
      const keys = new Set(rows.map(({ key }) => key));
      for (const [key, { root: gone }] of drawn) {
        if (keys.has(key)) continue;
        gone.remove();
        drawn.delete(key);
      }
      let before: Element | null = null;
      for (const row of rows) before = place(row, before);
      lift(rows.find(({ pinned }) => pinned));
    },
  };
}
