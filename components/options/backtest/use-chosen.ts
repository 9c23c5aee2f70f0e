import { useCallback, useState } from 'react';
import { useShop } from '../shop-context.ts';

type Chosen = { readonly files: ReadonlyMap<string, File>; readonly ignored: readonly string[] };

/** The files of an export as they come, one choice after another: the same file chosen again takes the place of the first. */
export function useChosen() {
  const { files: known, fileOf } = useShop().world.backtest;
  const [{ files, ignored }, setChosen] = useState<Chosen>({ files: new Map(), ignored: [] });
  const add = useCallback(
    (more: readonly File[]) =>
      setChosen(({ files: before }) => {
        const next = new Map(before);
        const unknown: string[] = [];
        for (const file of more) {
          const name = fileOf(file.name);
          if (name === null) unknown.push(file.name);
          else next.set(name, file);
        }
        return { files: next, ignored: unknown };
      }),
    [fileOf],
  );
  const remove = (name: string) =>
    setChosen((before) => ({ ...before, files: new Map([...before.files].filter(([one]) => one !== name)) }));
  const missing = known.filter(({ name, needed }) => needed && !files.has(name)).map(({ name }) => name);
  return { files, ignored, missing, add, remove };
}
