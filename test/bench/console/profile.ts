import type { CDPSession } from 'playwright-core';

/** Main-thread time by whose script it was, ms. */
export type Shares = {
  readonly ours: number;
  readonly page: number;
  readonly gc: number;
  readonly byFunction: ReadonlyMap<string, number>;
};
type Node = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly columnNumber: number };
  readonly children?: readonly number[];
};
type CpuProfile = {
  readonly nodes: readonly Node[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
};
type Whose = 'ours' | 'page' | 'gc' | 'none';
/** Fine enough to see what takes a tenth of a millisecond. */
const INTERVAL_US = 100;

export async function startProfile(cdp: CDPSession): Promise<() => Promise<Shares>> {
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await cdp.send('Profiler.start');
  return async () => {
    const { profile } = (await cdp.send('Profiler.stop')) as { profile: CpuProfile };
    await cdp.send('Profiler.disable');
    return sharesOf(profile);
  };
}

/** What a function of ours calls is ours, the browser's own functions included; so it is with the page's. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: CpuProfile): Shares {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const whose = new Map<number, Whose>();
  const visit = (node: Node, above: Whose): void => {
    const { functionName, url } = node.callFrame;
    const own = url.startsWith('chrome-extension:') ? 'ours' : url.startsWith('http') ? 'page' : above;
    const at = functionName === '(garbage collector)' ? 'gc' : own;
    whose.set(node.id, at);
    for (const child of node.children ?? []) {
      const below = byId.get(child);
      if (below !== undefined) visit(below, at);
    }
  };
  const [top] = nodes;
  if (top !== undefined) visit(top, 'none');
  const sums = { ours: 0, page: 0, gc: 0, none: 0 };
  const byFunction = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    // A sample stands for the time until the next one.
    const ms = (timeDeltas[index + 1] ?? 0) / 1_000;
    const of = whose.get(id) ?? 'none';
    sums[of] += ms;
    if (of !== 'ours') continue;
    const { functionName, columnNumber } = byId.get(id)?.callFrame ?? { functionName: '', columnNumber: 0 };
    const name = `${functionName}:${columnNumber}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + ms);
  }
  return { ...sums, byFunction };
}
