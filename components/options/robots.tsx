import { useState } from 'react';
import { ROBOT_KINDS, type Robot, type RobotKind, robotSecret } from '../../core/domain/robot.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { EditList } from './edit-list.tsx';
import { ChoiceField, TextField, Told } from './field.tsx';
import { Form, FormEnd } from './form.tsx';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

/** Where each kind's webhooks usually live. Another host is allowed: some teams have a relay. */
const HOSTS: Readonly<Record<RobotKind, string>> = {
  feishu: 'open.feishu.cn',
  lark: 'open.larksuite.com',
  dingtalk: 'oapi.dingtalk.com',
  wecom: 'qyapi.weixin.qq.com',
  slack: 'hooks.slack.com',
};
/** Kinds that can sign what they are sent. */
const SIGNS: ReadonlySet<RobotKind> = new Set(['feishu', 'lark', 'dingtalk']);

/** The team's chat robots: plans and notices go there, when a person sends them. */
export function Robots() {
  const say = useSay();
  const { settings, world, withSecret } = useShop();
  const told = useTold();
  return (
    <section aria-labelledby="robots">
      <h2 id="robots">{say('options:robots.title')}</h2>
      <p className="quiet">{say('options:robots.about')}</p>
      <EditList
        rows={Object.values(settings.robots)}
        idOf={({ id }) => id}
        nameOf={({ name, id }) => name || id}
        describe={(robot) => <Described robot={robot} hasAddress={withSecret.includes(robotSecret(robot.id))} />}
        onRemove={({ id }) => void told.run(() => world.removeRobot(id))}
        form={(before, onDone) => <RobotForm before={before} onDone={onDone} />}
        add={say('options:robots.add')}
        none={say('options:robots.none')}
        told={told}
      />
    </section>
  );
}

function Described({ robot, hasAddress }: { robot: Robot; hasAddress: boolean }) {
  const say = useSay();
  const { world } = useShop();
  const { said, run, tell } = useTold();
  const test = async () => {
    const sent = await run(() => world.sendToRobot(robot.id, [say('options:robots.testLine', { name: robot.name })]));
    if (sent) tell(true, say('options:robots.sent'));
  };
  return (
    <>
      <p className="quiet">
        {say(`options:robots.kindIs.${robot.kind}`)} ·{' '}
        {say(hasAddress ? 'options:robots.addressSaved' : 'options:robots.noAddress')}
      </p>
      <button
        type="button"
        disabled={!hasAddress}
        aria-label={say('options:robots.testOf', { name: robot.name })}
        onClick={() => void test()}
      >
        {say('options:robots.test')}
      </button>
      <Told said={said} />
    </>
  );
}

type Typed = { readonly name: string; readonly kind: RobotKind; readonly address: string; readonly sign: string };
function wrongIn({ address, sign }: Typed): string | null {
  const typed = address.trim();
  if (typed === '') return sign.trim() === '' ? null : 'options:robots.signAlone';
  return URL.canParse(typed) && typed.startsWith('https://') ? null : 'options:robots.badAddress';
}
/** Null leaves the saved address as it is. */
function secretOf({ kind, address, sign }: Typed): Readonly<Record<string, string>> | null {
  const typed = SIGNS.has(kind) ? sign.trim() : '';
  if (address.trim() === '') return null;
  return typed === '' ? { address: address.trim() } : { address: address.trim(), sign: typed };
}

/** The browser asks for the robot's one host in the very click that saves it. */
function RobotForm({ before, onDone }: { before: Robot | null; onDone: () => void }) {
  const say = useSay();
  const { world, withSecret } = useShop();
  const { said, run, tell } = useTold();
  const [id] = useState(before?.id ?? world.newId());
  const hasAddress = withSecret.includes(robotSecret(id));
  const { fields, bind, put } = useFields({
    name: before?.name ?? '',
    kind: before?.kind ?? ('feishu' as RobotKind),
    address: '',
    sign: '',
  });
  const host = URL.canParse(fields.address.trim()) ? new URL(fields.address.trim()).host : null;

  async function save() {
    const problem = wrongIn(fields);
    if (problem !== null) return tell(false, say(problem));
    const address = fields.address.trim();
    // In the click itself, before any waiting.
    const asked = address === '' ? Promise.resolve(true) : world.grant([address]).catch(() => false);
    if (!(await asked)) return tell(false, say('options:sources.notGranted', { address: host ?? '' }));
    const robot: Robot = { id, name: fields.name.trim(), kind: fields.kind };
    if (!(await run(() => world.saveRobot(robot, secretOf(fields))))) return undefined;
    // What was typed is gone from the page once it is saved.
    put({ address: '', sign: '' });
    onDone();
    return undefined;
  }
  return (
    <Form label={say('options:robots.form')} onSubmit={save}>
      <TextField label={say('options:robots.name')} {...bind('name')} required />
      <ChoiceField
        label={say('options:robots.kind')}
        value={fields.kind}
        onChange={(kind) => put({ kind: ROBOT_KINDS.find((one) => one === kind) ?? 'feishu' })}
        choices={ROBOT_KINDS.map((one) => ({ id: one, name: say(`options:robots.kindIs.${one}`) }))}
      />
      <TextField
        label={say('options:robots.address')}
        help={hasAddress ? say('options:robots.addressKept') : say('options:robots.addressHelp', { host: HOSTS[fields.kind] })}
        type="password"
        {...bind('address')}
        required={!hasAddress}
      />
      {host !== null && host !== HOSTS[fields.kind] && (
        <p role="status" className="shut">
          {say('options:robots.otherHost', { host, usual: HOSTS[fields.kind] })}
        </p>
      )}
      {SIGNS.has(fields.kind) && (
        <TextField label={say('options:robots.sign')} help={say('options:robots.signHelp')} type="password" {...bind('sign')} />
      )}
      <FormEnd save={say('options:save')} said={said} onCancel={onDone} />
    </Form>
  );
}
