/** Where the archive's central directory ends: at most a comment's length before the end of the file. */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const COMMENT = 0xffff;
const DEFLATED = 8;

type Entry = { readonly name: Uint8Array; readonly data: Uint8Array };

/**
 * The same archive with its XML stored instead of compressed. A workbook's reader would unpack what is large in a worker made of a
 * blob, which an extension's page may not start, and wait for it for ever; the browser's own stream unpacks here instead.
 * Rejects where it is no archive (PKWARE APPNOTE 6.3, without ZIP64), and where it holds more than `most` bytes.
 */
export async function storedZip(bytes: ArrayBuffer, most: number): Promise<ArrayBuffer> {
  const view = new DataView(bytes);
  const end = endOf(view);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  let left = most;
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('No entry where the directory names one');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const name = new Uint8Array(bytes, at + 46, nameLength);
    if (/\.(xml|rels)$/i.test(new TextDecoder().decode(name))) {
      const data = await dataOf(bytes, view, at, left);
      left -= data.length;
      entries.push({ name, data });
    }
    at += 46 + nameLength + extra + comment;
  }
  return archiveOf(entries);
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - COMMENT); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new Error('No end of a directory');
}

async function dataOf(bytes: ArrayBuffer, view: DataView, entry: number, left: number): Promise<Uint8Array> {
  const size = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = new Uint8Array(bytes, from, size);
  return view.getUint16(entry + 10, true) === DEFLATED ? inflated(packed, left) : packed;
}

/** What the directory says of the size is not relied upon: what really comes is counted. */
async function inflated(packed: Uint8Array, most: number): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value as Uint8Array<ArrayBuffer>);
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError('The archive holds too much');
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function archiveOf(entries: readonly Entry[]): ArrayBuffer {
  const size = entries.reduce((sum, { name, data }) => sum + 76 + 2 * name.length + data.length, 22);
  const all = new Uint8Array(size);
  const view = new DataView(all.buffer);
  let at = 0;
  const places = entries.map(({ name, data }) => {
    const place = at;
    view.setUint32(at, 0x04034b50, true);
    common(view, at + 4, name, data);
    all.set(name, at + 30);
    all.set(data, at + 30 + name.length);
    at += 30 + name.length + data.length;
    return place;
  });
  const directory = at;
  for (const [index, { name, data }] of entries.entries()) {
    view.setUint32(at, ENTRY, true);
    common(view, at + 6, name, data);
    view.setUint32(at + 42, places[index] ?? 0, true);
    all.set(name, at + 46);
    at += 46 + name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return all.buffer;
}

/** The fields that an entry and its line in the directory share; stored, so both sizes are one. The reader asks for no checksum. */
function common(view: DataView, at: number, name: Uint8Array, data: Uint8Array): void {
  view.setUint16(at, 20, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, data.length, true);
  view.setUint16(at + 22, name.length, true);
}
