import type { CommandIntent, Press } from '../../domain/intent.ts';
import type { Listing } from '../../domain/listing.ts';
import type { Refusal } from './wish.ts';

/** For how long the control must have been really visible and unmoved, ms. */
const VISIBLE_MS = 500;
/** For how long it is held down where one press stops more than one thing, ms. */
const HELD_MS = 800;

/** Whether a hand and an eye were behind a press, whatever it asks for. */
export function unseenPress({ trusted, seenVisibleMs }: Press): 'untrusted' | 'unseen' | null {
  if (!trusted) return 'untrusted';
  return seenVisibleMs >= VISIBLE_MS ? null : 'unseen';
}

/**
 * Whether a command's press was such, and one of the right kind. A release may come from its own preset button, all else only from the
 * strip; to pause a whole link, or to act on several, the control is held down.
 */
export function pressRefused(
  { command, per, variant, gesture }: Pick<CommandIntent, 'command' | 'per' | 'variant' | 'gesture'>,
  listing: Pick<Listing, 'variants'> | null,
): Refusal {
  const unseen = unseenPress(gesture);
  if (unseen !== null) return [unseen];
  if (gesture.preset === true && !(command === 'release' && per === undefined)) return ['notPreset'];
  const isWholeLink = command === 'pause' && variant === null && (listing?.variants.length ?? 0) > 1;
  const isSeveral = (gesture.links ?? 1) > 1;
  if ((isWholeLink || isSeveral) && !((gesture.heldMs ?? 0) >= HELD_MS)) return [isSeveral ? 'notHeldSeveral' : 'notHeld'];
  return null;
}
