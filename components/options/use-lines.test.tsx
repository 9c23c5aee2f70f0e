// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useLines } from './use-lines.ts';

afterEach(cleanup);

function Lines() {
  const [lines, setLines] = useState<readonly { readonly sku: string }[]>([{ sku: 'A' }, { sku: 'B' }, { sku: 'C' }]);
  const { rows, add } = useLines(lines, setLines);
  return (
    <>
      {rows.map(({ name, line, put, remove }) => (
        <p key={name}>
          <input defaultValue={line.sku} onBlur={({ target }) => put({ sku: target.value })} />
          <button type="button" onClick={remove}>
            remove {line.sku}
          </button>
        </p>
      ))}
      <button type="button" onClick={() => add({ sku: 'new' })}>
        add
      </button>
    </>
  );
}

const shown = () => screen.getAllByRole<HTMLInputElement>('textbox').map(({ value }) => value);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('takes away the line that is named, and leaves what is typed in the others where it is', () => {
  render(<Lines />);
  const [, , last] = screen.getAllByRole('textbox');
  fireEvent.change(last ?? document.body, { target: { value: 'C, typed' } });
  press('remove B');
  expect(shown()).toEqual(['A', 'C, typed']);
  press('add');
  press('remove A');
  expect(shown()).toEqual(['C, typed', 'new']);
});
