import { DEFAULT_TRIGGERS, type SkuTriggers, type TriggerSettings } from '../../core/domain/trigger-settings.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { TextField } from './field.tsx';
import { CheckField } from './fields.tsx';
import { type readFields, typedNumber, typedPercent } from './reading.ts';

export type TriggerField = keyof TriggerSettings;
export type TypedTriggers = Readonly<Record<TriggerField, string | boolean>>;
/** Each number beside the trigger that compares with it. */
export const TRIGGER_GROUPS = {
  cover: ['coverDays'],
  schedule: ['scheduleMultiple', 'scheduleDays', 'scheduleStockAlone'],
  pulse: ['pulseMultiple', 'pulseUnits'],
  breakout: ['breakoutRise', 'breakoutChance'],
  stockOut: ['stockOutChance', 'stockOutMinutes'],
  capacity: ['capacityShare'],
  stalled: ['stalledChance'],
  stale: ['staleIntervals'],
  overstock: ['overstockDays'],
} as const satisfies Readonly<Record<string, readonly TriggerField[]>>;
export const TRIGGER_NAMES = Object.keys(TRIGGER_GROUPS) as (keyof typeof TRIGGER_GROUPS)[];
const PERCENT: ReadonlySet<TriggerField> = new Set([
  'stockOutChance',
  'breakoutRise',
  'breakoutChance',
  'capacityShare',
  'stalledChance',
]);
/** Above 100 % makes sense of these. */
const MORE: ReadonlySet<TriggerField> = new Set(['breakoutRise', 'capacityShare']);
/** What can be set for a SKU alone: all but what is the shop's own. */
export const SKU_FIELDS = (Object.keys(DEFAULT_TRIGGERS) as TriggerField[]).filter(
  (field) => field !== 'staleIntervals' && field !== 'capacityShare',
) as (keyof SkuTriggers)[];

export function typedTrigger(field: TriggerField, value: number | boolean | undefined): string | boolean {
  if (typeof value === 'boolean') return value;
  return PERCENT.has(field) ? typedPercent(value) : typedNumber(value);
}
export const typedTriggers = (triggers: TriggerSettings): TypedTriggers =>
  Object.fromEntries(
    (Object.keys(DEFAULT_TRIGGERS) as TriggerField[]).map((field) => [field, typedTrigger(field, triggers[field])]),
  ) as TypedTriggers;

/** The number that was typed; null where nothing was. */
export function triggerTyped(read: ReturnType<typeof readFields>, say: Say, field: TriggerField, typed: string, needed: boolean) {
  const label = say(`options:triggers.field.${field}`);
  if (PERCENT.has(field)) return read.percent(label, typed, { needed, most: MORE.has(field) ? 10_000 : 100 });
  if (field === 'staleIntervals') return read.number(label, typed, { needed, least: 1 });
  return read.number(label, typed, { needed, ...(field === 'scheduleDays' ? { most: 60 } : {}) });
}

export const triggerShown = (say: Say, field: TriggerField, value: number | boolean): string =>
  typeof value === 'boolean'
    ? say(value ? 'options:field.yes' : 'options:field.no')
    : PERCENT.has(field)
      ? `${typedPercent(value)} %`
      : say.number(value, 2);

type InputProps = {
  readonly field: TriggerField;
  readonly value: string | boolean;
  readonly help: string;
  readonly onChange: (value: string | boolean) => void;
  readonly placeholder?: string;
};
export function TriggerInput({ field, value, help, onChange, placeholder }: InputProps) {
  const say = useSay();
  const label = say(`options:triggers.field.${field}`);
  if (typeof value === 'boolean') return <CheckField label={label} help={help} value={value} onChange={onChange} />;
  return (
    <TextField
      label={label}
      help={help}
      value={value}
      onChange={onChange}
      inputMode="decimal"
      {...(placeholder === undefined ? {} : { placeholder })}
    />
  );
}
