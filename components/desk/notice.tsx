import { useState } from 'react';
import type { WarehouseNotice } from '../../core/domain/desk.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

/** As it is pasted into a chat with the warehouse. */
export function noticeText(say: Say, { days, rows, orders, zone }: WarehouseNotice, name: 'before' | 'after'): string {
  const head = say(`desk:notice.${name}`, { days: days.join(', '), zone });
  const lines = rows.map(({ sku, title, units }) => `${sku}\t${title === sku ? '' : title}\t${units.join('\t')}`);
  const sum = orders === null ? [] : [say('desk:notice.orders', { orders: orders.join(' / ') })];
  return [head, ...sum, ...lines].join('\n');
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
