import type { AuditRow } from '../../domain/audit.ts';
import type { CommandState } from '../../domain/command.ts';
import type { EventOf } from '../../domain/event.ts';
import { type DripBody, type GuardBody, isDripOver, mayFollow } from '../../domain/guard.ts';
import type { CommandId } from '../../domain/ids.ts';
import { phrase } from '../../domain/phrase.ts';
import { stepRow } from './audit-row.ts';

/** What acts by itself, step by step, as the log has it. Newest first; give it all events of the kind, in log order. */
export function auditGuards(events: readonly EventOf<'guard'>[]): readonly AuditRow[] {
  const runs = new Map<string, { readonly body: GuardBody; readonly row: string }>();
  const rows = new Map<string, AuditRow>();
  for (const event of events) {
    const { id, body } = event;
    const before = runs.get(body.id);
    if (!mayFollow(before?.body.step, body.step)) continue;
    // What is written of the same step again (its command, that it is over) is no step of its own; a countdown begun anew is.
    const isSame = before !== undefined && before.body.step === body.step && before.body.actsAt === body.actsAt;
    const row = isSame ? before.row : id;
    runs.set(body.id, { body, row });
    const known = isSame ? rows.get(row) : undefined;
    if (known === undefined) rows.set(id, guardRow(event));
    else rows.set(row, { ...known, of: body.command, say: body.say ?? known.say });
  }
  return [...rows.values()].reverse();
}

const guardRow = ({ id, actor, body }: EventOf<'guard'>): AuditRow => ({
  ...stepRow({ id, actor }),
  at: body.at,
  step: body.step,
  kind: 'guard',
  part: body.kind,
  listing: body.listing,
  variant: body.variant ?? null,
  skus: [body.sku],
  of: body.command,
  because: `guard:${body.kind}:${body.sku}`,
  say: body.say ?? null,
});

/** That a drip stood still, went on or is over, and who said so. That it began, and each batch, are commands. */
export function auditDrips(events: readonly EventOf<'drip'>[], journal: readonly CommandState[]): readonly AuditRow[] {
  const drips = new Map(journal.map((state) => [state.command.id, state.command]));
  const over = new Set<CommandId>();
  const rows: AuditRow[] = [];
  for (const { id, actor, body } of events) {
    if (over.has(body.command)) continue;
    if (isDripOver(body)) over.add(body.command);
    const drip = drips.get(body.command);
    rows.push({
      ...stepRow({ id, actor }),
      at: body.at,
      step: body.step,
      kind: 'drip',
      listing: drip?.listing ?? '',
      variant: drip?.variant ?? null,
      skus: drip?.targets.map(({ sku }) => sku) ?? [],
      quantity: drip?.quantity ?? null,
      of: body.command,
      say: saidOf(body),
    });
  }
  return rows.reverse();
}

const saidOf = ({ step, why, say }: DripBody) => say ?? (step === 'goesOn' ? null : phrase(`drip:${step}.${why}`));
