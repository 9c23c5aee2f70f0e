import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const HERE = import.meta.dirname;

export type StockLevel = { readonly location: string; readonly onHand: number; readonly allocated: number };
export type OrderedLine = { readonly sku: string; readonly quantity: number; readonly state: string };
type Ready = { readonly adminApi: string; readonly shopApi: string; readonly apiKey: string; readonly password: string };

/** A real Vendure, as a test sees it: its own stock, its own shop, its own orders. */
export type Vendure = {
  readonly adminApi: string;
  readonly apiKey: string;
  levels(sku: string): Promise<readonly StockLevel[]>;
  /** What is left of a SKU over all places, by Vendure's own figures. */
  available(sku: string): Promise<number>;
  /** Buys through the shop as a guest; answers with the order's state, or with why it was refused. */
  buy(sku: string, quantity: number): Promise<{ readonly ok: boolean; readonly said: string }>;
  /** As far as to the payment, which never comes. */
  arrange(sku: string, quantity: number): Promise<{ readonly ok: boolean; readonly said: string }>;
  /** Cancels so many units of the newest paid order of a SKU, as a person does in the admin. */
  cancel(sku: string, units: number): Promise<void>;
  /** Sets how many units the newest paid order of a SKU is of, as a person does in the admin. */
  modify(sku: string, quantity: number): Promise<void>;
  orders(): Promise<readonly OrderedLine[]>;
  /** Units of a SKU in orders that were paid for, less what was cancelled of them. */
  ordered(sku: string): Promise<number>;
  /** What another tool of the shop's owner writes: any field of the variant, and what is on hand by location. */
  write(sku: string, fields: Readonly<Record<string, unknown>>, onHand?: Readonly<Record<string, number>>): Promise<void>;
  /** Ships every paid order of a SKU that is still to go. */
  fulfil(sku: string): Promise<void>;
  threshold(sku: string): Promise<{ readonly own: number; readonly global: boolean }>;
  /** A key whose role has these permissions. */
  keyFor(permissions: readonly string[]): Promise<string>;
  enabled(sku: string): Promise<boolean>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function startVendure(dataFolder: string): Promise<Vendure> {
  const port = await freePort();
  let process_ = await spawnServer(port, dataFolder);
  const { ready } = process_;
  const admin = graphql(ready.adminApi);
  const login = () => admin('mutation($p:String!){login(username:"superadmin",password:$p){__typename}}', { p: ready.password });
  await login();

  async function variant(sku: string): Promise<Variant> {
    const { productVariants } = await admin<{ productVariants: { items: Variant[] } }>(VARIANT, { sku });
    const [found] = productVariants.items;
    if (found === undefined) throw new Error(`Vendure has no variant ${sku}.`);
    return found;
  }
  const levels = async (sku: string): Promise<readonly StockLevel[]> =>
    (await variant(sku)).stockLevels.map(({ stockOnHand, stockAllocated, stockLocation }) => ({
      location: stockLocation.name,
      onHand: stockOnHand,
      allocated: stockAllocated,
    }));
  const allOrders = async () => (await admin<{ orders: { items: Order[] } }>(ORDERS)).orders.items;
  /** The newest paid order of a SKU that is not cancelled, and its line. */
  async function newest(sku: string): Promise<{ readonly order: Order; readonly line: Order['lines'][number] }> {
    for (const order of (await allOrders()).toReversed()) {
      const line = order.lines.find((one) => one.productVariant.sku === sku && one.quantity > 0);
      if (line !== undefined && !IN_CART.has(order.state)) return { order, line };
    }
    throw new Error(`Vendure has no order of ${sku}.`);
  }
  const must = async (typename: string, query: string, variables: unknown): Promise<void> => {
    const [said] = Object.values(await admin<Record<string, { __typename: string; message?: string }>>(query, variables));
    if (said?.__typename !== typename) throw new Error(`Vendure would not: ${said?.message ?? said?.__typename}.`);
  };
  const orders = async () =>
    (await allOrders()).flatMap(({ state, lines }) =>
      lines.map((line) => ({ sku: line.productVariant.sku, quantity: line.quantity, state })),
    );
  return {
    adminApi: ready.adminApi,
    apiKey: ready.apiKey,
    levels,
    available: async (sku) => (await levels(sku)).reduce((sum, one) => sum + one.onHand - one.allocated, 0),
    enabled: async (sku) => (await variant(sku)).enabled,
    buy: async (sku, quantity) => buy(graphql(ready.shopApi), (await variant(sku)).id, quantity),
    arrange: async (sku, quantity) => buy(graphql(ready.shopApi), (await variant(sku)).id, quantity, false),
    async cancel(sku, quantity) {
      const { order, line } = await newest(sku);
      await must('Order', CANCEL, { i: { orderId: order.id, lines: [{ orderLineId: line.id, quantity }] } });
    },
    async modify(sku, quantity) {
      const { order, line } = await newest(sku);
      const [payment] = order.payments;
      if (order.state === 'PaymentAuthorized') await must('Payment', SETTLE, { i: payment?.id });
      await must('Order', TO_STATE, { i: order.id, s: 'Modifying' });
      const refund = quantity < line.quantity ? { refund: { paymentId: payment?.id, reason: 'of a test' } } : {};
      const adjustOrderLines = [{ orderLineId: line.id, quantity }];
      await must('Order', MODIFY, { i: { dryRun: false, orderId: order.id, adjustOrderLines, ...refund } });
    },
    orders,
    ordered: async (sku) => {
      const paid = (await orders()).filter((one) => one.sku === sku && !IN_CART.has(one.state));
      return paid.reduce((sum, { quantity }) => sum + quantity, 0);
    },
    async write(sku, fields, onHand = {}) {
      const { id, stockLevels } = await variant(sku);
      const counts = stockLevels.flatMap(({ stockLocation }) => {
        const count = onHand[stockLocation.name];
        return count === undefined ? [] : [{ stockLocationId: stockLocation.id, stockOnHand: count }];
      });
      await admin('mutation($i:UpdateProductVariantInput!){updateProductVariant(input:$i){id}}', {
        i: { id, ...fields, ...(counts.length === 0 ? {} : { stockLevels: counts }) },
      });
    },
    async fulfil(sku) {
      for (const order of await allOrders()) {
        const lines = order.lines.filter((line) => line.productVariant.sku === sku);
        if (lines.length === 0 || order.state !== 'PaymentAuthorized') continue;
        for (const { id } of order.payments) await admin('mutation($i:ID!){settlePayment(id:$i){__typename}}', { i: id });
        const { addFulfillmentToOrder: done } = await admin<{ addFulfillmentToOrder: { __typename: string } }>(FULFIL, {
          i: {
            lines: lines.map(({ id, quantity }) => ({ orderLineId: id, quantity })),
            handler: {
              code: 'manual-fulfillment',
              arguments: [
                { name: 'method', value: 'post' },
                { name: 'trackingCode', value: '' },
              ],
            },
          },
        });
        if (done.__typename !== 'Fulfillment') throw new Error(`Vendure would not ship: ${done.__typename}.`);
      }
    },
    threshold: async (sku) => {
      const { outOfStockThreshold: own, useGlobalOutOfStockThreshold: global } = await variant(sku);
      return { own, global };
    },
    async keyFor(permissions) {
      const { createRole: role } = await admin<{ createRole: { id: string } }>(
        'mutation($i:CreateRoleInput!){createRole(input:$i){id}}',
        { i: { code: crypto.randomUUID(), description: 'of a test', permissions } },
      );
      const { createApiKey: key } = await admin<{ createApiKey: { apiKey: string } }>(
        'mutation($i:CreateApiKeyInput!){createApiKey(input:$i){apiKey}}',
        { i: { roleIds: [role.id], translations: [{ languageCode: 'en', name: 'of a test' }] } },
      );
      return key.apiKey;
    },
    async stop() {
      await ended(process_.child);
    },
    async start() {
      process_ = await spawnServer(port, dataFolder);
      await login();
    },
  };
}

type Variant = {
  readonly id: string;
  readonly enabled: boolean;
  readonly outOfStockThreshold: number;
  readonly useGlobalOutOfStockThreshold: boolean;
  readonly stockLevels: readonly { stockOnHand: number; stockAllocated: number; stockLocation: { id: string; name: string } }[];
};
const VARIANT =
  'query($sku:String!){productVariants(options:{filter:{sku:{eq:$sku}}}){items{id enabled outOfStockThreshold useGlobalOutOfStockThreshold stockLevels{stockOnHand stockAllocated stockLocation{id name}}}}}';
type Order = {
  readonly id: string;
  readonly state: string;
  readonly payments: readonly { readonly id: string }[];
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly productVariant: { readonly sku: string };
  }[];
};
const ORDERS = '{orders(options:{take:1000,sort:{id:ASC}}){items{id state payments{id} lines{id quantity productVariant{sku}}}}}';
const CANCEL = 'mutation($i:CancelOrderInput!){cancelOrder(input:$i){__typename ...on ErrorResult{message}}}';
const SETTLE = 'mutation($i:ID!){settlePayment(id:$i){__typename ...on ErrorResult{message}}}';
const TO_STATE = 'mutation($i:ID!,$s:String!){transitionOrderToState(id:$i,state:$s){__typename ...on ErrorResult{message}}}';
const MODIFY = 'mutation($i:ModifyOrderInput!){modifyOrder(input:$i){__typename ...on ErrorResult{message}}}';
const FULFIL = 'mutation($i:FulfillOrderInput!){addFulfillmentToOrder(input:$i){__typename}}';
/** Nothing was paid yet. */
const IN_CART = new Set(['Created', 'AddingItems', 'ArrangingPayment', 'Cancelled']);

