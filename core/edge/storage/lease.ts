import type { Lease } from '../../ports.ts';

/** The lease while there is one browser: it may do everything. */
export const soleLease: Lease = { mayPoll: async () => true, mayAct: async () => true };
