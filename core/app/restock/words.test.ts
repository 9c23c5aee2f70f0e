// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguage, LANGUAGES } from '../../../components/i18n/i18n.ts';
import { sayIn } from '../../../components/i18n/use-phrase.tsx';
import { NOW } from '../../../test/builders/restock.ts';
import { planInputs } from '../../../test/builders/restock-plans.ts';
import { planOf } from '../../decide/restock/plan.ts';
import { plansWithin, totalsOf } from '../../decide/restock/totals.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import { send } from '../../edge/robots/send.ts';
import { planLines, restockLines } from './text.ts';

const zones = { market: 'America/New_York', team: 'Asia/Shanghai' };
const phrasesOf = (plan: RestockPlan): readonly Phrase[] => [
  plan.why,
  plan.demand.evidence,
  plan.demand.consequence,
  ...plan.refused.map(({ why }) => why),
  ...planLines(plan, zones),
];

describe.each(LANGUAGES)('in %s', (language) => {
  const i18n = createLanguage(language);
  const say = sayIn(i18n, zones);
  const isSaid = (phrase: Phrase) => {
    expect(i18n.exists(phrase.key, { count: 2 }), phrase.key).toBe(true);
    const text = say.phrase(phrase);
    expect(text, phrase.key).not.toMatch(/\{\{|\$t\(|undefined|NaN|null|^restock:/);
  };

  it('whatever a plan says is put into words, with all its figures', () => {
    fc.assert(
      fc.property(planInputs, (given) => {
        phrasesOf(planOf(given)).forEach(isSaid);
      }),
      { numRuns: 150 },
    );
  });
  it('so are all plans together', () => {
    fc.assert(
      fc.property(fc.array(planInputs, { minLength: 1, maxLength: 3 }), (all) => {
        const inputs = all.map((given, index) => ({ ...given, sku: `SKU-${index}` }));
        const plans = plansWithin(inputs);
        restockLines({ plans, totals: totalsOf(plans, 'CNY') }, NOW, zones).forEach(isSaid);
      }),
      { numRuns: 50 },
    );
  });
  it('and why a robot did not take a message', async () => {
    const answers = [
      '{"errcode":310000}',
      '{"errcode":130101}',
      '{"errcode":300005}',
      '{"errcode":400013}',
      '{"errcode":460101}',
      '{"errcode":-1}',
      '{"errcode":7}',
      'x',
    ];
    for (const answer of answers) {
      for (const first of ['{"errcode":0}', answer]) {
        let sent = 0;
        const fetch = async () => new Response(sent++ === 0 ? first : answer);
        const lines = new Array<string>(300).fill('x'.repeat(100));
        const world = { fetch: fetch as typeof globalThis.fetch, now: NOW, signal: new AbortController().signal };
        const told = await send(
          { id: 'r', name: 'r', kind: 'dingtalk' },
          { address: 'https://oapi.dingtalk.com/robot/send?access_token=x' },
          lines,
          world,
        );
        expect(told.ok).toBe(false);
        if (!told.ok) isSaid(told.problem.say);
      }
    }
  });
});
