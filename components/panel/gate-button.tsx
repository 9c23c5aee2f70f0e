import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { useHold } from '../parts/use-hold.ts';
import { GATE_MS } from './gate.ts';
import { useInSight } from './panel-context.ts';
import { useGate } from './use-gate.ts';

/** A person's press on a control in plain sight, as the worker is told of it. */
export type Gesture = {
  readonly trusted: boolean;
  readonly seenVisibleMs: number;
  readonly heldMs?: number;
  readonly preset?: boolean;
};

type Props = {
  /** What it would do: another key is another button, and is looked at anew. */
  readonly gateKey: string;
  readonly className: string;
  /** Why it cannot be pressed; null: it can. */
  readonly blocked?: string | null;
  /** What a screen reader says, where the text alone is too short. */
  readonly label?: string;
  readonly title?: string;
  /** Takes the focus when it comes. */
  readonly first?: boolean;
  readonly tabIndex?: number;
  readonly onPress: (gesture: Gesture) => void;
  readonly children: ReactNode;
};

/** Why the last press did nothing: the page showed the control otherwise or covered it; it was in sight too short a time. */
type Uncounted = 'uncounted' | 'early';

/** A press counts once it is known that the control stood in plain sight at its very moment. */
function useSure(gateKey: string) {
  const [{ of, state }, set] = useState<{ of: string; state: 'idle' | 'checking' | Uncounted }>({ of: gateKey, state: 'idle' });
  const setState = useCallback((next: typeof state) => set({ of: gateKey, state: next }), [gateKey]);
  const check = useCallback(
    (stood: Promise<boolean> | null, then: () => void) => {
      if (stood === null) return then();
      setState('checking');
      void stood.then((isSure) => {
        setState(isSure ? 'idle' : 'uncounted');
        if (isSure) then();
      });
    },
    [setState],
  );
  // What was missed on one button says nothing of the next that is drawn in its place.
  const now = of === gateKey ? state : 'idle';
  return {
    check,
    early: () => setState('early'),
    checking: now === 'checking',
    missed: now === 'checking' || now === 'idle' ? null : now,
  };
}

/** What it does; or that the last press was not counted, and why. */
function Text({ missed, children }: { missed: Uncounted | null; children: ReactNode }) {
  const say = useSay();
  return (
    <span className={missed === null ? 'confirm-text' : 'confirm-text uncounted'} role={missed === null ? undefined : 'alert'}>
      {missed === null ? children : say(`panel:strip.${missed}`)}
    </span>
  );
}

/** What a press and a hold have in common: when it may be pressed, and how the button looks until then. */
function useGated({
  gateKey,
  className,
  blocked = null,
  label,
  title,
  first = false,
  tabIndex,
}: Omit<Props, 'onPress' | 'children'>) {
  const control = useFocused<HTMLButtonElement>(first);
  const gate = useGate(control, gateKey);
  const sure = useSure(gateKey);
  const isOpen = gate.open && blocked === null && !sure.checking;
  const isEarly = blocked === null && !sure.checking && !gate.open;
  // Once it is open it says again what it does.
  const missed = sure.missed === 'early' && gate.open ? null : sure.missed;
  const button = {
    ref: control,
    type: 'button',
    className,
    'aria-disabled': !isOpen,
    'aria-label': label,
    title: blocked ?? title,
    tabIndex,
  } as const;
  const bar = blocked === null && <span className="gate" style={{ width: `${gate.share * 100}%` }} />;
  return { gate, sure, isOpen, isEarly, missed, button, bar };
}

/** A button that acts: it has to have been really visible and unmoved for half a second, and a person's hand presses it. */
export function GateButton({ onPress, children, ...props }: Props) {
  const { gate, sure, isOpen, isEarly, missed, button, bar } = useGated(props);
  function press({ nativeEvent }: MouseEvent) {
    const seenVisibleMs = Math.floor(gate.read(nativeEvent));
    const { isTrusted: trusted } = nativeEvent;
    if (isEarly && trusted) sure.early();
    if (!isOpen || seenVisibleMs < GATE_MS || !trusted) return;
    sure.check(gate.stood(), () => onPress({ trusted, seenVisibleMs }));
  }
  // A held key repeats: only a fresh press counts.
  const fresh = (event: KeyboardEvent) => event.repeat && event.preventDefault();
  return (
    <button {...button} onKeyDown={fresh} onClick={press}>
      {bar}
      <Text missed={missed}>{children}</Text>
    </button>
  );
}

/** A gate for what is no command, but does or decides something all the same. */
export function SureButton({ onPress, className = '', ...props }: Omit<Props, 'className'> & { className?: string }) {
  const inSight = useInSight();
  return <GateButton {...props} className={`sure ${className}`} onPress={(gesture) => inSight(() => onPress(gesture))} />;
}

/** The same, held down for most of a second; let go early, covered or moved it does nothing. */
export function HoldButton({ onPress, children, ...props }: Props) {
  const { gate, sure, isOpen, missed, button, bar } = useGated(props);
  const { share, handlers } = useHold({
    may: (by, trusted) => isOpen && trusted && gate.now(by) >= GATE_MS,
    // In plain sight for half a second before, and all the while.
    stands: (by, heldMs) => Math.floor(gate.now(by)) >= GATE_MS + heldMs - 2,
    done: (by, heldMs) => {
      const seenVisibleMs = Math.floor(gate.now(by));
      sure.check(gate.stood(), () => onPress({ trusted: true, seenVisibleMs, heldMs }));
    },
  });
  return (
    <button {...button} className={`${props.className} hold`} {...handlers}>
      {bar}
      <span className="held" style={{ width: `${share * 100}%` }} />
      <Text missed={missed}>{children}</Text>
    </button>
  );
}
