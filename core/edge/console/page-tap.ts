import type { PageData } from '../../domain/profile.ts';
import { isHostOf } from './address.ts';
import {
  ASK_DATA,
  type DataAsk,
  type DataFields,
  type DataPost,
  type DataSaid,
  type DataValue,
  LONGEST,
  MOST_COUNT,
  MOST_ROWS,
  MOST_SOURCES,
} from './data-post.ts';

/** A larger answer is left to the page alone. */
const MOST_BYTES = 1_000_000;
/** The newest answers that are kept for a reader that comes later. */
const MOST_KEPT = 20;
/** Requests that are held, unread, until it is said which of them count. */
const MOST_EARLY = 50;
/** For so long after the page has loaded: a machine that is busy is late in saying it, ms. */
const HELD_MS = 10_000;
/** Names of a table's source, its fields among them. */
const MOST_NAMES = 20;
/** What an earlier version left in an open tab tells in other words, which nobody hears any more: the new one taps beside it. */
const TAPPED = Symbol.for('stockcue.tapped.2');

type Page = Window & typeof globalThis & { [TAPPED]?: true };
type Found = Pick<DataSaid, 'id' | 'rows' | 'page'>;

/**
 * In the page's own world: reads its JSON answers as they come by, of these addresses alone. It asks for nothing, repeats
 * nothing and changes nothing; a mistake of ours never reaches the page. What it finds it posts to the top window, to the
 * page's own origin and no other: in a frame of that origin it reads the frame's own requests, in any other it does
 * nothing. `known`: what the built-in profiles read; null: what another one reads comes with the first question, and of
 * what the page asks for until then, as it loads, copies wait unread, and not for long.
 */
export const tapPage = quietly(tap);

function tap(page: Page, known: readonly PageData[] | null): void {
  const { top, document } = page;
  if (page[TAPPED] === true || top === null) return;
  // A top of another origin does not say which: that ends it here.
  const { origin } = top.location;
  Object.defineProperty(page, TAPPED, { value: true });
  const post = top.postMessage.bind(top);
  let table = known ?? [];
  const kept: { readonly found: Found; readonly askedAt: number }[] = [];
  let early: (readonly [string, () => void])[] | null = known === null && document.readyState !== 'complete' ? [] : null;
  let isLoading = early !== null;

  function tell({ found, askedAt }: (typeof kept)[number]): void {
    const message: DataPost = { stockcueData: { ...found, ageMs: Math.round(performance.now() - askedAt) } };
    post(message, origin);
  }
  const sourcesAt = (address: string): readonly PageData[] => {
    const { hostname, pathname } = new URL(address, document.baseURI);
    return table.filter(({ host, path }) => isHostOf(host, hostname) && pathname.startsWith(path));
  };
  const isTapped = (address: string): boolean => sourcesAt(address).length > 0;
  const world: World = {
    isTapped,
    hear: quietly((address: string, askedAt: number, body: unknown) => {
      for (const source of sourcesAt(address)) {
        const found = foundBy(source, body);
        if (found === null) continue;
        const one = { found, askedAt };
        if (kept.push(one) > MOST_KEPT) kept.shift();
        tell(one);
      }
    }),
    mayCount: (address) => isTapped(address) || (isLoading && early !== null && early.length < MOST_EARLY),
    once(address, then) {
      if (isTapped(address)) then();
      else early?.push([address, then]);
    },
  };
  /** Who asks says what to read; the page, too, can ask, of its own answers. */
  function asked(given: readonly PageData[] | null, frames: boolean): void {
    for (const one of kept) tell(one);
    table = given ?? table;
    const waiting = given === null ? [] : (early ?? []);
    early = given === null ? early : null;
    for (const [address, then] of waiting) if (isTapped(address)) then();
    for (let at = 0; frames && at < page.length; at += 1) askIn(page[at]);
  }
  /** Nothing is posted to a frame of another origin: its document is none to us. */
  const askIn = quietly((frame: Window | undefined) => {
    if (frame?.document != null) frame.postMessage({ ...ASK_DATA, table, frames: true } satisfies DataAsk, origin);
  });

  tapFetch(page, world);
  tapXhr(page, world);
  page.addEventListener(
    'message',
    quietly(({ source, origin: from, data }: MessageEvent<DataAsk | null>) => {
      if (from !== origin || (source !== page && source !== page.parent)) return;
      if (data?.stockcueAsks === ASK_DATA.stockcueAsks) asked(tableIn(data.table), data.frames);
    }),
  );
  page.addEventListener('load', () => {
    isLoading = false;
    page.setTimeout(() => {
      early = null;
    }, HELD_MS);
  });
}

