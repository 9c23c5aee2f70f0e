import { compile, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';
import { phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import { bad, good, type Outcome, type RowProblem } from '../../domain/problem.ts';
import { readNumber } from './number.ts';
import { problem } from './problems.ts';

export type Expression = (value: unknown) => unknown;

/** A JMESPath expression, compiled once; null where it is none. Source: jmespath.org. */
export function expression(text: string): Expression | null {
  try {
    const compiled = compile(text);
    return (value) => TreeInterpreter.search(compiled, value as JSONValue);
  } catch {
    return null;
  }
}

const COUNTS = ['sellable', 'onHand', 'reserved', 'unsellable', 'locked', 'awaitingPutaway'] as const;
const TEXTS = ['sku', 'location', 'title', 'ref'] as const;
const FIELDS: readonly string[] = [...COUNTS, ...TEXTS, 'onSale'];

export type Fields = Readonly<Record<string, Expression>>;

/** The fields of a row: a JSON object of expressions, with a SKU and a figure of stock. */
export function parseFields(text: string): Outcome<Fields> {
  const wrong = bad(problem('refused', phrase('source:json.badFields')));
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return wrong;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return wrong;
  const fields: Record<string, Expression> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!FIELDS.includes(name) || typeof value !== 'string') return wrong;
    const compiled = expression(value);
    if (compiled === null) return bad(problem('refused', phrase('source:json.badExpression', { field: name })));
    fields[name] = compiled;
  }
  const hasStock = fields.sellable !== undefined || fields.onHand !== undefined;
  return fields.sku !== undefined && hasStock ? good(fields) : wrong;
}

/** One row as a position; null where it names no SKU. What cannot be read is said by row and field, and the rest is used. */
export function readRow(row: unknown, index: number, fields: Fields, problems: RowProblem[]): Position | null {
  const text = (name: string): string | null => {
    const value = fields[name]?.(row);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : typeof value === 'number' ? String(value) : null;
  };
  const sku = text('sku');
  const name = sku ?? `#${index + 1}`;
  const say = (field: string, key: string, value: unknown): void => {
    problems.push({
      row: name,
      field,
      say: phrase(key, { row: name, field, value: JSON.stringify(value ?? null).slice(0, 60) }),
    });
  };
  if (sku === null) {
    say('sku', 'source:row.noSku', fields.sku?.(row));
    return null;
  }
  const count = (field: (typeof COUNTS)[number]): number | null => {
    const value = fields[field]?.(row) ?? null;
    if (value === null) return null;
    const read = readNumber(value);
    if (read === null) say(field, 'source:row.noNumber', value);
    else if (!Number.isInteger(read)) say(field, 'source:row.fraction', value);
    return read;
  };
  const flag = fields.onSale?.(row) ?? null;
  if (flag !== null && typeof flag !== 'boolean') say('onSale', 'source:row.unread', flag);
  return {
    sku,
    location: text('location') ?? '-',
    sellable: count('sellable'),
    onHand: count('onHand'),
    reserved: count('reserved'),
    unsellable: count('unsellable'),
    locked: count('locked'),
    awaitingPutaway: count('awaitingPutaway'),
    inbound: [],
    onSale: typeof flag === 'boolean' ? flag : null,
    ref: text('ref'),
    title: text('title'),
  };
}
