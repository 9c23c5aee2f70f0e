import type { AccountId, SourceId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { CalendarDate, TimeOfDay, Weekday } from './shipping.ts';

/** What a warehouse can ship: orders, not units, on its working days. */
export type Capacity = {
  readonly source: SourceId;
  readonly ordersADay: number;
  readonly zone: Zone;
  /** An order that comes later goes with the next working day. */
  readonly cutOff: TimeOfDay;
  readonly weekdays: readonly Weekday[];
  readonly holidays: readonly CalendarDate[];
  /** Orders that it has yet to ship, as somebody or something counted them, and when. */
  readonly open: { readonly orders: number; readonly at: Instant } | null;
  /** How many units an order has, usually; to turn units into orders. */
  readonly unitsPerOrder: number;
};

/** What the platform asks of a console account's orders, and what its channel can do. */
export type Selling = {
  readonly account: AccountId;
  /** Working days from order to dispatch, by the platform's rule. */
  readonly dispatchDays: number;
  readonly preOrder: boolean;
  readonly backorder: boolean;
  readonly longerHandling: boolean;
};
