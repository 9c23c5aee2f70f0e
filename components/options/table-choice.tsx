import { type ReactNode, useState } from 'react';
import type { Table } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, Field, Told } from './field.tsx';
import { ChooseFile } from './import-preview.tsx';
import { useShop } from './shop-context.ts';
import type { useTold } from './use-told.ts';

export type ChosenTable = { readonly name: string; readonly table: Table };
type ChoiceProps = {
  readonly told: ReturnType<typeof useTold>;
  /** Whether a table has been chosen and is not done with. */
  readonly chosen: boolean;
  readonly onTable: (chosen: ChosenTable | null) => void;
  readonly buttons?: ReactNode;
  /** What the table holds, and what to do with it. */
  readonly children: ReactNode;
};
type Opened = {
  readonly name: string;
  readonly input: ArrayBuffer | string;
  readonly sheets: readonly string[];
  readonly sheet: string;
};

/** A table by file (CSV, TSV, XLSX) or pasted from a spreadsheet; of a workbook with several sheets, the one that is chosen. */
export function TableChoice({ told, chosen, onTable, buttons, children }: ChoiceProps) {
  const say = useSay();
  const { world } = useShop();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [pasting, setPasting] = useState(false);

  async function open(input: ArrayBuffer | string, name: string, sheet: string | null) {
    const read = await world.files.readTable(input, sheet);
    if (!read.ok) {
      onTable(null);
      return told.tell(false, say.phrase(read.say));
    }
    told.tell(true, '');
    setPasting(false);
    setOpened({ name, input, sheets: read.sheets, sheet: read.sheet ?? '' });
    return onTable({ name, table: read.table });
  }
  return (
    <div className="import">
      <div className="acts">
        <ChooseFile
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          onBytes={(bytes, name) => void open(bytes, name, null)}
          onFailed={() => told.tell(false, say('options:csv.unread'))}
        />
        <button type="button" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          {say('options:sheet.paste')}
        </button>
        {buttons}
      </div>
      {pasting && <Paste onText={(text) => void open(text, say('options:sheet.pasted'), null)} />}
      <Told said={told.said} />
      {chosen && opened !== null && (
        <div className="card" role="status">
          {opened.sheets.length > 1 && (
            <ChoiceField
              label={say('options:sheet.which')}
              value={opened.sheet}
              onChange={(sheet) => void open(opened.input, opened.name, sheet)}
              choices={opened.sheets.map((sheet) => ({ id: sheet, name: sheet }))}
            />
          )}
          {children}
        </div>
      )}
    </div>
  );
}

function Paste({ onText }: { onText: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  return (
    <div className="card">
      <Field label={say('options:sheet.pasteHere')} help={say('options:sheet.pasteHelp')}>
        {(id, helpId) => (
          <textarea id={id} rows={6} value={text} aria-describedby={helpId} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <div className="acts">
        <button type="button" className="main" disabled={text.trim() === ''} onClick={() => onText(text)}>
          {say('options:sheet.read')}
        </button>
      </div>
    </div>
  );
}
