import { useSay } from '../../i18n/use-phrase.tsx';
import { useShop } from '../shop-context.ts';

/** What the files must look like, column by column, and examples to begin from. */
export function FormOfFiles({ open }: { open: boolean }) {
  const say = useSay();
  const { world } = useShop();
  const { files, templates } = world.backtest;
  return (
    <details open={open} className="form-of-files">
      <summary>{say('backtest:form.title')}</summary>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('backtest:form.file')}</th>
              <th scope="col">{say('backtest:form.needs')}</th>
              <th scope="col">{say('backtest:form.may')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, needed, needs, may }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code> <span className="plain">{say(`backtest:form.${needed ? 'needed' : 'optional'}`)}</span>
                  <span className="quiet plain line">{say(`backtest:form.for.${name.replace('.csv', '')}`)}</span>
                </th>
                <td>
                  <Columns names={needs} />
                </td>
                <td>
                  <Columns names={may} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {['csv', 'time', 'order', 'planned'].map((note) => (
          <li key={note}>{say(`backtest:form.${note}`)}</li>
        ))}
      </ul>
      <div className="acts">
        {templates.map(({ name, text }) => (
          <button key={name} type="button" onClick={() => world.save(name, text())}>
            {say('backtest:form.template', { name })}
          </button>
        ))}
      </div>
    </details>
  );
}

const Columns = ({ names }: { names: readonly string[] }) =>
  names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <code>{name}</code>
    </span>
  ));
