/** The seller's account that everything belongs to; a rehearsal is a shop of its own. */
export type ShopId = string;
export const MAIN_SHOP: ShopId = 'main';

/** The seller's stock keeping unit. */
export type Sku = string;
/** One system that we read: a warehouse, a channel or both. */
export type SourceId = string;
/** A stock pool's name within its source, as the source reports it. */
export type LocationId = string;
/** One account on one live platform. */
export type AccountId = string;
/** What identifies a listing on its console account; never its link number, never its position. */
export type ListingKey = string;
export type VariantId = string;
/** A ULID. */
export type StreamId = string;
export type CommandId = string;
/** One browser's log identity, made once at install. */
export type Origin = string;
