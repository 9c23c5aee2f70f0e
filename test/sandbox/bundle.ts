import { dirname } from 'node:path';
import { build } from 'vite';

export type Bundle = { readonly script: string; readonly style: string };
const made = new Map<string, Promise<Bundle>>();

/** A page's script for a browser, with its style if it has one; built once a process. */
export function bundle(entry: string): Promise<Bundle> {
  const known = made.get(entry) ?? make(entry);
  made.set(entry, known);
  return known;
}

async function make(entry: string): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: dirname(entry),
    publicDir: false,
    // Whoever runs this may be a test: pages are built as they are served.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['iife'], name: 'sandboxPage', fileName: 'page' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (first === undefined || !('output' in first)) throw new Error(`The page does not build: ${entry}`);
  const script = first.output.find((part) => part.type === 'chunk')?.code;
  const style = first.output.find((part) => part.type === 'asset' && part.fileName.endsWith('.css'));
  if (script === undefined) throw new Error(`The page builds without a script: ${entry}`);
  return { script, style: style?.type === 'asset' ? String(style.source) : '' };
}
