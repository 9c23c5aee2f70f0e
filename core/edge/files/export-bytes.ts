import type { BacktestNote, BacktestProblem } from '../../domain/backtest.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Recording } from '../../domain/recording.ts';
import { textOfBytes } from './csv.ts';
import { EXPORT_FILES, type ExportFile, type ExportNote, type ExportProblem, NEEDED } from './export-files.ts';
import { readExport } from './recording-csv.ts';

/** A file as a person chose it; it is read only now. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;
export type ExportRead = {
  readonly recordings: readonly Recording[];
  readonly problems: readonly BacktestProblem[];
  readonly notes: readonly BacktestNote[];
};

const MB = 1024 * 1024;
/** More than this cannot be held in a browser's memory as a table. */
const MOST_BYTES = 150 * MB;
/** How much of a wrong cell is quoted. */
const QUOTED = 60;

/** Which file of an export this is, by its name in any case; null where it is none. */
export function exportFileOf(name: string): ExportFile | null {
  const bare = name.trim().toLowerCase();
  return Object.hasOwn(EXPORT_FILES, bare) ? (bare as ExportFile) : null;
}

/**
 * Reads what was chosen. A file that cannot be read at all is told alone: what would be said of the others is its doing.
 * `most`: no file is larger than so many bytes.
 */
export async function readChosen(chosen: readonly ChosenFile[], most = MOST_BYTES): Promise<ExportRead> {
  const texts: Partial<Record<ExportFile, string>> = {};
  const unread: BacktestProblem[] = [];
  for (const file of chosen) {
    const name = exportFileOf(file.name);
    if (name === null) continue;
    const read = await textOf(file, most);
    if (typeof read !== 'string') unread.push(wholly(name, read));
    else if (read.trim() !== '') texts[name] = read;
    // A file that nobody needs is as good as absent when nothing stands in it.
    else if (NEEDED.has(name)) unread.push(wholly(name, phrase('backtest:wrong.empty')));
  }
  if (unread.length > 0) return { recordings: [], problems: unread, notes: [] };
  const { recordings, problems, notes } = readExport(texts);
  if (problems.length > 0) return { recordings, problems: problems.map(inWords), notes: [] };
  return { recordings, problems: tooLittle(recordings), notes: notes.map(noteInWords) };
}

const wholly = (file: ExportFile, say: Phrase): BacktestProblem => ({ file, row: 0, column: '', found: null, say });

/** The text of a file, or why there is none. */
async function textOf(file: ChosenFile, most: number): Promise<string | Phrase> {
  if (file.size > most) return phrase('backtest:wrong.tooLarge', { size: Math.ceil(file.size / MB), most: most / MB });
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // It was changed, moved or removed after it was chosen: a browser reads it no more.
    return phrase('backtest:wrong.unread');
  }
  if (isWorkbook(bytes)) return phrase('backtest:wrong.workbook');
  const text = textOfBytes(bytes);
  return /[\0\uFFFD]/.test(text) ? phrase('backtest:wrong.notText') : text;
}

/** Excel's own files: a ZIP, or Microsoft's compound file. */
function isWorkbook(bytes: ArrayBuffer): boolean {
  const [a, b, c, d] = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  return (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0);
}

function inWords({ file, row, column, found, expected }: ExportProblem): BacktestProblem {
  const say = phrase(`backtest:wrong.${expected}`);
  if (row === 0) return wholly(file, say);
  return { file, row, column, say, found: short(found) };
}
const short = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

function noteInWords(note: ExportNote): BacktestNote {
  const { say, ...values } = note;
  return {
    file: 'orders.csv',
    say: phrase(`backtest:note.${say}`, 'status' in values ? { ...values, status: short(values.status) } : values),
  };
}

/** A good export that says too little to be judged by. */
function tooLittle(recordings: readonly Recording[]): readonly BacktestProblem[] {
  if (recordings.length === 0) return [wholly('streams.csv', phrase('backtest:wrong.noStreams'))];
  const sold = recordings.some(({ sales }) => Object.keys(sales).length > 0);
  return sold ? [] : [wholly('orders.csv', phrase('backtest:wrong.noSales'))];
}
