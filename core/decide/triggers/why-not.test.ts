import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { type VariantFacts, type WhyNotFacts, whyNot } from './why-not.ts';

const size = (over: Partial<VariantFacts> = {}): VariantFacts => ({
  title: 'M',
  left: 50,
  channel: 20,
  withheld: 0,
  onSale: true,
  fresh: true,
  ...over,
});
const facts = (over: Partial<WhyNotFacts> = {}): WhyNotFacts => ({
  variants: [size()],
  page: { state: 'onSale', sellable: 20 },
  pageOpen: true,
  paused: null,
  ...over,
});
const said = (of: WhyNotFacts) => whyNot(of).map(({ say }) => say.key.split('.')[1]);

describe('why can’t they buy', () => {
  it.each<[string, WhyNotFacts, readonly string[]]>([
    ['we paused it', facts({ paused: { by: 'Lin', at: T0 }, variants: [size({ onSale: false })] }), ['pausedByUs']],
    ['somebody paused it in the system', facts({ variants: [size({ onSale: false })] }), ['pausedThere']],
    ['it is paused on the page alone', facts({ page: { state: 'paused', sellable: null } }), ['pausedOnPage']],
    ['it was taken off the page', facts({ page: { state: 'removed', sellable: null } }), ['removed']],
    ['it is not on the page', facts({ page: null }), ['notOnPage']],
    ['nobody has the page open', facts({ page: null, pageOpen: false }), ['nothing']],
    ['it is sold out', facts({ variants: [size({ left: 0, channel: 0 })] }), ['soldOut']],
    ['one size is sold out', facts({ variants: [size(), size({ title: 'L', left: 0 })] }), ['variantsOut']],
    ['the wave is sold out', facts({ variants: [size({ channel: 0, withheld: 30 })] }), ['wave']],
    ['the channel was never given any', facts({ variants: [size({ channel: 0 })] }), ['channelEmpty']],
    ['the page says sold out, the warehouse does not', facts({ page: { state: 'soldOut', sellable: 0 } }), ['soldOutOnPage']],
    ['a number is old', facts({ variants: [size({ fresh: false })] }), ['stale']],
    ['nothing is known of it', facts({ variants: [] }), ['stale']],
    ['nothing stands in the way', facts(), ['nothing']],
    [
      'several things do',
      facts({ paused: { by: 'Lin', at: T0 }, variants: [size({ left: 0 }), size({ title: 'L', channel: 0 })] }),
      ['pausedByUs', 'variantsOut', 'channelEmpty'],
    ],
  ])('where %s', (_name, given, reasons) => {
    expect(said(given)).toEqual(reasons);
  });

  it('names who paused it and when, and which sizes are out', () => {
    expect(whyNot(facts({ paused: { by: 'Lin', at: T0 } }))[0]?.say.values).toEqual({ by: 'Lin', at: { instant: T0 } });
    expect(whyNot(facts({ variants: [size(), size({ title: 'L', left: 0 })] }))[0]?.say.values).toEqual({ variants: 'L' });
  });
});
