import { useState } from 'react';
import type { DateOrder } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField } from './field.tsx';
import { useMarketZone } from './use-brought.ts';

/** Which comes first in 05/11/2026, as people write it in the market until somebody says otherwise; and the field to say it. */
export function useDateOrder(): { readonly order: DateOrder; readonly field: React.JSX.Element } {
  const say = useSay();
  const market = useMarketZone();
  const [order, setOrder] = useState<DateOrder>(/^America\//.test(market) ? 'mdy' : 'dmy');
  const field = (
    <ChoiceField
      label={say('options:history.order')}
      help={say('options:csv.orderHelp')}
      value={order}
      onChange={(next) => setOrder(next === 'dmy' ? 'dmy' : 'mdy')}
      choices={(['mdy', 'dmy'] as const).map((id) => ({ id, name: say(`options:history.orderIs.${id}`) }))}
    />
  );
  return { order, field };
}
