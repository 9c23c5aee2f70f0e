import type { Subject } from '../../domain/alert.ts';
import { equal } from '../../domain/equal.ts';
import type { Finding, Findings } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Trigger } from './trigger.ts';

export function findingId(trigger: { readonly id: string; readonly variant?: string }, subject: Subject): string {
  const { stream = '', account = '', listing = '', sku = '', source = '' } = subject;
  return `${trigger.id}|${trigger.variant ?? ''}|${stream}|${account}|${listing}|${sku}|${source}`;
}

/** The findings after one trigger has looked at one subject. Equal words keep the very finding. */
export function judged<C>(before: Findings, trigger: Trigger<C>, subject: Subject, given: C, now: Instant): Findings {
  const id = findingId(trigger, subject);
  const was = before[id];
  const said = trigger.judge(given, was !== undefined, was?.goesTo);
  if (said === null) return was === undefined ? before : quieted(before, trigger, was, given, now);
  return put(before, { ...said, goesTo: said.goesTo ?? trigger.goesTo, id, trigger: trigger.id, subject, quietUntil: null });
}

/** What is quiet goes at once; what has no room for a margin, only after it has been quiet for a while. */
function quieted<C>(before: Findings, { settles }: Trigger<C>, was: Finding, given: C, now: Instant): Findings {
  if (settles === undefined) return without(before, was.id);
  const until = was.quietUntil ?? now + settles.after(given);
  return until <= now ? without(before, was.id) : put(before, { ...was, ...settles.says(given), quietUntil: until });
}

/** Findings that have been quiet for long enough. Where a clock was set back nobody knows how long that is: they go. */
export function settled(findings: Findings, now: Instant, isSetBack: boolean): Findings {
  let next = findings;
  for (const { id, quietUntil } of Object.values(findings))
    if (quietUntil !== null && (quietUntil <= now || isSetBack)) next = without(next, id);
  return next;
}

function put(findings: Findings, next: Finding): Findings {
  const before = findings[next.id];
  return before !== undefined && equal(before, next) ? findings : { ...findings, [next.id]: next };
}

export function without<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  if (all[id] === undefined) return all;
  const { [id]: _, ...others } = all;
  return others;
}
