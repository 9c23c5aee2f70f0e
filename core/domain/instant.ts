/** An instant: milliseconds since the epoch. Durations are milliseconds too, unless a name says otherwise. */
export type Instant = number;

/** An IANA zone name, for example `America/New_York`. */
export type Zone = string;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