type World = {
  readonly isTapped: (address: string) => boolean;
  readonly hear: (address: string, askedAt: number, body: unknown) => void;
  /** Whether it is read, or may be said to be. */
  readonly mayCount: (address: string) => boolean;
  /** Calls back if it is read: now, or once it is said to be. */
  once(address: string, then: () => void): void;
};

/** A table as a profile has it, or null: the message that brings it may be the page's own. */
function tableIn(given: unknown): readonly PageData[] | null {
  if (!Array.isArray(given) || given.length > MOST_SOURCES) return null;
  return given.every(isSource) ? (given as readonly PageData[]) : null;
}
function isSource({ id, host, path, rows, key, fields, page = {} }: PageData): boolean {
  const names: unknown[] = [id, host, path, rows, key, ...Object.values(fields), ...Object.values(page)];
  return names.length <= MOST_NAMES && names.every((name) => typeof name === 'string' && name !== '' && name.length <= LONGEST);
}

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

function tapFetch(page: Page, { mayCount, once, hear }: World): void {
  const listen = quietly((answer: Promise<Response>, input: unknown) => {
    const address = addressOf(page, input);
    if (address === null || !mayCount(address)) return;
    const askedAt = performance.now();
    // At once: what the page has read cannot be copied any more.
    const copy = answer.then(copyOf).catch(() => null);
    const read = quietly(async (response: Response | null) => {
      const text = response === null ? null : await textOf(response);
      if (text !== null) hear(address, askedAt, JSON.parse(text));
    });
    once(address, () => void copy.then(read));
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

/** Null for one that failed, or says that it is too large. */
const copyOf = (response: Response): Response | null =>
  response.ok && Number(response.headers.get('content-length') ?? 0) <= MOST_BYTES ? response.clone() : null;

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

function tapXhr(page: Page, { isTapped, mayCount, once, hear }: World): void {
  /** Those that are listened to: when the page asked. */
  const heard = new WeakMap<XMLHttpRequest, number>();
  const loaded = quietly((request: XMLHttpRequest) => {
    const { status, responseURL, responseType } = request;
    if (status < 200 || status >= 300 || !isTapped(responseURL)) return;
    const askedAt = heard.get(request) ?? 0;
    if (responseType === 'json') hear(responseURL, askedAt, request.response);
    const isText = responseType === '' || responseType === 'text';
    if (isText && request.responseText.length <= MOST_BYTES) hear(responseURL, askedAt, JSON.parse(request.responseText));
  });
  const listen = quietly((request: XMLHttpRequest, input: unknown) => {
    const address = addressOf(page, input);
    const askedAt = performance.now();
    if (heard.has(request)) heard.set(request, askedAt);
    else if (address !== null && mayCount(address)) once(address, () => follow(request, askedAt));
  });
  function follow(request: XMLHttpRequest, askedAt: number): void {
    if (heard.has(request)) return;
    heard.set(request, askedAt);
    request.addEventListener('load', () => loaded(request));
    // It was answered while nobody knew that it counts.
    if (request.readyState === request.DONE) loaded(request);
  }
  page.XMLHttpRequest.prototype.open = new Proxy(page.XMLHttpRequest.prototype.open, {
    apply(target, self: XMLHttpRequest, args: unknown[]) {
      const done = Reflect.apply(target, self, args);
      listen(self, args[1]);
      return done;
    },
  });
}

/** The declared fields of an answer, and nothing else of it; null where it holds none. */
function foundBy({ id, rows, key, fields, page }: PageData, body: unknown): Found | null {
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
