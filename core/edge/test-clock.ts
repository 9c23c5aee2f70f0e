const KEY = 'test.offset';
type Session = {
  get(key: string): Promise<Record<string, unknown>>;
  readonly onChanged: { addListener(listener: (changes: Record<string, { readonly newValue?: unknown }>) => void): void };
};

/** Test builds only: journeys move the worker's clock by writing `test.offset`, ms, into session storage. */
export function followTestClock(session: Session, move: (offsetMs: number) => void): Promise<void> {
  const follow = (offset: unknown) => {
    if (typeof offset === 'number') move(offset);
  };
  session.onChanged.addListener((changes) => follow(changes[KEY]?.newValue));
  return session.get(KEY).then((stored) => follow(stored[KEY]));
}
