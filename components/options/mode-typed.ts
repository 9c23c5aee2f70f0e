import { amountText } from '../../core/domain/money-text.ts';
import { LEAD_PARTS, type LeadPart, type Mode, type ModeKind, type Weekday } from '../../core/domain/shipping.ts';
import type { Say } from '../i18n/use-phrase.tsx';
import { placeId, placeOf } from './fields.tsx';
import { isZone } from './market-time.ts';
import type { ModeTemplate } from './mode-templates.ts';
import { readFields, typedNumber } from './reading.ts';

export type TypedPeak = {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly LeadPart[];
  readonly factor: string;
  readonly why: string;
};
export const NEW_PEAK: TypedPeak = { from: '', to: '', parts: ['main'], factor: '1.5', why: '' };

/** A mode as it is typed. */
export function typedMode(mode: Partial<Mode>, currency: string) {
  const { freight = null, cutOff = null, parts = {} } = mode;
  return {
    name: mode.name ?? '',
    kind: (mode.kind ?? 'seaSlow') as ModeKind,
    route: mode.route ?? '',
    to: mode.to == null ? '' : placeId(mode.to),
    from: mode.from == null ? '' : placeId(mode.from),
    parts: Object.fromEntries(
      LEAD_PARTS.map((part) => [part, { days: typedNumber(parts[part]?.days), spread: typedNumber(parts[part]?.spread) }]),
    ) as Record<LeadPart, { days: string; spread: string }>,
    hasCutOff: cutOff !== null,
    weekdays: (cutOff?.weekdays ?? []) as readonly Weekday[],
    time: cutOff?.time ?? '16:00',
    zone: cutOff?.zone ?? 'Asia/Shanghai',
    peaks: (mode.peaks ?? []).map((peak): TypedPeak => ({ ...peak, factor: String(peak.factor) })) as readonly TypedPeak[],
    by: (freight?.by ?? '') as '' | 'kg' | 'cbm' | 'unit',
    rate: freight === null ? '' : amountText(freight.rate),
    currency: freight?.rate.currency ?? currency,
    divisor: freight?.by === 'kg' ? String(freight.divisor) : '6000',
    minimum: freight?.minimum == null ? '' : amountText(freight.minimum),
    battery: mode.battery ?? false,
    liquid: mode.liquid ?? false,
  };
}
export type TypedMode = ReturnType<typeof typedMode>;

export const typedTemplate = ({ cutOff, ...template }: ModeTemplate, name: string): TypedMode =>
  typedMode(
    { ...template, name, cutOff: cutOff === null ? null : { ...cutOff, zone: 'Asia/Shanghai' } },
    template.freight.rate.currency,
  );

/** The mode that was typed, or what is wrong with it in words. */
export function modeOf(id: string, typed: TypedMode, say: Say): Mode | string {
  const read = readFields(say);
  const label = (name: string) => say(`options:modes.${name}`);
  const parts: Partial<Record<LeadPart, { days: number; spread: number }>> = {};
  for (const part of LEAD_PARTS) {
    const name = label(`part.${part}`);
    const days = read.number(name, typed.parts[part].days, { most: 1_000 });
    const spread = read.number(name, typed.parts[part].spread, { most: 1_000 });
    if (days !== null) parts[part] = { days, spread: spread ?? 0 };
    else if (spread !== null) read.wrong(say('options:modes.spreadAlone', { part: name }));
  }
  if (Object.keys(parts).length === 0) read.wrong(label('noDays'));
  if (typed.hasCutOff && !/^([01]\d|2[0-3]):[0-5]\d$/.test(typed.time)) read.wrong(label('badTime'));
  if (typed.hasCutOff && !isZone(typed.zone)) read.wrong(say('options:streams.badZone', { zone: typed.zone }));
  const peaks = typed.peaks.map((peak) => {
    const factor = read.number(label('factor'), peak.factor, { least: 0.01, most: 100, needed: true }) ?? 1;
    if (peak.from === '' || peak.to === '' || peak.to < peak.from) read.wrong(label('badPeak'));
    if (peak.parts.length === 0) read.wrong(label('noPeakPart'));
    return { ...peak, factor, why: peak.why.trim() };
  });
  const freight = freightOf(typed, read, say);
  if (typed.kind === 'transfer' && typed.from !== '' && typed.from === typed.to) read.wrong(label('sameWarehouse'));
  return (
    read.problem() ?? {
      id,
      name: typed.name.trim(),
      kind: typed.kind,
      route: typed.route.trim(),
      to: placeOf(typed.to),
      from: typed.kind === 'transfer' ? placeOf(typed.from) : null,
      parts,
      cutOff: typed.hasCutOff ? { weekdays: typed.weekdays, time: typed.time, zone: typed.zone } : null,
      peaks,
      freight,
      battery: typed.battery,
      liquid: typed.liquid,
    }
  );
}

function freightOf(typed: TypedMode, read: ReturnType<typeof readFields>, say: Say): Mode['freight'] {
  if (typed.by === '') return null;
  const rate = read.money(say('options:modes.rate'), typed.rate, typed.currency);
  const minimum = read.money(say('options:modes.minimum'), typed.minimum, typed.currency);
  if (rate === null) {
    read.wrong(say('options:field.needed', { field: say('options:modes.rate') }));
    return null;
  }
  if (typed.by !== 'kg') return { by: typed.by, rate, minimum };
  const divisor = read.number(say('options:modes.divisor'), typed.divisor, { least: 1, needed: true });
  return divisor === null ? null : { by: 'kg', rate, divisor, minimum };
}
