import type { ReadBack } from '../../domain/command.ts';
import type { SourceId } from '../../domain/ids.ts';
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
  return {
    ...plain('simulated-channel', phrase('practice:source.channel'), 'channel'),
    open: ({ id }, _secret, { clock }): Source => {
      const world = () => worldAt(box.state(), clock.now());
      const stockOf = (sku: string) => world().channel.find((stock) => stock.sku === sku);
      return {
        id,
        abilities: { orders: true, pause: 'flag', level: null, perBuyer: false },
        check: async () => report(true),
        positions: async () =>
          reading(
            id,
            clock.now(),
            world().channel.map((stock) => ({ ...EMPTY, ...stock, location: ROOM })),
          ),
        orders: async (since) => good(ordersOf(id, world(), since)),
        async setFlag({ sku }, onSale, key) {
          if (stockOf(sku) === undefined) return noSuch(sku);
          // The same key never acts twice.
          const isDone = box.state().writes.some((write) => write.kind === 'flag' && write.key === key);
          if (!isDone) await box.write({ kind: 'flag', sku, onSale, key, at: clock.now() });
          return good(null);
        },
        async readBack({ sku }): Promise<Outcome<ReadBack>> {
          const at = clock.now();
          const stock = stockOf(sku);
          if (stock === undefined) return noSuch(sku);
          const levels = [{ location: ROOM, level: stock.sellable }];
          return good({ source: id, sku, onSale: stock.onSale, levels, at });
        },
      };
    },
  };
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
