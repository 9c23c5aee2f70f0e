// biome-ignore-all lint/a11y/useSemanticElements: a virtualised table is made of positioned boxes; the elements of a table cannot be.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { SkuFacts } from '../../core/domain/settings.ts';
import { NO_SUPPLY } from '../../core/domain/supply.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { COLUMNS, type Column, readCell, shownIn } from './sku-cells.ts';
import type { PutSku } from './sku-changes.ts';
import { useUnsaved } from './unsaved.ts';

const ROW = 44;

type TableProps = {
  readonly rows: readonly SkuFacts[];
  readonly put: PutSku;
  readonly drop: (sku: string) => void;
  readonly onDetails: (sku: string) => void;
  readonly onWrong: (text: string) => void;
};

/** Any number of SKUs, a row each. A cell is saved when it is left or on Enter; Escape takes it back. */
export function SkuTable({ rows, put, drop, onDetails, onWrong }: TableProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const [inUse, setInUse] = useState<number | null>(null);
  /** What was typed and could not be taken, by cell: it stays, also while it is scrolled out of sight. */
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [typing, setTyping] = useState(false);
  useUnsaved([wrong, typing]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    // The row that is being typed in stays, or what is typed would go with it.
    rangeExtractor: (range: Range) => withRow(defaultRangeExtractor(range), inUse, rows.length),
  });
  async function commit(facts: SkuFacts, column: Column, text: string) {
    const cell = `${facts.sku} ${column}`;
    const read = readCell(column, text);
    const { [cell]: _, ...others } = wrong;
    setWrong(read.ok ? others : { ...others, [cell]: text });
    if (read.ok) await put(facts.sku, read.change);
    else onWrong(`${facts.sku}, ${say(`options:skus.column.${column}`)}: ${say.phrase(read.say)}`);
  }
  return (
    <div
      className="grid-scroll"
      ref={scroller}
      role="table"
      aria-rowcount={rows.length + 1}
      aria-label={say('options:skus.title')}
      onBlur={() => setInUse(null)}
    >
      <div className="grid-row head" role="row" tabIndex={-1}>
        <span role="columnheader" tabIndex={-1}>
          {say('options:skus.column.sku')}
        </span>
        {COLUMNS.map((name) => (
          <span key={name} role="columnheader" tabIndex={-1} className={name === 'title' || name === 'group' ? '' : 'num'}>
            {say(`options:skus.column.${name}`)}
          </span>
        ))}
        <span role="columnheader" tabIndex={-1} />
        <span role="columnheader" tabIndex={-1} />
      </div>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const facts = rows[index];
          if (facts === undefined) return null;
          return (
            <div
              key={facts.sku}
              className="grid-row"
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              data-row={index}
              style={{ position: 'absolute', top: start, height: ROW }}
              onFocus={() => setInUse(index)}
            >
              <span role="cell" dir="auto" className="clip" title={facts.sku}>
                {facts.sku}
              </span>
              {COLUMNS.map((column) => (
                <Cell
                  key={column}
                  column={column}
                  label={`${facts.sku} ${say(`options:skus.column.${column}`)}`}
                  saved={shownIn(facts, column)}
                  wrong={wrong[`${facts.sku} ${column}`]}
                  onTyping={setTyping}
                  commit={(text) => void commit(facts, column, text)}
                />
              ))}
              <button
                type="button"
                className="details"
                aria-label={say('options:sku.details', { sku: facts.sku })}
                title={say('options:sku.details', { sku: facts.sku })}
                onClick={() => onDetails(facts.sku)}
              >
                {say(hasDetails(facts) ? 'options:sku.hasDetails' : 'options:sku.noDetails')}
              </button>
              <RemoveRow sku={facts.sku} onRemove={() => drop(facts.sku)} />
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <p className="quiet pad">{say('options:skus.none')}</p>}
    </div>
  );
}

/** Whether anything was said of how it is bought and shipped, or any line is its own. */
function hasDetails({ supply = NO_SUPPLY, triggers = {} }: SkuFacts): boolean {
  const said = (Object.keys(NO_SUPPLY) as (keyof typeof NO_SUPPLY)[]).some((field) => supply[field] !== NO_SUPPLY[field]);
  return said || Object.keys(triggers).length > 0;
}

function withRow(indexes: number[], row: number | null, count: number): number[] {
  if (row === null || row >= count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}

type CellProps = {
  readonly column: Column;
  readonly label: string;
  readonly saved: string;
  readonly wrong: string | undefined;
  readonly onTyping: (typing: boolean) => void;
  readonly commit: (text: string) => void;
};
function Cell({ column, label, saved, wrong, onTyping, commit }: CellProps) {
  const input = useRef<HTMLInputElement>(null);
  const value = wrong ?? saved;
  useEffect(() => {
    // What was saved meanwhile shows, but never under the person's own typing.
    if (input.current !== null && input.current !== document.activeElement) input.current.value = value;
  }, [value]);
  return (
    <input
      ref={input}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      data-column={column}
      className={column === 'title' || column === 'group' ? '' : 'num'}
      inputMode={column === 'title' || column === 'group' ? 'text' : 'decimal'}
      defaultValue={value}
      onInput={() => onTyping(true)}
      onBlur={(event) => {
        onTyping(false);
        if (event.target.value !== saved || wrong !== undefined) commit(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') down(event.currentTarget, column);
        if (event.key !== 'Escape') return;
        event.currentTarget.value = saved;
        event.currentTarget.blur();
      }}
    />
  );
}

/** On to the same column of the next row, as in a spreadsheet; out of the table after the last. */
function down(input: HTMLInputElement, column: Column): void {
  const row = Number(input.closest<HTMLElement>('[data-row]')?.dataset.row);
  const table = input.closest('[role=table]');
  const next = table?.querySelector<HTMLInputElement>(`[data-row="${row + 1}"] [data-column=${column}]`);
  if (next) next.focus();
  else input.blur();
}

/** The first press asks, the second does it; looking elsewhere takes it back. */
function RemoveRow({ sku, onRemove }: { sku: string; onRemove: () => void }) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const what = `${say(asking ? 'options:removeSure' : 'options:remove')} ${sku}`;
  return (
    <button
      type="button"
      className={asking ? 'danger small sure' : 'danger small'}
      aria-label={what}
      title={what}
      onBlur={() => setAsking(false)}
      onClick={() => (asking ? onRemove() : setAsking(true))}
    >
      {asking ? '?' : '✕'}
    </button>
  );
}
