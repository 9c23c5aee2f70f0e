import { useState } from 'react';
import { type Listing, listingId } from '../../core/domain/listing.ts';
import type { Mapping } from '../../core/domain/mapping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField } from './field.tsx';
import { Form, FormEnd } from './form.tsx';
import { EMPTY_LINE, type ListingLine, linesOf, type ReadLines, variantsOf } from './listing-lines.ts';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useLines } from './use-lines.ts';
import { useTold } from './use-told.ts';

type FormProps = {
  readonly account: string;
  readonly before: Listing | null;
  /** To search in, beside the seller's own. */
  readonly skus?: Mapping['skus'];
  readonly onDone: () => void;
};

/** One listing: a line a component, as in the file. */
export function ListingForm({ account, before, skus = [], onDone }: FormProps) {
  const say = useSay();
  const { world, settings } = useShop();
  const { said, run, tell } = useTold();
  const [key, setKey] = useState(before?.key ?? '');
  const [title, setTitle] = useState(before?.title ?? '');
  const [lines, setLines] = useState<readonly ListingLine[]>(() => firstLines(before));
  useUnsaved([key, title, lines]);
  const allSkus = skus.length > 0 ? skus : Object.values(settings.skus);
  const { rows, add } = useLines(lines, setLines);

  async function save() {
    const read: ReadLines = variantsOf(lines);
    if (!read.ok) return tell(false, say('options:listings.badLine', { n: read.line, why: say.phrase(read.say) }));
    const known = before === null && Object.hasOwn(settings.listings, listingId(account, key.trim()));
    if (known) return tell(false, say('options:listings.known', { key: key.trim() }));
    const listing: Listing = { account, key: key.trim(), title: title.trim(), variants: read.variants };
    if (await run(() => world.change({ listings: [listing] }))) onDone();
    return undefined;
  }
  return (
    <Form label={say('options:listings.form')} wide onSubmit={save}>
      {before === null ? (
        <TextField
          label={say('options:listings.key')}
          help={say('options:listings.keyHelp')}
          value={key}
          onChange={setKey}
          required
        />
      ) : (
        <h3 dir="auto">{key}</h3>
      )}
      <TextField label={say('options:listings.name')} value={title} onChange={setTitle} />
      <datalist id="listing-skus">
        {allSkus.map((one) => (
          <option key={one.sku} value={one.sku} label={one.title} />
        ))}
      </datalist>
      <table className="lines">
        <thead>
          <tr>
            {(['variant', 'variantTitle', 'sku', 'units'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`options:listings.column.${name}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name: id, line, put, remove }, index) => (
            <tr key={id}>
              {(['variant', 'variantTitle', 'sku', 'units'] as const).map((name) => (
                <td key={name}>
                  <input
                    value={line[name]}
                    list={name === 'sku' ? 'listing-skus' : undefined}
                    inputMode={name === 'units' ? 'numeric' : 'text'}
                    aria-label={say('options:listings.cell', { column: say(`options:listings.column.${name}`), n: index + 1 })}
                    onChange={(event) => put({ [name]: event.target.value })}
                  />
                </td>
              ))}
              <td>
                <button
                  type="button"
                  className="small"
                  aria-label={say('options:listings.removeLine', { n: index + 1 })}
                  disabled={lines.length === 1}
                  onClick={remove}
                >
                  ✕
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{say('options:listings.linesHelp')}</p>
      <FormEnd save={say('options:save')} said={said} onCancel={onDone}>
        <button type="button" onClick={() => add({ ...EMPTY_LINE, ...lastVariant(lines) })}>
          {say('options:listings.addLine')}
        </button>
      </FormEnd>
    </Form>
  );
}

const firstLines = (before: Listing | null): readonly ListingLine[] =>
  before === null || before.variants.length === 0 ? [EMPTY_LINE] : linesOf(before);

/** The next component is most often of the same variant. */
function lastVariant(lines: readonly ListingLine[]): Partial<ListingLine> {
  const last = lines.at(-1);
  return last === undefined ? {} : { variant: last.variant, variantTitle: last.variantTitle };
}
