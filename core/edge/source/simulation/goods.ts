/** What the rehearsal's shop sells: names, sizes and colours, prices and how well each sells. Plain data. */

/** `pace`: units a minute while it is presented to a thousand viewers. */
export type Goods = {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly price: number;
  readonly pace: number;
  readonly variants: readonly string[];
  /** A set of other goods' SKUs. */
  readonly uses?: readonly string[];
};

const goods = (
  code: string,
  title: string,
  group: string,
  price: number,
  pace: number,
  variants: readonly string[] = [],
): Goods => ({ code, title, group, price, pace, variants });

export const GOODS: readonly Goods[] = [
  goods('HAI-WIG', '蓬松丸子头假发包 Messy Bun Hair Piece', 'hair', 12.9, 3.2, ['Black 黑', 'Brown 棕', 'Blonde 金']),
  goods('CLN-SPR', '厨房重油污清洁剂 Kitchen Degreaser 500 ml', 'home', 9.99, 4.4),
  goods('LEG-YOG', '高腰提臀瑜伽裤 High-waist Yoga Leggings', 'wear', 19.9, 3.6, ['S', 'M', 'L', 'XL']),
  goods('LIP-TNT', '水光唇釉 Glossy Lip Tint', 'beauty', 7.5, 4.8, ['01 Rose', '02 Coral', '03 Brick']),
  goods('CUP-VAC', '大容量保温杯 Insulated Tumbler 1.2 L', 'home', 24.9, 2.6, ['White 白', 'Pink 粉']),
  goods('NKL-INI', '字母项链 Initial Necklace', 'jewel', 8.9, 2.2),
  goods('SHP-ABD', '收腹塑身衣 Shapewear Bodysuit', 'wear', 29.9, 2.8, ['S', 'M', 'L', 'XL', '2XL']),
  goods('LAMP-SUN', '日落氛围灯 Sunset Lamp', 'home', 15.9, 1.8),
  goods('SRM-VIT', '维C精华液 Vitamin C Serum 30 ml', 'beauty', 14.9, 3.4),
  goods('BAG-TOT', '大容量托特包 Canvas Tote', 'bag', 21.9, 1.6, ['Cream 米', 'Black 黑']),
  goods('TOY-FID', '减压捏捏乐 Squishy Fidget (6 pcs)', 'toy', 6.9, 3.9),
  goods('MOP-FLT', '免手洗平板拖把 Self-wringing Flat Mop', 'home', 27.9, 1.7),
  goods('JKT-DEN', '宽松牛仔外套 Oversized Denim Jacket', 'wear', 39.9, 1.4, ['S', 'M', 'L']),
  goods('BRW-PEN', '极细眉笔 Micro Brow Pencil', 'beauty', 5.9, 3.1, ['Brown 棕', 'Grey 灰']),
  goods('PHN-HLD', '车载磁吸支架 Magnetic Car Mount', 'tech', 11.9, 1.9),
  goods('SOX-COZ', '加绒地板袜 Fuzzy Slipper Socks (3 pairs)', 'wear', 9.9, 2.7, ['Grey 灰', 'Pink 粉']),
  goods('CRL-ROD', '无热卷发棒 Heatless Curling Rod', 'hair', 10.9, 2.4),
  goods('STN-ORG', '透明收纳盒 Stackable Storage Box (4 pcs)', 'home', 18.9, 1.5),
  goods('EAR-CUF', '不对称耳骨夹 Ear Cuff Set', 'jewel', 6.5, 1.8),
  goods('BLN-MIN', '便携榨汁杯 Portable Blender', 'tech', 26.9, 2.0, ['Green 绿', 'White 白']),
  goods('MSK-SLP', '真丝眼罩 Silk Sleep Mask', 'home', 8.5, 1.3),
  goods('DRS-FLR', '法式碎花连衣裙 Floral Midi Dress', 'wear', 32.9, 2.1, ['S', 'M', 'L', 'XL']),
  goods('SUN-STK', '防晒棒 SPF50+ Sun Stick', 'beauty', 13.9, 2.5),
  goods('PET-BRS', '宠物除毛刷 Pet Hair Remover', 'home', 9.5, 1.9),
  goods('LED-STR', '智能灯带 Smart LED Strip 10 m', 'tech', 16.9, 1.6),
  goods('CLP-GRA', '鲨鱼夹 Claw Clips (8 pcs)', 'hair', 7.9, 2.9),
  goods('PAN-SIL', '防滑硅胶内衣垫 Silicone Nipple Covers', 'wear', 6.9, 2.2),
  goods('WAL-SLM', '超薄卡包 Slim Card Wallet', 'bag', 12.5, 1.2),
  goods('TEA-OOL', '冷泡乌龙茶 Cold-brew Oolong (20 bags)', 'food', 11.5, 1.1),
  goods('RUG-BTH', '硅藻泥吸水垫 Quick-dry Bath Mat', 'home', 15.5, 1.7),
  goods('NAI-PRS', '穿戴甲 Press-on Nails (24 pcs)', 'beauty', 8.9, 2.6, ['Nude 裸', 'Red 红', 'French 法式']),
  goods('CAM-DOL', '复古小相机 Mini Retro Camera', 'tech', 34.9, 1.3),
  goods('SCF-SAT', '缎面发带 Satin Head Scarf', 'hair', 7.2, 1.4),
  goods('GLV-TCH', '触屏保暖手套 Touchscreen Gloves', 'wear', 9.2, 1.2, ['M', 'L']),
  goods('CDL-SOY', '大豆蜡香薰 Soy Candle', 'home', 13.5, 1.4),
  {
    ...goods('SET-GLOW', '【福袋】精华＋防晒＋唇釉 Glow Set (serum + sun stick + tint)', 'beauty', 29.9, 1.9),
    uses: ['SRM-VIT', 'SUN-STK', 'LIP-TNT-01'],
  },
];
