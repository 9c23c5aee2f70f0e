import type { ViewContext } from '../../core/app/views.ts';

/** The stream `stream` of the account `acc`, drawn by the shop's own clock; no system can be told anything. */
export const aContext = (more: Partial<ViewContext> = {}): ViewContext => ({
  account: 'acc',
  stream: 'stream',
  choices: [],
  clock: { realAnchor: 0, anchor: 0, rate: 1 },
  notices: [],
  levers: {},
  ...more,
});
