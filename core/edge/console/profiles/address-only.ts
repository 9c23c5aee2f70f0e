import type { Evidence, Profile } from '../../../domain/profile.ts';

type Known = {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly paths?: readonly string[];
  readonly evidence: readonly Evidence[];
};

/** A page of which nothing but its address is known, or not even that: a person teaches it. */
export const addressOnly = ({ id, name, hosts, paths = [], evidence }: Known): Profile => ({
  schema: 1,
  id,
  rev: 1,
  origin: 'builtin',
  name,
  match: { hosts, paths },
  frames: true,
  rows: null,
  fields: {},
  page: {},
  data: [],
  actions: {},
  badge: '*',
  evidence,
});
