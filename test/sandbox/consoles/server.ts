import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { bundle } from '../bundle.ts';
import type { PageConfig } from './page.ts';
import {
  aProduct,
  type Clicked,
  type Drift,
  type Language,
  madeProducts,
  type Platform,
  type Product,
  type World,
} from './world.ts';

export type PlatformOptions = {
  /** So many made up, or one for each of these. */
  readonly products?: number | readonly Partial<Product>[];
  readonly language?: Language;
  /** How long the server takes to do what was clicked. */
  readonly answerMs?: number;
  /** Something in each row changes so often. */
  readonly restlessMs?: number;
};
/** A product as the page's own answers tell of it. */
type Answered = Product & { readonly explained: boolean };
export type PlatformServer = {
  /** The console's page. */
  readonly url: string;
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  products(): readonly Product[];
  pinned(): string | null;
  /** Every click event that a control of a page received, in order. */
  log(): readonly Clicked[];
  /** From elsewhere, a telephone for instance: the page hears of it. */
  pin(product: string | null): void;
  set(change: (product: Product) => Product): void;
  order(ids: readonly string[]): void;
  live(on: boolean): void;
  /** What the page's own answers say from now on of each product, whatever the page draws of it. */
  answers(of: (product: Product) => Partial<Answered>): void;
  /** The page is no longer what it was: these, and no others. */
  drift(...drifts: readonly Drift[]): void;
  close(): Promise<void>;
};

const AT: Readonly<Record<Platform, { readonly path: string; readonly title: string; readonly language: Language }>> = {
  douyin: { path: '/dashboard/live/control', title: '直播中控台', language: 'zh' },
  kuaishou: { path: '/page/helper', title: '跟播助手', language: 'zh' },
  taobao: { path: '/restful/index/live/control', title: '直播中控台', language: 'zh' },
  channels: { path: '/platform/live/commodity/onsale/index', title: '视频号助手', language: 'zh' },
  tiktok: { path: '/streamer/live/product/dashboard', title: 'LIVE Manager', language: 'en' },
};
const PROMOTIONS = '/api/anchor/livepc/promotions_v2';
/** Where nothing is known of it the pinned product goes to the front, which is the harder case: every number changes. */
const TO_FRONT: ReadonlySet<Platform> = new Set(['douyin', 'taobao', 'channels']);

/** Serves a page that has the structure of a platform's console, and behaves like it. The ledger is the server's. */
export async function startPlatform(platform: Platform, given: PlatformOptions = {}): Promise<PlatformServer> {
  const page = await bundle(join(import.meta.dirname, 'page.ts'));
  const { products = 24, language = AT[platform].language, answerMs = 50, restlessMs = 0 } = given;
  let world: World = {
    products: typeof products === 'number' ? madeProducts(products) : products.map((one, index) => aProduct(index, one)),
    pinned: null,
    live: true,
    language,
    drifts: [],
  };
  let said: (product: Product) => Partial<Answered> = () => ({});
  const log: Clicked[] = [];
  const listeners = new Set<ServerResponse>();
  const waiting = new Set<ReturnType<typeof setTimeout>>();
  const put = (change: Partial<World>) => {
    world = { ...world, ...change };
    for (const listener of listeners) listener.write(event(world));
  };

  function act({ act: what, product }: Clicked): void {
    if (what === 'toggle') pin(world.pinned === product ? null : product);
    if (what === 'remove') put({ products: world.products.filter(({ id }) => id !== product) });
    if (what === 'top') put({ products: toFront(world.products, product) });
  }
  function pin(product: string | null): void {
    const moved = TO_FRONT.has(platform) ? toFront(world.products, product) : world.products;
    put({ pinned: product, products: moved });
  }
  async function clicked(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const said = JSON.parse(body) as Clicked;
    log.push(said);
    response.writeHead(204).end();
    const later = setTimeout(() => {
      waiting.delete(later);
      act(said);
    }, answerMs);
    waiting.add(later);
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const send = (type: string, body: string) =>
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(body);
    if (pathname === '/world') return listen(request, response);
    if (request.method === 'POST' && pathname === '/act') return void clicked(request, response);
    if (pathname === '/page.js') return void send('text/javascript', page.script);
    if (pathname === AT[platform].path) return void send('text/html', html(platform, restlessMs));
    if (platform === 'douyin' && pathname === PROMOTIONS) {
      const of = (product: Product) => ({ ...product, explained: product.id === world.pinned, ...said(product) });
      return void send('application/json', JSON.stringify(promotions(world.products.map(of), world.live)));
    }
    response.writeHead(pathname === '/favicon.ico' || pathname.startsWith('/picture/') ? 204 : 404).end();
  });
  function listen(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(event(world));
    listeners.add(response);
    request.on('close', () => listeners.delete(response));
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + AT[platform].path,
    origin,
    products: () => world.products,
    pinned: () => world.pinned,
    log: () => log,
    pin,
    set: (change) => put({ products: world.products.map(change) }),
    order: (ids) => put({ products: ids.flatMap((id) => world.products.filter((product) => product.id === id)) }),
    live: (live) => put({ live }),
    answers(of) {
      said = of;
      put({});
    },
    drift: (...drifts) => put({ drifts }),
    close: () =>
      new Promise((done) => {
        for (const later of waiting) clearTimeout(later);
        for (const listener of listeners) listener.end();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const event = (world: World): string => `data: ${JSON.stringify(world)}\n\n`;

const toFront = (products: readonly Product[], id: string | null): readonly Product[] => [
  ...products.filter((product) => product.id === id),
  ...products.filter((product) => product.id !== id),
];

/** In the shape of the platform's own answer; its contents are ours. */
const promotions = (products: readonly Answered[], live: boolean) => ({
  st: 0,
  code: 0,
  msg: '',
  data: {
    promotions: products.map(({ id, title, picture, code, stock, clicks, shown, explained }) => ({
      promotion_id: id,
      product_id: `9${id.slice(1)}`,
      title,
      cover: picture,
      stock_num: stock,
      stock_info: { stock_num: stock, can_show: true },
      status: 2,
      art_no: code,
      in_prompt: explained,
      warm_up: false,
      online_room_operating_data: {
        pay_amt: 0,
        pay_combo_cnt: 0,
        show_ucnt: shown,
        click_ucnt: clicks,
        create_ucnt: 0,
        pay_ucnt: 0,
      },
    })),
    room_id: live ? '7600000000000000001' : '0',
  },
});

/** What stands side by side. */
const LINES = '.list-item--c8,.table-row-wrap,[class*=goodsAction],[class*=cardBtn]{display:flex;align-items:center;gap:8px}';

function html(platform: Platform, restlessMs: number): string {
  const { title, language } = AT[platform];
  const answers = platform === 'douyin' ? `${PROMOTIONS}?list_type=1&source_type=force&promotion_info_fields=all` : null;
  const config: PageConfig = { platform, restlessMs, answers };
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title><style>html,body{margin:0;font:14px system-ui}img{height:40px}${LINES}</style></head>
<body><div id="root"></div>${platform === 'channels' ? '<iframe title="empty" hidden></iframe>' : ''}
<script type="application/json" id="config">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<script src="/page.js"></script></body>
</html>`;
}
