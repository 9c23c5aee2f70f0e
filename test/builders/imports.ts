import type { RecordedFile } from '../../core/domain/recorded.ts';
import type { ImportedRow, Imports } from '../../core/ports.ts';

/** Recordings from files, kept in memory. */
export function memoryImports(): Imports {
  const kept = new Map<string, { readonly row: ImportedRow; readonly file: RecordedFile }>();
  return {
    list: async () => [...kept.values()].map(({ row }) => row),
    get: async (stream) => kept.get(stream)?.file ?? null,
    put: async (row, file) => void kept.set(row.stream, { row: { ...row, bytes: JSON.stringify(file).length }, file }),
    remove: async (stream) => void kept.delete(stream),
  };
}
