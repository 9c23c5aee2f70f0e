import { phrase } from '../../domain/phrase.ts';
import type { Problem } from '../../domain/problem.ts';
import { problem } from './problems.ts';

function urlOf(address: string): URL | null {
  const text = address.trim();
  return URL.canParse(text) ? new URL(text) : null;
}

/** Null where it is a web address that may be polled; one with a name and password in it may not. */
export function addressProblem(address: string): Problem | null {
  const url = urlOf(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return problem('refused', phrase('source:address.wrong'));
  if (url.username !== '' || url.password !== '') return problem('refused', phrase('source:address.password'));
  return null;
}

/** The match pattern to be granted. Patterns of hosts know no ports. */
export function hostPattern(address: string): readonly string[] {
  const url = urlOf(address);
  return url === null ? [] : [`${url.protocol}//${url.hostname}/*`];
}
