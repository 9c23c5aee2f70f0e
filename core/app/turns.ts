import type { SourceConfig } from '../domain/settings.ts';

/**
 * Polls of one account at a vendor take turns, however many sources read it: vendors count requests by account. What stands at
 * the same address with the same connector is one account; a source without an address (the rehearsal's) is its own.
 */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(
    { id, connector, address }: Pick<SourceConfig, 'id' | 'connector' | 'address'>,
    ask: () => Promise<T>,
  ): Promise<T> => {
    const account = URL.canParse(address) ? `${connector} ${new URL(address).host}` : id;
    const before = last.get(account);
    const mine = before === undefined ? ask() : before.then(ask, ask);
    last.set(account, mine);
    const done = () => {
      if (last.get(account) === mine) last.delete(account);
    };
    mine.then(done, done);
    return mine;
  };
}
