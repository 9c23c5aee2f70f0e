import type { Profile } from '../../domain/profile.ts';

/** Whether this is the page that the profile describes; without hosts or paths any of them. */
export function isAt(
  { match: { hosts, paths } }: Profile,
  { hostname, pathname }: Pick<Location, 'hostname' | 'pathname'>,
): boolean {
  const isHost = hosts.length === 0 || hosts.some((host) => isHostOf(host, hostname));
  return isHost && (paths.length === 0 || paths.some((prefix) => pathname.startsWith(prefix)));
}

/** `*.tiktok.com` is the host itself, too, as in the browser's own patterns. */
export const isHostOf = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host === pattern.slice(2) || host.endsWith(pattern.slice(1)) : host === pattern;
