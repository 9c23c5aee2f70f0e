import type { ServerResponse } from 'node:http';

/** Ways in which one write goes wrong on its way. What is in front of the dash is done by the platform, or is not. */
export const FAULTS = [
  'not-reset',
  'not-silent',
  'not-500',
  'not-html',
  'not-throttled',
  'not-forbidden',
  'done-reset',
  'done-silent',
  'done-500',
  'done-cut',
  'done-headersOnly',
  'done-empty',
  'done-noJson',
  'late-silent',
] as const;
export type Fault = (typeof FAULTS)[number];

/** How much later the platform does what nobody waits for any more, ms. */
export const LATE_MS = 700;

/** One write with its fault. */
export function faulty(fault: Fault, response: ServerResponse, commit: () => void, answer: () => void): void {
  if (fault.startsWith('done-')) commit();
  if (fault === 'late-silent') setTimeout(commit, LATE_MS);
  HOW[fault.slice(fault.indexOf('-') + 1)]?.(response, answer);
}

const json = { 'content-type': 'application/json' };
const HOW: Readonly<Record<string, (response: ServerResponse, answer: () => void) => void>> = {
  reset: (response) => void response.destroy(),
  // Nobody ever answers: the connector's own time-out ends it.
  silent: () => {},
  '500': (response) => void response.writeHead(500, json).end('{"errors":[{"message":"x"}]}'),
  html: (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
  throttled: (response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
  forbidden: (response) =>
    void response.writeHead(200, json).end('{"errors":[{"message":"x","extensions":{"code":"FORBIDDEN"}}],"data":null}'),
  cut(response) {
    response.writeHead(200, { ...json, 'content-length': '500' });
    response.write('{"data":{"updateProduct');
    response.socket?.end();
  },
  headersOnly(response) {
    response.writeHead(200, { ...json, 'content-length': '500' });
    response.flushHeaders();
    setImmediate(() => response.destroy());
  },
  empty: (response) => void response.writeHead(200, json).end(),
  noJson: (response) => void response.writeHead(200, json).end('ok'),
};
