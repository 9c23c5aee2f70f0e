import type { ReactNode } from 'react';
import { UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';

export function Cell({ name, children }: { name: string; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: a cell of the virtualised treegrid; the row has the focus.
    <span role="gridcell" className={name}>
      {children}
    </span>
  );
}

/** A number and what it is of; unknown is never 0. */
export function Figure({ of, name, value, digits = 0 }: { of: string; name: string; value: number | null; digits?: number }) {
  const say = useSay();
  return (
    <Cell name={`figure ${of}`}>
      <span className="figure-name">{name}</span>
      <span className="num" title={value === null ? say('common:unknown') : undefined}>
        {value === null ? UNKNOWN_NUMBER : say.number(value, digits)}
      </span>
    </Cell>
  );
}
