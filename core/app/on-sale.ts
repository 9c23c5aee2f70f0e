import { roomOnPage } from '../decide/commands/page-room.ts';
import { type Room, roomOf } from '../decide/commands/room.ts';
import { listingOf } from '../decide/commands/targets.ts';
import { type Command, isPage } from '../domain/command.ts';
import type { Component } from '../domain/listing.ts';
import type { ShopState } from './cycle.ts';
import { factsOf } from './facts.ts';
import { lineOf, runningOn } from './lines.ts';

type State = Pick<ShopState, 'ledger' | 'outlooks'>;

/** What a variant, or a listing with only one, uses up. */
export function componentsOf(
  state: State,
  { account, listing, variant }: Pick<Command, 'account' | 'listing' | 'variant'>,
): readonly Component[] {
  const variants = listingOf(factsOf(state), account, listing)?.variants ?? [];
  return variants.filter(({ id }) => variant === null || id === variant).flatMap(({ components }) => components);
}

/** What stands on sale where a command has written. While a write is open nothing may be released by itself. */
export function onSaleOf(state: State, command: Command): Room {
  const components = componentsOf(state, command);
  if (isByPage(command)) {
    const { why: _, ...room } = roomOnPage(factsOf(state), { account: command.account, key: command.listing }, components);
    return room;
  }
  const told = (sku: string) => command.targets.find((target) => target.sku === sku)?.source ?? null;
  const room = roomOf(factsOf(state), command.account, components, told);
  const stream = runningOn(state.ledger, command.account);
  const isOpen = components.some(({ sku }) => lineOf(state.ledger, stream, command.account, sku, null).stock.frozen);
  return isOpen ? { ...room, mayRelease: null } : room;
}

/** Done on the console page, and not by a system's own API. */
export const isByPage = ({ targets }: Command): boolean => targets.some(({ source }) => isPage(source));
