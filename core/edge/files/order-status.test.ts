import { describe, expect, it } from 'vitest';
import { meaningOf } from './order-status.ts';

const RELEASED = `
cancelled, canceled, CANCELLED, Cancelled, cancel, CANCEL, Cancellation, Canceled by buyer, cancelled_by_seller, Order cancelled,
Cancelled (payment timeout), system-cancelled, void, voided, VOIDED, expired, EXPIRED, declined, Incomplete, unpaid, UNPAID, Not paid,
To pay, Awaiting payment, AWAITING_PAYMENT, Awaiting bank wire payment, Pending payment, PENDING_PAYMENT, payment_failed,
Payment declined, payment timeout, WAIT_BUYER_PAY, TRADE_CLOSED, TRADE_CLOSED_BY_TAOBAO, TRADE_NO_CREATE_PAY, 已取消, 取消, 订单取消, 买家取消,
卖家取消, 系统取消, 取消订单, 取消成功, 已关闭, 关闭, 交易关闭, 订单关闭, 超时关闭, 未付款, 尚未付款, 待付款, 等待买家付款, 未支付, 待支付, 付款超时, 支付失败,
超时未付款, 作废, 已作废, 无效, 不成立, キャンセル, 취소, Cancelado, Annulé, Abgebrochen, Storniert, dibatalkan, ยกเลิกแล้ว, Đã hủy, refunded · cancelled,
已发货 · 取消`;
const SOLD = `
paid, PAID, Paid out, authorized, complete, Completed, closed, Closed, archived, refunded, Refunded, partially_refunded, PARTIALLY_PAID,
returned, Shipped, To ship, AWAITING_SHIPMENT, Awaiting collection, IN_TRANSIT, Delivered, ON_HOLD, PartiallyShipped, Unshipped, fulfilled,
Processing, On-hold, partially_cancelled, Cancellation rejected, cancel_failed, not cancelled, refund cancelled, WAIT_SELLER_SEND_GOODS,
WAIT_BUYER_CONFIRM_GOODS, TRADE_FINISHED, 已支付, 已付款, 待发货, 已发货, 已完成, 交易成功, 已签收, 货到付款, 已退款, 退款成功, 售后关闭, 退款关闭, 退款已关闭,
取消售后, 未取消, 取消失败, 部分取消, 已发货 · 售后关闭, 已完成 · 退款成功`;
const UNKNOWN =
  'pending, failed, In-Cancel, IN_CANCEL, Cancelling, Cancellation requested, 取消中, 申请取消, 取消申请中, banana, 7, avoided';

const words = (text: string) => text.split(',').map((word) => word.trim());

describe('what a status means for an order’s units', () => {
  it.each(words(RELEASED))('%s: given back', (word) => expect(meaningOf(word)).toBe('released'));
  it.each(words(SOLD))('%s: sold', (word) => expect(meaningOf(word)).toBe('sold'));
  it.each(words(UNKNOWN))('%s: nobody here knows', (word) => expect(meaningOf(word)).toBe('unknown'));
  it.each(['', ' ', '-', '—', 'null', 'N/A'])('no word (%j): sold', (word) => expect(meaningOf(word)).toBe('sold'));
});
