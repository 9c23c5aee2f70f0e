import { useState } from 'react';
import type { WarehouseNotice } from '../../core/domain/desk.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

/** As it is pasted into a chat with the warehouse: a line a SKU, units and orders of each day. */
export function noticeText(say: Say, notice: WarehouseNotice, name: 'before' | 'after'): string {
  const { days, rows, orders, zone, warehouses, unitsPerOrder } = notice;
  const head = say(`desk:notice.${name}`, { days: days.join(', '), zone });
  const to = warehouses.length === 0 ? [] : [say('desk:notice.to', { warehouses: warehouses.join(', ') })];
  const sum = say('desk:notice.orders', { orders: orders.join(' / ') });
  const counted = unitsPerOrder === null ? say('desk:notice.onePerOrder') : say('desk:notice.perOrder', { units: unitsPerOrder });
  const columns = [
    'SKU',
    '',
    ...days.flatMap((day) => [say('desk:notice.units', { day }), say('desk:notice.ordersOf', { day })]),
  ];
  const lines = rows.map(({ sku, title, units, orders: own }) =>
    [sku, title === sku ? '' : title, ...days.flatMap((_, index) => [units[index] ?? 0, own[index] ?? 0])].join('\t'),
  );
  return [...to, say('desk:notice.first'), head, sum, counted, columns.join('\t'), ...lines].join('\n');
}

/** What the warehouse is to be told, to be copied or sent as a file. */
export function Notice({ notice, name }: { notice: WarehouseNotice; name: 'before' | 'after' }) {
  const say = useSay();
  const { copy, csv, save } = useDesk();
  const [copied, setCopied] = useState<boolean | null>(null);
  const text = noticeText(say, notice, name);
  return (
    <details className="notice-box no-print">
      <summary>{say('desk:notice.title')}</summary>
      <p className="acts">
        <button type="button" onClick={() => void copy(text).then(setCopied)}>
          {say('desk:copy')}
        </button>
        <button type="button" onClick={() => save('stockcue-notice.csv', csv.notice(notice, say))}>
          {say('desk:csv')}
        </button>
        {copied !== null && <span role="status">{say(copied ? 'desk:copied' : 'desk:notCopied')}</span>}
      </p>
      <pre dir="auto">{text}</pre>
    </details>
  );
}
