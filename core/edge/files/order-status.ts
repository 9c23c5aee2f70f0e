/**
 * What becomes of an order's units by the word that a platform has for it: `released` (given back unpaid or cancelled), `sold`
 * (refunded and returned ones, too: a return counts when it is sellable again), `unknown` where nobody here knows the word, which
 * counts as sold and is said.
 *
 * Sources. Looked up 2026-11-26: Shopify, OrderDisplayFinancialStatus (EXPIRED: not captured in time; VOIDED: cancelled before capture;
 * PENDING: may be paid later), shopify.dev/docs/api/admin-graphql; "closed" is there an order that was archived. WooCommerce,
 * woocommerce.github.io/code-reference, Enums OrderStatus. 淘宝, WAIT_BUYER_PAY to TRADE_CLOSED_BY_TAOBAO (交易关闭: refunded in full, or
 * closed before it was paid), TikTok Shop, UNPAID to CANCELLED, Shopee, UNPAID to TO_RETURN (IN_CANCEL: asked for only), and
 * BigCommerce, "Awaiting Payment", "Declined", "Incomplete": enumerations kept in public repositories. Amazon and 抖店 as in the files
 * that order-csv.ts names. `pending` and `failed` mean one thing here and another there: unknown.
 */
export type StatusMeans = 'released' | 'sold' | 'unknown';

/** First of all: words of what is asked for only. Nobody knows yet what will come of it. */
const ASKED_FOR = [
  /\b(in cancel|cancell?ing|cancel(l?ation)? (requested|pending|in progress|under review|applied)|(pending|requested?|request for) cancel(l?ation)?|to be cancell?ed)\b/,
  /取消(申请|请求|审核|处理)?中|(申请|请求|待|等待)取消|取消待/,
];
/** Then words that hold one of those below and mean that it was sold all the same. */
const SOLD_ALL_THE_SAME = [
  // A request that came to nothing, and a part.
  /\b(un|not |never |non |no )cancell?(ed|able)?\b|\bcancell?able\b/,
  /\bcancel(l?ation)? (rejected|declined|denied|failed|refused|withdrawn|revoked)\b|\b(rejected|declined|denied|failed) cancel(l?ation)?\b/,
  /\bpart(ial(ly)?|ly)? (cancell?ed|cancell?ation|paid|voided|refund(ed)?|returned)\b/,
  /(未|没有|无|拒绝|驳回|撤销|撤回)取消|取消(失败|被拒|申请被拒|拒绝|驳回)|部分(取消|关闭|付款|支付|退款)/,
  // What is closed or withdrawn is the complaint, not the order.
  /(售后|退款|退货|换货|补寄|维修|投诉)\S{0,4}(关闭|取消|撤销)|(取消|撤销|关闭)(售后|退款|退货|换货)/,
  /\b(refund|return|dispute|claim|case)s? (request )?(cancell?ed|closed|withdrawn)\b/,
];
const RELEASED = [
  /\b(cancel|cancell?ed|cancell?ation|cancels|void|voided|expired|declined|incomplete|trade closed)\b/,
  /\b(unpaid|not paid|no payment|to pay|wait(ing)? (for )?(buyer )?pay(ment)?|awaiting (\w+ )*payment|pending payment|payment pending|trade no create pay)\b/,
  /\bpay(ment)? (failed|failure|error|expired|declined|rejected|timed? ?out|overdue|incomplete)\b|\bfailed payment\b/,
  /取消|撤单|作废|无效|不成立|(交易|订单|超时|已|自动)关闭|^关闭$/,
  /(未|待|尚未|等待|等待买家|待买家|超时未)(付款|支付|付|支付定金)|(付款|支付)(超时|失败|逾期)/,
  // Where TikTok Shop, Shopee and Lazada sell.
  /\b(cancelad[oa]|anulad[oa]|storniert|abgebrochen|annullat[oa]|geannuleerd|anulowan[eoya]+|dibatalkan|batal|belum bayar|belum dibayar)\b/,
  /キャンセル|未払い|支払い待ち|취소|미결제|ยกเลิก|ที่ต้องชำระ|đã hủy|annulé|đã huỷ|chưa thanh toán|chờ thanh toán|отменен|отменён|не оплачен/,
];
const SOLD = [
  /\b(paid|authori[sz]ed|captured|complete|completed|closed|archived|fulfilled|unfulfilled|accepted|confirmed|processing|processed|packed|printed|packing|invoiced)\b/,
  /\b(ship|shipped|unshipped|shipping|shipment|dispatched|delivered|delivering|collection|pickup|picked up|in transit|received|on hold|transit|fulfil?lment)\b/,
  /\b(refund|refunded|refunding|return|returned|returning|exchanged|disputed)\b/,
  /\b(trade finished|trade buyer signed|trade success|wait seller send goods|wait buyer confirm goods|seller consigned part|success|successful|finished|done|ok|normal)\b/,
  /(已|待|等待|部分|卖家已|备货)(付款|支付|发货|收货|出库|签收|评价|揽收|出货|出荷|配送|运输)|(付款|支付|交易)(成功|完成)|完成|成功|发货|收货|签收|备货|运输中|配送中|货到付款/,
  /退款|退货|换货|售后|退回|正常|有效/,
];

/** A line's own status, and where a platform has two (its order's, and of what came after), both with a dot between. */
export function meaningOf(status: string): StatusMeans {
  const said = status.split('·').map(meaningOfOne);
  return said.includes('released') ? 'released' : said.includes('unknown') ? 'unknown' : 'sold';
}

function meaningOfOne(status: string): StatusMeans {
  const words = status.normalize('NFKC').replace(/([a-z])([A-Z])/g, '$1 $2');
  const text = words
    .toLowerCase()
    .replace(/[\s_.:/()-]+/g, ' ')
    .trim();
  if (NOTHING.has(text)) return 'sold';
  const says = (words: readonly RegExp[]): boolean => words.some((word) => word.test(text));
  if (says(ASKED_FOR)) return 'unknown';
  if (says(SOLD_ALL_THE_SAME)) return 'sold';
  if (says(RELEASED)) return 'released';
  return says(SOLD) ? 'sold' : 'unknown';
}

/** No word at all. */
const NOTHING: ReadonlySet<string> = new Set(['', 'null', 'none', 'n a', 'na', '—', '无']);
