const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 5',
  down: 'M8 3v9M4 8.5L8 12.5l4-4',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.6M8 12.6v.1',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9l7.5-4.5z',
  warn: 'M8 2.5l6 11H2zM8 6.5v3.4M8 11.8v.1',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 5v3.2l2.2 1.6',
  pin: 'M6 2.5h4l-.6 4 2.1 2.2H4.5l2.1-2.2zM8 8.7v4.8',
  right: 'M6 3.5L10.5 8 6 12.5',
  open: 'M3.5 6L8 10.5 12.5 6',
  ring: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3',
  arrow: 'M2.5 8h10M9 4.5L12.5 8 9 11.5',
  plus: 'M8 3.5v9M3.5 8h9',
  hand: 'M6 13.5L3.5 9l1.4-.8L6 9.6V3.5h1.6V8h1V6h1.5v2.4h1V7h1.4v4l-1.2 2.5z',
  drop: 'M8 2.5c2.4 3 3.8 5 3.8 7a3.8 3.8 0 0 1-7.6 0c0-2 1.4-4 3.8-7',
  chart: 'M2.5 13.5h11M4 11l3-4 2.5 2L13 4',
} as const;
export type IconName = keyof typeof PATHS;

/** A shape beside a word, never instead of one. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
