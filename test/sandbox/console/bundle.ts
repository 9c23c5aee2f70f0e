import { join } from 'node:path';
import { build } from 'vite';

export type Bundle = { readonly script: string; readonly style: string };
let made: Promise<Bundle> | null = null;

/** The practice console for a browser; built once a process. */
export function bundlePage(): Promise<Bundle> {
  made ??= make();
  return made;
}

async function make(): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'practicePage', fileName: 'page' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (first === undefined || !('output' in first)) throw new Error('The practice console does not build.');
  const { output } = first;
  const script = output.find((part) => part.type === 'chunk')?.code;
  const style = output.find((part) => part.type === 'asset' && part.fileName.endsWith('.css'));
  if (script === undefined || style?.type !== 'asset') throw new Error('The practice console builds without script or style.');
  return { script, style: String(style.source) };
}
