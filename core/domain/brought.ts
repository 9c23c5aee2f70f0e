import type { Instant } from './instant.ts';

/** Files that a person has brought, and what consoles have counted, newest first: what each held, and when it came. */
export type Brought = {
  readonly history: readonly {
    readonly file: string;
    /** The channel; empty: of before it was asked for. */
    readonly of: string;
    readonly from: string;
    readonly to: string;
    readonly at: Instant;
    readonly skus: number;
    readonly units: number;
  }[];
  readonly funnels: readonly {
    readonly at: Instant;
    readonly listings: number;
    readonly rows: number;
    readonly by: 'console' | 'file';
    /** The stream that a console counted in; null of a file. */
    readonly of: string | null;
  }[];
};
