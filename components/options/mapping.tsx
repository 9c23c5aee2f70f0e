import { useCallback, useMemo, useState } from 'react';
import type { AccountId } from '../../core/domain/ids.ts';
import type { Listing } from '../../core/domain/listing.ts';
import type { Mapping as MappingRead, MappingRow } from '../../core/domain/mapping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, NoAnswer } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

const SHOWN = 100;
const NOTHING: MappingRead = { rows: [], skus: [] };
type Which = 'open' | 'all';

/** What the account's page shows now, read anew whenever the mapping changes. */
export function useMapping(account: AccountId) {
  const { world, settings } = useShop();
  const ask = useCallback(() => world.mapping(account), [world, account]);
  const { value, failed, again } = useAnswer(ask, settings.listings);
  return { mapping: value ?? NOTHING, failed, reload: again };
}

type Props = {
  readonly mapping: MappingRead;
  /** It could not be read: an empty one says nothing. */
  readonly failed: boolean;
  readonly busy: boolean;
  readonly onReload: () => void;
  readonly onTake: (listings: readonly Listing[]) => void;
  /** By hand, beginning with this. */
  readonly onEdit: (start: Listing) => void;
  readonly account: AccountId;
};

/** The links on the page, those first of which nobody knows, or nobody can be sure, what they use up. */
export function MappingTable({ mapping, failed, busy, onReload, onTake, onEdit, account }: Props) {
  const say = useSay();
  const [which, setWhich] = useState<Which>('open');
  const [search, setSearch] = useState('');
  const open = mapping.rows.filter(needsLook);
  const sure = open.flatMap(({ proposal }) => (proposal?.sure ? [proposal.listing] : []));
  const words = search.trim().toLowerCase();
  const found = useMemo(
    () => (which === 'open' ? mapping.rows.filter(needsLook) : mapping.rows).filter((row) => wordsOf(row).includes(words)),
    [mapping, which, words],
  );
  return (
    <section aria-labelledby="mapping">
      <h3 id="mapping">{say('options:mapping.title')}</h3>
      {failed ? (
        <NoAnswer />
      ) : (
        <p className="quiet">
          {mapping.rows.length === 0
            ? say('options:mapping.none')
            : say('options:mapping.counts', { all: mapping.rows.length, open: open.length })}
        </p>
      )}
      <div className="acts">
        {mapping.rows.length > 0 && (
          <>
            <ChoiceField
              label={say('options:mapping.show')}
              value={which}
              onChange={(next) => setWhich(next === 'all' ? 'all' : 'open')}
              choices={[
                { id: 'open', name: say('options:mapping.open') },
                { id: 'all', name: say('options:mapping.all') },
              ]}
            />
            <input
              type="search"
              aria-label={say('options:mapping.search')}
              placeholder={say('options:mapping.search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </>
        )}
        <button type="button" onClick={onReload}>
          {say('options:mapping.reload')}
        </button>
        {sure.length > 0 && (
          <button type="button" className="main" disabled={busy} onClick={() => onTake(sure)}>
            {say('options:mapping.takeSure', { count: sure.length })}
          </button>
        )}
      </div>
      <ul className="cards">
        {found.slice(0, SHOWN).map((row) => (
          <Row key={row.key} row={row} busy={busy} onTake={onTake} onEdit={() => onEdit(startOf(row, account))} />
        ))}
      </ul>
      {found.length > SHOWN && <p className="quiet">{say('options:listings.moreFound', { n: found.length - SHOWN })}</p>}
    </section>
  );
}

function Row({
  row,
  busy,
  onTake,
  onEdit,
}: Pick<Props, 'busy' | 'onTake'> & { readonly row: MappingRow; readonly onEdit: () => void }) {
  const say = useSay();
  const { key, link, title, code, onPage, mapped, doubt, proposal } = row;
  const name = [link === null ? '' : say('panel:strip.link', { n: link }), title || key].filter(Boolean).join(' ');
  return (
    <li className="card row">
      <div>
        <strong dir="auto">{name}</strong>
        <p className="quiet" dir="auto">
          {[key, code === null ? '' : say('options:mapping.code', { code }), onPage ? '' : say('panel:row.notOnPage')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p dir="auto">{mapped === null ? say('options:mapping.unmapped') : usesOf(mapped)}</p>
        {doubt !== null && (
          <p className="is-bad" role="note">
            {say('panel:row.doubtful')}: {say.phrase(doubt)}
          </p>
        )}
        {proposal !== null && (
          <p className="quiet" dir="auto">
            {say.phrase(proposal.why)} <bdi>{usesOf(proposal.listing)}</bdi>
          </p>
        )}
      </div>
      <div className="acts">
        {proposal !== null && (
          <button type="button" disabled={busy} onClick={() => onTake([proposal.listing])}>
            {say('options:mapping.take')}
          </button>
        )}
        {mapped !== null && code !== null && doubt?.key === 'core:mapping.otherCode' && (
          <button type="button" disabled={busy} onClick={() => onTake([{ ...mapped, checkedCode: code }])}>
            {say('options:mapping.isRight')}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onEdit}>
          {say(mapped === null ? 'options:mapping.byHand' : 'options:edit')}
        </button>
      </div>
    </li>
  );
}

const needsLook = ({ mapped, doubt }: MappingRow): boolean => mapped === null || doubt !== null;
const usesOf = ({ variants }: Listing): string =>
  variants.map(({ components }) => components.map((one) => `${one.unitsPerSale} × ${one.sku}`).join(' + ')).join(', ');
const startOf = ({ key, title, mapped, proposal }: MappingRow, account: AccountId): Listing =>
  mapped ?? proposal?.listing ?? { account, key, title, variants: [] };
const wordsOf = ({ key, link, title, code, mapped }: MappingRow): string =>
  `${key} ${link ?? ''} ${title} ${code ?? ''} ${mapped === null ? '' : usesOf(mapped)}`.toLowerCase();
