import type { ReadBack, Write } from '../../domain/command.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OrderLine } from '../../domain/order.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import { bad, good, type Outcome } from '../../domain/problem.ts';
import type { Reading } from '../../domain/reading.ts';
import type { CheckReport, Connector, Source } from '../../ports.ts';
import type { RehearsalState, RehearsalWrite } from '../messages/protocol.ts';
import { type SimWorld, worldAt } from './simulation/world.ts';

/** Where the rehearsal's state is held: by the worker. A write is kept before it counts. */
type Box = { state(): RehearsalState; write(write: RehearsalWrite): Promise<void> };

/** The rehearsal's two connectors by id. They are no part of the registry: they need the rehearsal's box, and nobody can set them up. */
export function rehearsalConnectors(box: Box): (id: string) => Connector | null {
  const both = [simulatedWarehouse(box), simulatedChannel(box)];
  return (id) => both.find((connector) => connector.id === id) ?? null;
}

const plain = (id: string, name: Phrase, role: 'warehouse' | 'channel') => ({
  id,
  name,
  roles: [role],
  lagMinutes: 0,
  waveMs: 1_000,
  fields: [],
  parse: good<Parameters<Connector['parse']>[0]>,
  hosts: () => [],
});

function simulatedWarehouse(box: Box): Connector {
  return {
    ...plain('simulated-warehouse', phrase('practice:source.warehouse'), 'warehouse'),
    open: ({ id }, _secret, { clock }): Source => ({
      id,
      abilities: { orders: false, pause: null, level: null, perBuyer: false },
      check: async () => report(!worldAt(box.state(), clock.now()).outage),
      async positions() {
        const now = clock.now();
        const world = worldAt(box.state(), now);
        if (world.outage) return bad({ kind: 'server', status: 503, say: phrase('practice:source.outage') });
        return reading(
          id,
          now,
          world.warehouse.map((stock) => ({ ...EMPTY, ...stock })),
        );
      },
    }),
  };
}

function simulatedChannel(box: Box): Connector {
  let tail: Promise<unknown> = Promise.resolve();
  /** One write after the other, each looked at and written as one: that is what makes it compare-and-set. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = tail.then(work);
    tail = mine.catch(() => {});
    return mine;
  }
  return {
    ...plain('simulated-channel', phrase('practice:source.channel'), 'channel'),
    open: ({ id }, _secret, { clock }): Source => {
      const world = () => worldAt(box.state(), clock.now());
      const stockOf = (sku: Sku) => world().channel.find((stock) => stock.sku === sku);

      /** Once for each key, of a SKU that there is. `make` answers with why not, or with what is to be written. */
      const write = (sku: Sku, key: string, make: (stock: ChannelStock) => Outcome<Written>): Promise<Outcome<null>> =>
        inTurn(async () => {
          const stock = stockOf(sku);
          if (stock === undefined) return noSuch(sku);
          if (box.state().writes.some((one) => 'key' in one && one.key === key)) return good(null);
          const made = make(stock);
          if (!made.ok) return made;
          await box.write({ ...made.value, sku, key, at: clock.now() });
          return good(null);
        });

      return {
        id,
        abilities: { orders: true, pause: 'flag', level: 'compareAndSet', perBuyer: true },
        check: async () => report(true),
        positions: async () =>
          reading(
            id,
            clock.now(),
            world().channel.map(({ offered: _offered, perBuyer: _perBuyer, ...stock }) => ({
              ...EMPTY,
              ...stock,
              location: ROOM,
            })),
          ),
        orders: async (since) => good(ordersOf(id, world(), since)),
        setFlag: ({ sku }, onSale, key) => write(sku, key, () => good({ kind: 'flag', onSale })),
        setLevels: ({ sku }, writes, key) => write(sku, key, (stock) => changed(stock, writes)),
        setPerBuyer: ({ sku }, most, key) => write(sku, key, () => good({ kind: 'perBuyer', most })),
        async readBack({ sku }): Promise<Outcome<ReadBack>> {
          const at = clock.now();
          const stock = stockOf(sku);
          if (stock === undefined) return noSuch(sku);
          const { onSale, sellable: level, offered: field, perBuyer } = stock;
          return good({ source: id, sku, onSale, levels: [{ location: ROOM, level, field }], perBuyer, at });
        },
      };
    },
  };
}

type ChannelStock = SimWorld['channel'][number];
type Written =
  | { readonly kind: 'flag'; readonly onSale: boolean }
  | { readonly kind: 'level'; readonly change: number }
  | { readonly kind: 'perBuyer'; readonly most: number | null };

/** Compared is what was put on sale in all: a sale meanwhile is no reason to refuse, unless it took what was to be withheld. */
function changed({ sku, sellable, offered }: ChannelStock, writes: readonly Write[]): Outcome<Written> {
  const [write] = writes;
  const change = write?.change ?? null;
  const stands = writes.length === 1 && write?.place.location === ROOM && write.field === offered;
  if (!stands || change === null || sellable + change < 0)
    return bad({ kind: 'refused', say: phrase('practice:source.moved', { sku }) });
  return good({ kind: 'level', change });
}

const ROOM = 'practice-room';
const EMPTY: Omit<Position, 'sku' | 'location' | 'sellable' | 'onHand' | 'reserved' | 'title'> = {
  unsellable: null,
  locked: null,
  awaitingPutaway: null,
  inbound: [],
  onSale: null,
  ref: null,
};

const reading = (source: SourceId, now: Instant, positions: readonly Position[]): Outcome<Reading> =>
  good({ source, observedAt: now, receivedAt: now, coverage: { kind: 'full' }, positions, problems: [] });

const noSuch = (sku: string) => bad<never>({ kind: 'refused', say: phrase('practice:source.noSuch', { sku }) });

const report = (ok: boolean): CheckReport => ({
  ok,
  lines: [{ ok, say: phrase(ok ? 'practice:source.reads' : 'practice:source.outage') }],
});

/** What changed since; a line whose payment was settled comes again in its next revision. */
function ordersOf(source: SourceId, world: SimWorld, since: Instant) {
  const lines = world.orders
    .filter(({ changedAt }) => changedAt >= since)
    .flatMap(({ id, at, state, revision, components }) =>
      components.map(
        ({ sku, quantity }): OrderLine => ({ source, order: id, line: sku, revision, sku, quantity, createdAt: at, state }),
      ),
    );
  return { watermark: world.at, lines };
}
