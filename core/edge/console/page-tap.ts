import type { PageData } from '../../domain/profile.ts';
import { isHostOf } from './address.ts';
import {
  ASK_DATA,
  type DataFields,
  type DataPost,
  type DataSaid,
  type DataValue,
  LONGEST,
  MOST_COUNT,
  MOST_ROWS,
} from './data-post.ts';

/** A larger answer is left to the page alone. */
const MOST_BYTES = 1_000_000;
/** The newest answers that are kept for a reader that comes later. */
const MOST_KEPT = 20;
const TAPPED = Symbol.for('stockcue.tapped');

type Page = Window & typeof globalThis & { [TAPPED]?: true };

/**
 * In the page's own world: reads its JSON answers as they come by, of these addresses alone. It asks for nothing, repeats
 * nothing and changes nothing; a mistake of ours never reaches the page. What it finds it posts to the page's own origin.
 */
export const tapPage = quietly(tap);

function tap(page: Page, table: readonly PageData[]): void {
  if (page[TAPPED] === true) return;
  Object.defineProperty(page, TAPPED, { value: true });
  const post = page.postMessage.bind(page);
  const kept: DataSaid[] = [];

  function tell(said: DataSaid): void {
    const message: DataPost = { stockcueData: said };
    post(message, page.location.origin);
  }
  const sourcesAt = (address: string): readonly PageData[] => {
    const { hostname, pathname } = new URL(address, page.document.baseURI);
    return table.filter(({ host, path }) => isHostOf(host, hostname) && pathname.startsWith(path));
  };
  const hear = quietly((address: string, body: unknown) => {
    for (const source of sourcesAt(address)) {
      const said = saidBy(source, body);
      if (said === null) continue;
      if (kept.push(said) > MOST_KEPT) kept.shift();
      tell(said);
    }
  });
  const isTapped = (address: string): boolean => sourcesAt(address).length > 0;

  tapFetch(page, isTapped, hear);
  tapXhr(page, isTapped, hear);
  page.addEventListener(
    'message',
    quietly(({ source, data }: MessageEvent<{ stockcueAsks?: unknown } | null>) => {
      if (source === page && data?.stockcueAsks === ASK_DATA.stockcueAsks) for (const said of kept) tell(said);
    }),
  );
}

type Hear = (address: string, body: unknown) => void;
type IsTapped = (address: string) => boolean;

/** What is ours fails alone. */
function quietly<A extends readonly unknown[]>(work: (...args: A) => unknown): (...args: A) => void {
  return (...args) => {
    try {
      const done = work(...args);
      if (done instanceof Promise) done.catch(() => {});
    } catch {
      // An answer that is not as declared: the page goes on as it would without us.
    }
  };
}

function tapFetch(page: Page, isTapped: IsTapped, hear: Hear): void {
  const listen = quietly((answer: Promise<Response>, input: unknown) => {
    const address = addressOf(page, input);
    if (address === null || !isTapped(address)) return;
    answer.then(
      quietly(async (response: Response) => {
        if (!response.ok || Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) return;
        const text = await textOf(response.clone());
        if (text !== null) hear(address, JSON.parse(text));
      }),
      () => {},
    );
  });
  // A proxy has the function's own name, length and text.
  page.fetch = new Proxy(page.fetch, {
    apply(target, self, args: Parameters<typeof fetch>) {
      const answer = Reflect.apply(target, self, args);
      listen(answer, args[0]);
      return answer;
    },
  });
}

/** Null for what would have to be turned into text first: doing so is visible to the page. */
function addressOf(page: Page, input: unknown): string | null {
  if (typeof input === 'string') return input;
  if (input instanceof page.URL) return input.href;
  return input instanceof page.Request ? input.url : null;
}

/** The whole body, or null for one that is too large. */
async function textOf(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return null;
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function tapXhr(page: Page, isTapped: IsTapped, hear: Hear): void {
  const heard = new WeakSet<XMLHttpRequest>();
  const loaded = quietly((request: XMLHttpRequest) => {
    if (request.status < 200 || request.status >= 300 || !isTapped(request.responseURL)) return;
    if (request.responseType === 'json') hear(request.responseURL, request.response);
    const isText = request.responseType === '' || request.responseType === 'text';
    if (isText && request.responseText.length <= MOST_BYTES) hear(request.responseURL, JSON.parse(request.responseText));
  });
  const listen = quietly((request: XMLHttpRequest, input: unknown) => {
    const address = addressOf(page, input);
    if (address === null || heard.has(request) || !isTapped(address)) return;
    heard.add(request);
    request.addEventListener('load', () => loaded(request));
  });
  page.XMLHttpRequest.prototype.open = new Proxy(page.XMLHttpRequest.prototype.open, {
    apply(target, self: XMLHttpRequest, args: unknown[]) {
      const done = Reflect.apply(target, self, args);
      listen(self, args[1]);
      return done;
    },
  });
}

/** The declared fields of an answer, and nothing else of it; null where it holds none. */
function saidBy({ id, rows, key, fields, page }: PageData, body: unknown): DataSaid | null {
  const list = at(body, rows);
  const said: [string, DataFields][] = [];
  for (const row of Array.isArray(list) ? list.slice(0, MOST_ROWS) : []) {
    const name = keyOf(at(row, key));
    if (name !== null) said.push([name, fieldsOf(row, fields)]);
  }
  const ofPage = fieldsOf(body, page ?? {});
  return said.length === 0 && Object.keys(ofPage).length === 0 ? null : { id, rows: said, page: ofPage };
}

function at(body: unknown, path: string): unknown {
  let value = body;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** A number beyond what JSON can hold exactly is another listing's by now. */
function keyOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : null;
}

function fieldsOf(body: unknown, declared: Readonly<Partial<Record<string, string>>>): DataFields {
  const fields: Record<string, DataValue> = {};
  for (const [field, path] of Object.entries(declared)) {
    const value = path === undefined ? null : valueOfField(field, at(body, path));
    if (value !== null) fields[field] = value;
  }
  return fields;
}
/** Texts are texts, a pin is yes or no, all else is a whole number; anything other is not there. */
function valueOfField(field: string, value: unknown): DataValue | null {
  if (field === 'title' || field === 'code' || field === 'room') return textIn(value);
  if (field === 'pinned') return typeof value === 'boolean' ? value : null;
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MOST_COUNT ? count : null;
}
function textIn(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, LONGEST) : null;
}
