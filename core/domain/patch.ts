import type { ListingRow, PanelPatch, PanelView } from './view.ts';

function rowsAfter(rows: PanelView['rows'], { put = [], drop = [] }: PanelPatch): PanelView['rows'] {
  if (put.length === 0 && drop.length === 0) return rows;
  const next: Record<string, ListingRow> = { ...rows };
  for (const id of drop) delete next[id];
  for (const row of put) next[row.id] = row;
  return next;
}

/** The view after a patch: rows that did not change stay the same objects, so that only what changed is drawn again. */
export function applyPatch(view: PanelView, patch: PanelPatch): PanelView {
  return {
    head: patch.head ?? view.head,
    sources: patch.sources ?? view.sources,
    alerts: patch.alerts ?? view.alerts,
    order: patch.order ?? view.order,
    rows: rowsAfter(view.rows, patch),
    commands: patch.commands ?? view.commands,
    page: patch.page === undefined ? view.page : patch.page,
    guide: patch.guide === undefined ? view.guide : patch.guide,
    guards: patch.guards ?? view.guards,
    advice: patch.advice === undefined ? view.advice : patch.advice,
  };
}
