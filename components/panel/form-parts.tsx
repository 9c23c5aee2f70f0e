import { type ReactNode, useId } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Can, ListingRow, PanelView, VariantRow } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { arm } from './arm.ts';
import { Touches } from './confirm.tsx';
import { GateButton, type Gesture } from './gate-button.tsx';
import { usePanel } from './panel-context.ts';
import type { Armed } from './ui-store.ts';
import { useFire } from './use-fire.ts';

/** What the forms of release, limit and drip are made of. */
export type Of = { readonly armed: Armed; readonly row: ListingRow; readonly variant: VariantRow; readonly view: PanelView };
export function Cancel() {
  const say = useSay();
  const { ui } = usePanel();
  return (
    <button type="button" className="cancel" onClick={ui.disarm}>
      {say('common:cancel')}
    </button>
  );
}

type NumberProps = {
  readonly name: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly problem: Phrase | null;
  readonly first?: boolean;
};

/** One whole number, with what is wrong with it. The line of the problem is always there: nothing moves when it comes. */
export function NumberField({ name, typed, onType, problem, first = false }: NumberProps) {
  const say = useSay();
  const id = useId();
  const control = useFocused<HTMLInputElement>(first);
  return (
    <label className="number-field">
      <span>{name}</span>
      <input
        ref={control}
        inputMode="numeric"
        autoComplete="off"
        size={5}
        value={typed}
        aria-invalid={problem !== null}
        aria-describedby={id}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onType(event.target.value)}
      />
      <span id={id} className="number-problem" role="status">
        {problem === null ? '' : say.phrase(problem)}
      </span>
    </label>
  );
}

type Radio<T extends string> = { readonly value: T; readonly text: string; readonly why: string | null };
export function Radios<T extends string>({
  legend,
  value,
  options,
  onChoose,
}: {
  legend: string;
  value: T;
  options: readonly Radio<T>[];
  onChoose: (value: T) => void;
}) {
  return (
    <fieldset className="sort radios">
      <legend className="hidden">{legend}</legend>
      {options.map((each) => (
        <button
          key={each.value}
          type="button"
          aria-pressed={value === each.value}
          aria-disabled={each.why !== null}
          title={each.why ?? undefined}
          onClick={() => each.why === null && onChoose(each.value)}
        >
          {each.text}
        </button>
      ))}
    </fieldset>
  );
}

type ActProps = {
  readonly of: Of;
  readonly can: Can;
  readonly says: string;
  readonly n: number | null;
  readonly also?: Pick<Partial<Armed>, 'per' | 'drip'>;
  readonly problem: Phrase | null;
};

/** The confirm control of a form: it sends what the form says now. */
export function Act({ of: { armed }, can, says, n, also = {}, problem }: ActProps) {
  const say = useSay();
  const fire = useFire();
  const blocked = can.can ? problem : can.say;
  function confirm(gesture: Gesture) {
    if (n !== null && can.can) fire([{ ...armed, ...also, quantity: n, via: can.via ?? null }], gesture);
  }
  return (
    <div className="strip-acts">
      <Cancel />
      <GateButton
        gateKey={`${armed.key}|${n}|${also.per}|${also.drip?.by}|${also.drip?.everyMs}`}
        className={`confirm is-${armed.command}`}
        blocked={blocked === null ? null : say.phrase(blocked)}
        onPress={confirm}
      >
        {textOf(say, { n, can, says, command: armed.command })}
      </GateButton>
    </div>
  );
}

type Shown = Pick<ActProps, 'n' | 'can' | 'says'> & Pick<Armed, 'command'>;
function textOf(say: Say, { n, can, says, command }: Shown): string {
  if (n === null) return can.can ? says : say(`panel:act.${command}`);
  // A release adds to what stands there: what is to be typed is another number.
  const shown = command === 'release' ? `+${say.number(n)}` : say.number(n);
  return can.can && can.level === 'guide' ? say('panel:strip.showNumber', { n: shown }) : says;
}

/** Why it cannot be done at all; or by which way it will. */
const Way = ({ can }: { can: Can }) => {
  const say = useSay();
  return (
    <p className={can.can ? 'quiet' : 'strip-affects'} dir="auto">
      {!can.can && <Icon name="warn" />} {say.phrase(can.say)}
    </p>
  );
};

const KINDS = ['release', 'limit', 'drip'] as const;

/** From one form to another, for whoever came by the row's button and not by a key. */
function Tabs({ of: { armed, row, variant, view } }: { of: Of }) {
  const say = useSay();
  const { ui, newId } = usePanel();
  return (
    <fieldset className="sort tabs">
      <legend className="hidden">{say('panel:stock.title')}</legend>
      {KINDS.map((command) => (
        <button
          key={command}
          type="button"
          aria-pressed={armed.command === command}
          onClick={() => ui.arm([arm(view, row, variant, newId(), { command })])}
        >
          {say(`panel:act.${command}`)}
        </button>
      ))}
      {variant.stock.withheld > 0 && (
        <button
          type="button"
          aria-pressed={false}
          onClick={() => ui.arm([arm(view, row, variant, newId(), { command: 'restore' })])}
        >
          {say('panel:act.restore')}
        </button>
      )}
    </fieldset>
  );
}

export function FormText({ of, can, children }: { of: Of; can: Can; children: ReactNode }) {
  const { armed } = of;
  const says = { ...armed, levers: [] };
  return (
    <div className="strip-text">
      <Tabs of={of} />
      <Touches armed={[says]} />
      <Way can={can} />
      {children}
    </div>
  );
}
