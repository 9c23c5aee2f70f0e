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
