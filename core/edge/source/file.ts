import { FILE_CONNECTOR, GOOD_HOURS } from '../../domain/file-source.ts';
import { phrase } from '../../domain/phrase.ts';
import { bad, good } from '../../domain/problem.ts';
import type { Connector } from '../../ports.ts';
import { problem } from './problems.ts';

const say = (key: string) => phrase(`source:file.${key}`);

/** A stock file that a person brings. Nothing is asked of it: its readings come from the options page. */
export const file: Connector = {
  id: FILE_CONNECTOR,
  name: say('name'),
  roles: ['warehouse'],
  lagMinutes: 0,
  fields: [
    {
      id: 'goodHours',
      label: say('goodHours'),
      help: say('goodHoursHelp'),
      type: 'number',
      required: true,
      initial: String(GOOD_HOURS),
    },
  ],
  parse(config) {
    const hours = Number(config.options.goodHours ?? GOOD_HOURS);
    if (!(hours > 0 && hours <= 24 * 366)) return bad(problem('refused', say('badHours')));
    return good({ ...config, role: 'warehouse', address: '' });
  },
  hosts: () => [],
  open: ({ id }) => ({
    id,
    abilities: { orders: false, pause: null, level: null, perBuyer: false },
    check: async () => ({ ok: true, lines: [{ ok: true, say: say('reads') }] }),
    positions: async () => bad(problem('refused', say('reads'))),
  }),
};
