import { phrase } from '../../domain/phrase.ts';
import type { Problem } from '../../domain/problem.ts';
import type { RobotKind } from '../../domain/robot.ts';
import { robotForms } from './registry.ts';

/** Null where the address may be a robot's of this kind: https, no password in it, and no other kind's. Another host is up to what the user has granted. */
export function addressProblem(kind: RobotKind, address: string): Problem | null {
  const text = address.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  const wrong: Problem = { kind: 'refused', say: phrase('restock:robot.address') };
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return wrong;
  const { hosts } = robotForms[kind];
  if (hosts.includes(url.hostname)) return url.pathname.length > 1 ? null : wrong;
  const isOthers = Object.values(robotForms).some((form) => form.hosts.includes(url.hostname));
  return isOthers ? { kind: 'refused', say: phrase('restock:robot.host', { hosts: hosts.join(', ') }) } : null;
}