async function spawnServer(port: number, dataFolder: string): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [join(HERE, 'server.mjs'), '--port', String(port), '--data', dataFolder], {
    cwd: HERE,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"adminApi"')) resolve(JSON.parse(line) as Ready);
    });
    child.once('exit', (code) => reject(new Error(`Vendure ended with ${code}:\n${errors}`)));
  });
  return { child, ready };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

type Ask = <T = unknown>(query: string, variables?: unknown) => Promise<T>;
/** One session with a GraphQL endpoint: keeps the token that Vendure hands out. */
function graphql(url: string): Ask {
  let token: string | null = null;
  return async (query, variables = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    token = response.headers.get('vendure-auth-token') ?? token;
    const { data, errors } = (await response.json()) as { data: never; errors?: { message: string }[] };
    if (errors !== undefined) throw new Error(errors[0]?.message ?? 'unknown error');
    return data;
  };
}

/** A guest's order, from the cart to the authorised payment: then Vendure allocates stock. */
async function buy(shop: Ask, id: string, quantity: number, pays = true): Promise<{ ok: boolean; said: string }> {
  const step = async (query: string, variables: unknown): Promise<string> => {
    const [result] = Object.values(
      await shop<Record<string, { __typename: string; message?: string; state?: string }>>(query, variables),
    );
    return result?.message ?? result?.state ?? result?.__typename ?? '';
  };
  const FAILED = '...on ErrorResult{message}';
  try {
    const added = await step(
      `mutation($i:ID!,$q:Int!){addItemToOrder(productVariantId:$i,quantity:$q){__typename ...on Order{state} ${FAILED}}}`,
      { i: id, q: quantity },
    );
    if (added !== 'AddingItems') return { ok: false, said: added };
    await step(`mutation($i:CreateCustomerInput!){setCustomerForOrder(input:$i){__typename ${FAILED}}}`, {
      i: { firstName: 'A', lastName: 'Buyer', emailAddress: `buyer-${crypto.randomUUID()}@shop.example` },
    });
    await step(`mutation($i:CreateAddressInput!){setOrderShippingAddress(input:$i){__typename ${FAILED}}}`, {
      i: { streetLine1: '1 Main St', city: 'Springfield', postalCode: '12345', countryCode: 'US' },
    });
    const { eligibleShippingMethods } = await shop<{ eligibleShippingMethods: { id: string }[] }>(
      '{eligibleShippingMethods{id}}',
    );
    await step(`mutation($i:[ID!]!){setOrderShippingMethod(shippingMethodId:$i){__typename ${FAILED}}}`, {
      i: [eligibleShippingMethods[0]?.id],
    });
    const arranging = await step(
      `mutation{transitionOrderToState(state:"ArrangingPayment"){__typename ...on Order{state} ${FAILED}}}`,
      {},
    );
    if (arranging !== 'ArrangingPayment' || !pays) return { ok: !pays, said: arranging };
    const paid = await step(`mutation($i:PaymentInput!){addPaymentToOrder(input:$i){__typename ...on Order{state} ${FAILED}}}`, {
      i: { method: 'dummy', metadata: {} },
    });
    return { ok: paid.startsWith('Payment'), said: paid };
  } catch (refused) {
    return { ok: false, said: (refused as Error).message };
  }
}
