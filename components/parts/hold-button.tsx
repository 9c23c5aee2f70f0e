import type { ReactNode } from 'react';
import { useHold } from './use-hold.ts';

type Props = { readonly onHeld: () => void; readonly className?: string; readonly children: ReactNode };

/** For what cannot be undone, on a page of our own: no other page can draw over it, so it needs no gate. */
export function HoldButton({ onHeld, className = '', children }: Props) {
  const { share, handlers } = useHold({ may: () => true, stands: () => true, done: onHeld });
  return (
    <button type="button" className={`hold ${className}`} {...handlers}>
      <span className="held" style={{ width: `${share * 100}%` }} />
      <span>{children}</span>
    </button>
  );
}
