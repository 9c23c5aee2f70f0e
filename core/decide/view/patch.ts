import { equal } from '../../domain/equal.ts';
import type { ListingRow, PanelPatch, PanelView } from '../../domain/view.ts';

type Changes = { -readonly [K in keyof PanelPatch]: PanelPatch[K] };

/** What changed between two views of one subscription; null where nothing did. Rows are told apart by identity first. */
export function panelPatch(before: PanelView, after: PanelView): PanelPatch | null {
  const patch: Changes = {};
  if (!equal(before.head, after.head)) patch.head = after.head;
  if (!equal(before.sources, after.sources)) patch.sources = after.sources;
  if (!equal(before.alerts, after.alerts)) patch.alerts = after.alerts;
  if (!equal(before.commands, after.commands)) patch.commands = after.commands;
  if (!equal(before.page, after.page)) patch.page = after.page;
  if (!equal(before.guide, after.guide)) patch.guide = after.guide;
  if (!equal(before.guards, after.guards)) patch.guards = after.guards;
  if (!equal(before.advice, after.advice)) patch.advice = after.advice;
  if (!sameOrder(before.order, after.order)) patch.order = after.order;
  const put = changedRows(before, after);
  const drop = Object.keys(before.rows).filter((id) => after.rows[id] === undefined);
  if (put.length > 0) patch.put = put;
  if (drop.length > 0) patch.drop = drop;
  return Object.keys(patch).length === 0 ? null : patch;
}

function changedRows(before: PanelView, after: PanelView): ListingRow[] {
  const changed: ListingRow[] = [];
  for (const id in after.rows) {
    const row = after.rows[id];
    if (row !== undefined && row !== before.rows[id] && !equal(row, before.rows[id])) changed.push(row);
  }
  return changed;
}

/** Thousands of ids, nearly always the very same strings: told apart without writing them all out. */
const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
