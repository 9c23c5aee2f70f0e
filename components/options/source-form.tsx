import { useState } from 'react';
import type { ConnectorField, ConnectorInfo } from '../../core/domain/connector.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Role, SourceConfig } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Words } from './check-words.tsx';
import { ChoiceField, Field, TextField, Told } from './field.tsx';
import { Form } from './form.tsx';
import { type CheckWords, useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

type Draft = Readonly<Record<string, string>>;

function firstDraft(connector: ConnectorInfo | undefined, before: SourceConfig | null): Draft {
  const draft: Record<string, string> = {};
  for (const field of connector?.fields ?? []) {
    const kept = field.id === 'address' ? before?.address : before?.options[field.id];
    draft[field.id] = field.type === 'secret' ? '' : textOf(kept ?? field.initial ?? '');
  }
  return draft;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Adds or changes a source. The browser asks for its one host in the very click that saves it; then it is checked, in words. */
export function SourceForm({ before, onDone }: { before: SourceConfig | null; onDone: () => void }) {
  const say = useSay();
  const { world, withSecret } = useShop();
  const { said, run, tell } = useTold();
  const [kind, setKind] = useState(before?.connector ?? world.connectors[0]?.id ?? '');
  const connector = world.connectors.find((one) => one.id === kind);
  const [id] = useState(before?.id ?? world.newId());
  const [name, setName] = useState(before?.name ?? '');
  const [role, setRole] = useState<Role>(before?.role ?? connector?.roles[0] ?? 'warehouse');
  const [lag, setLag] = useState(String(before?.lagMinutes ?? connector?.lagMinutes ?? 0));
  const [draft, setDraft] = useState<Draft>(() => firstDraft(connector, before));
  const [words, setWords] = useState<CheckWords | 'asking' | null>(null);
  const kept = useUnsaved([kind, name, role, lag, draft]);

  function choose(next: string) {
    const chosen = world.connectors.find((one) => one.id === next);
    setKind(next);
    setRole(chosen?.roles[0] ?? 'warehouse');
    setLag(String(chosen?.lagMinutes ?? 0));
    setDraft(firstDraft(chosen, null));
  }
  async function save() {
    if (connector === undefined) return;
    const address = (draft.address ?? '').trim();
    if (address !== '' && !isWebAddress(address)) return tell(false, say('options:sources.badAddress'));
    // First of all, in the click itself: a browser that waits asks no more.
    const asked = address === '' ? Promise.resolve(true) : world.grant([address]);
    setWords(null);
    if (!(await asked.catch(() => false))) return tell(false, say('options:sources.notGranted', { address }));
    const config = configOf(connector, { id, name, role, lag, draft, address });
    if (!(await run(() => world.saveSource(config, secretOf(connector, draft))))) return undefined;
    // What was typed as a key is gone from the page once it is saved.
    const plain = { ...draft, ...Object.fromEntries(secretsOf(connector).map((field) => [field.id, ''])) };
    setDraft(plain);
    kept([kind, name, role, lag, plain]);
    setWords('asking');
    setWords(await world.check(id).catch(failed));
    return undefined;
  }
  return (
    <Form label={say('options:sources.form')} onSubmit={save}>
      <ChoiceField
        label={say('options:sources.kind')}
        value={kind}
        onChange={choose}
        choices={world.connectors.map((one) => ({ id: one.id, name: say.phrase(one.name) }))}
      />
      <TextField label={say('options:sources.name')} value={name} onChange={setName} required />
      <ChoiceField
        label={say('options:sources.role')}
        help={say('options:sources.roleHelp')}
        value={role}
        onChange={(next) => setRole(next as Role)}
        choices={(connector?.roles ?? []).map((one) => ({ id: one, name: say(`common:role.${one}`) }))}
      />
      {role !== 'warehouse' && connector?.tellsOrders !== true && <p className="quiet">{say('options:sources.noOrders')}</p>}
      {(connector?.fields ?? []).map((field) => (
        <ConnectorInput
          key={field.id}
          field={field}
          value={draft[field.id] ?? ''}
          kept={field.type === 'secret' && withSecret.includes(id)}
          onChange={(value) => setDraft({ ...draft, [field.id]: value })}
        />
      ))}
      <TextField
        label={say('options:sources.lag')}
        help={say('options:sources.lagHelp')}
        type="number"
        min={0}
        value={lag}
        onChange={setLag}
      />
      <div className="acts">
        <button type="submit" className="main">
          {say('options:sources.save')}
        </button>
        <button type="button" onClick={onDone}>
          {say(words === null ? 'common:cancel' : 'common:close')}
        </button>
      </div>
      <Told said={said} />
      {words === 'asking' && <p role="status">{say('options:sources.checking')}</p>}
      {words !== null && words !== 'asking' && <Words words={words} />}
    </Form>
  );
}

type InputProps = { field: ConnectorField; value: string; kept: boolean; onChange: (value: string) => void };
function ConnectorInput({ field, value, kept, onChange }: InputProps) {
  const say = useSay();
  const help = kept ? say('options:sources.keyKept') : field.help === null ? null : say.phrase(field.help);
  const label = say.phrase(field.label);
  if (field.type === 'choice') {
    return (
      <ChoiceField
        label={label}
        help={help}
        value={value}
        onChange={onChange}
        choices={(field.choices ?? []).map((one) => ({ id: one, name: one }))}
      />
    );
  }
  if (field.type === 'json') {
    return (
      <Field label={label} help={help}>
        {(id, helpId) => (
          <textarea
            id={id}
            rows={3}
            value={value}
            spellCheck={false}
            required={field.required}
            aria-describedby={helpId}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    );
  }
  const type = field.type === 'secret' ? 'password' : field.type;
  return <TextField label={label} help={help} type={type} value={value} onChange={onChange} required={field.required && !kept} />;
}

type Filled = { id: string; name: string; role: Role; lag: string; draft: Draft; address: string };
function configOf(connector: ConnectorInfo, { id, name, role, lag, draft, address }: Filled): SourceConfig {
  const plain = connector.fields.filter((field) => field.type !== 'secret' && field.id !== 'address');
  const options = Object.fromEntries(
    plain.map((field) => [field.id, (draft[field.id] ?? '').trim()]).filter(([, value]) => value !== ''),
  );
  return {
    id,
    connector: connector.id,
    name: name.trim(),
    role,
    address,
    options,
    lagMinutes: Math.max(0, Math.floor(Number(lag) || 0)),
  };
}

const secretsOf = (connector: ConnectorInfo): readonly ConnectorField[] =>
  connector.fields.filter((field) => field.type === 'secret');

/** Null leaves the saved key as it is. */
function secretOf(connector: ConnectorInfo, draft: Draft): Readonly<Record<string, string>> | null {
  const typed = secretsOf(connector).filter((field) => (draft[field.id] ?? '') !== '');
  return typed.length === 0 ? null : Object.fromEntries(typed.map((field) => [field.id, draft[field.id] ?? '']));
}

const isWebAddress = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
const failed = (failure: { say?: Phrase }): CheckWords => ({
  ok: false,
  lines: [{ ok: false, say: failure.say ?? { key: 'options:failed' } }],
  rows: [],
});
