import type { CommandState } from '../../domain/command.ts';
import type { SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';

/** A wave that has not sold out by then sells like any other stock. */
const WAVE_MS = 3 * MINUTE;

/** The systems in which a wave runs: a release or a drip's batch put units on sale there a short while ago. */
export function wavesIn(commands: Readonly<Record<string, CommandState>>, now: Instant): ReadonlySet<SourceId> {
  const running = Object.values(commands).filter(
    ({ command: { kind }, step, at }) =>
      (kind === 'release' || kind === 'drip') && step === 'confirmed' && at <= now && now - at < WAVE_MS,
  );
  return new Set(running.flatMap(({ command }) => command.targets.map(({ source }) => source)));
}
