import type { ReactNode } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import type { useTold } from './use-told.ts';

type PreviewProps<Found> = {
  /** What the browser's choice of a file shows. */
  readonly accept: string;
  readonly told: ReturnType<typeof useTold>;
  readonly found: Found | null;
  readonly onBytes: (bytes: ArrayBuffer) => void;
  readonly onExport: () => void;
  /** Buttons beside those two. */
  readonly children?: ReactNode;
  /** What the file holds, and the button that takes it over. */
  readonly sum: (found: Found) => ReactNode;
  readonly take: { readonly label: string; readonly disabled: boolean; readonly act: () => void };
  readonly onDrop: () => void;
};

/** A file is read and shown first. Only a second click takes it over. */
export function ImportPreview<Found>(props: PreviewProps<Found>) {
  const { accept, told, found, onBytes, onExport, children, sum, take, onDrop } = props;
  const say = useSay();
  return (
    <div className="import">
      <div className="acts">
        <ChooseFile accept={accept} onBytes={onBytes} onFailed={() => told.tell(false, say('options:csv.unread'))} />
        <button type="button" onClick={onExport}>
          {say('options:csv.export')}
        </button>
        {children}
      </div>
      <Told said={told.said} />
      {found !== null && (
        <div className="card" role="status">
          {sum(found)}
          <div className="acts">
            <button type="button" className="main" disabled={take.disabled} onClick={take.act}>
              {take.label}
            </button>
            <button type="button" onClick={onDrop}>
              {say('common:cancel')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

type ChooseProps = { accept: string; onBytes: (bytes: ArrayBuffer, name: string) => void; onFailed: () => void };
/** A button that opens the browser's own choice of a file. The same file can be chosen again after it was mended. */
export function ChooseFile({ accept, onBytes, onFailed }: ChooseProps) {
  const say = useSay();
  return (
    <label className="button">
      {say('options:csv.choose')}
      <input
        type="file"
        accept={accept}
        className="hidden-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          file?.arrayBuffer().then((bytes) => onBytes(bytes, file.name), onFailed);
        }}
      />
    </label>
  );
}
