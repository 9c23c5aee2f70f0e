/**
 * The one place that reports a defect. An error's own words may carry an address or a key, so they are not printed:
 * where it happened, what kind it is, and the places in our own code.
 */
export function report(where: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s*at |@\S*-extension:/.test(line));
  console.error(`stockcue: ${where}: ${name}`, frames.slice(0, 8).join('\n'));
}

/** Counts what was refused, and says so at the 1st, 10th, 100th time: a hostile page must not fill the console. */
export function createRefusals(): (why: string) => void {
  const counts = new Map<string, number>();
  return (why) => {
    const count = (counts.get(why) ?? 0) + 1;
    counts.set(why, count);
    if (Number.isInteger(Math.log10(count))) console.warn(`stockcue: refused: ${why} (${count})`);
  };
}
