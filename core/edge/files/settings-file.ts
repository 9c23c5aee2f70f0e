import * as v from 'valibot';
import { listingId } from '../../domain/listing.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SettingsBody, ShopSettings } from '../../domain/settings.ts';
import { profile } from '../console/profile-schema.ts';
import * as shapes from '../messages/schemas.ts';
import * as supply from '../messages/supply-schemas.ts';

const KIND = 'stockcue-settings';
const VERSION = 1;

/** One step of the file's shape, from version `to - 1`. To change the shape, raise VERSION and add a step here. */
type FileMigration = { readonly to: number; readonly settings: (settings: unknown) => unknown };
const MIGRATIONS: readonly FileMigration[] = [];

/** Rows of a settings file by section, in the order in which they are shown. */
export const SECTIONS = [
  'sources',
  'accounts',
  'streams',
  'skus',
  'listings',
  'modes',
  'shipments',
  'capacities',
  'sellings',
  'robots',
  'profiles',
  'guards',
] as const;
export type FileSection = (typeof SECTIONS)[number];
const ROW = {
  sources: shapes.sourceConfig,
  accounts: shapes.account,
  streams: shapes.stream,
  skus: shapes.skuFacts,
  listings: shapes.listing,
  modes: supply.mode,
  shipments: supply.shipment,
  capacities: supply.capacity,
  sellings: supply.selling,
  robots: supply.robot,
  profiles: profile,
  guards: shapes.guard,
};

export type SectionSummary = {
  readonly section: FileSection;
  readonly fresh: number;
  readonly changed: number;
  readonly same: number;
};
export type SettingsProblem = { readonly section: string; readonly row: number; readonly field: string; readonly say: Phrase };
export type SettingsImport = {
  /** What differs from what is set here; null where the file cannot be used at all. */
  readonly change: SettingsBody | null;
  readonly summary: readonly SectionSummary[];
  readonly preferences: boolean;
  /** A source that is set here would be read from elsewhere, with the key that is saved here. */
  readonly moved: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly problems: readonly SettingsProblem[];
};

const File = v.object({
  kind: v.literal(KIND),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  settings: v.looseObject({}),
});

/** All settings as a file. Secrets are no settings: none is among them. */
export function writeSettings(settings: ShopSettings): string {
  const rows = Object.fromEntries(SECTIONS.map((section) => [section, Object.values(settings[section])]));
  return `${JSON.stringify({ kind: KIND, version: VERSION, settings: { preferences: settings.preferences, ...rows } }, null, 2)}\n`;
}

/** What a file holds, checked row by row, against what is set here. Nothing that is set here is dropped by it. */
export function readSettings(text: string, before: ShopSettings): SettingsImport {
  const file = v.safeParse(File, parsed(text));
  if (!file.success) return refused(parsed(text) === undefined ? 'options:data.notJson' : 'options:data.notOurs');
  const settings = migrated(file.output.version, file.output.settings);
  if (settings === null) return refused('options:data.otherVersion');
  const problems: SettingsProblem[] = [];
  const summary: SectionSummary[] = [];
  const change: { -readonly [K in keyof SettingsBody]: SettingsBody[K] } = {};
  for (const section of SECTIONS) {
    const given = rowsOf(section, settings[section], problems);
    const rows = section === 'accounts' ? given.map((row) => disarmed(row, before)) : given;
    const known = before[section] as Readonly<Record<string, unknown>>;
    const stands = (row: Named) => Object.hasOwn(known, idOf(section, row));
    const differ = rows.filter((row) => !stands(row) || !same(row, known[idOf(section, row)]));
    const fresh = differ.filter((row) => !stands(row)).length;
    summary.push({ section, fresh, changed: differ.length - fresh, same: rows.length - differ.length });
    if (differ.length > 0) Object.assign(change, { [section]: differ });
  }
  const preferences = preferencesOf(settings.preferences, before, problems);
  if (preferences !== null) change.preferences = preferences;
  return { change, summary, preferences: preferences !== null, moved: movedBy(change, before), problems };
}

/** What was promoted in another browser was not promoted here: a file lets nothing be clicked, nor takes that back. */
function disarmed(row: Named & { readonly assist?: unknown }, { accounts }: ShopSettings): Named {
  const { assist: _, ...rest } = row;
  const { assist } = accounts[row.id ?? ''] ?? {};
  return assist === undefined ? rest : ({ ...rest, assist } as Named);
}

const refused = (key: string): SettingsImport => ({
  change: null,
  summary: [],
  preferences: false,
  moved: [],
  problems: [{ section: '', row: 0, field: '', say: phrase(key) }],
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** Null where it is of a later version than this one, or none leads here. */
function migrated(version: number, settings: unknown): Readonly<Record<string, unknown>> | null {
  if (version > VERSION) return null;
  let now = settings;
  for (let to = version + 1; to <= VERSION; to += 1) {
    const step = MIGRATIONS.find((one) => one.to === to);
    if (step === undefined) return null;
    now = step.settings(now);
  }
  return now as Readonly<Record<string, unknown>>;
}

type Named = {
  readonly id?: string;
  readonly sku?: string;
  readonly source?: string;
  readonly account?: string;
  readonly key?: string;
};
function rowsOf(section: FileSection, found: unknown, problems: SettingsProblem[]): readonly Named[] {
  if (found === undefined) return [];
  if (!Array.isArray(found)) {
    problems.push({ section, row: 0, field: '', say: phrase('options:data.noList') });
    return [];
  }
  return found.flatMap((each: unknown, index) => {
    const row = v.safeParse(ROW[section], each);
    if (row.success) return [row.output];
    problems.push({ section, row: index + 1, field: v.getDotPath(row.issues[0]) ?? '', say: phrase('options:data.badRow') });
    return [];
  });
}

const idOf = (section: FileSection, row: Named): string =>
  section === 'listings' ? listingId(row.account ?? '', row.key ?? '') : (row[NAMED_BY[section]] ?? '');
const NAMED_BY: Readonly<Record<FileSection, 'id' | 'sku' | 'source' | 'account'>> = {
  sources: 'id',
  accounts: 'id',
  streams: 'id',
  skus: 'sku',
  listings: 'account',
  modes: 'id',
  shipments: 'id',
  capacities: 'source',
  sellings: 'account',
  robots: 'id',
  profiles: 'id',
  guards: 'sku',
};

/** The name of this browser's user stays: a colleague's file makes nobody the colleague. */
function preferencesOf(found: unknown, before: ShopSettings, problems: SettingsProblem[]): ShopSettings['preferences'] | null {
  if (found === undefined) return null;
  const { success, output, issues } = v.safeParse(shapes.preferences, found);
  if (!success) {
    problems.push({ section: 'preferences', row: 0, field: v.getDotPath(issues[0]) ?? '', say: phrase('options:data.badRow') });
    return null;
  }
  const mine = { ...output, actorName: before.preferences.actorName || output.actorName };
  return same(mine, before.preferences) ? null : mine;
}

const movedBy = (change: SettingsBody, before: ShopSettings): SettingsImport['moved'] =>
  (change.sources ?? []).flatMap(({ id, address: to }) => {
    const known = before.sources[id];
    return known === undefined || known.address === to ? [] : [{ name: known.name || id, from: known.address, to }];
  });

/** Equal as files are: the order of an object's keys says nothing. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}
