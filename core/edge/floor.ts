const NAME = 'floor';
type Alarms = {
  get(name: string): Promise<unknown>;
  create(name: string, info: { periodInMinutes: number }): void | Promise<void>;
};

/** The alarm each minute that wakes a worker whom nobody watches. Asked for first: making it anew would set its minute back. */
export async function keepFloor(alarms: Alarms): Promise<void> {
  const known = await alarms.get(NAME);
  // Firefox says undefined, Chromium too; an older one said null.
  if (known === undefined || known === null) await alarms.create(NAME, { periodInMinutes: 1 });
}
