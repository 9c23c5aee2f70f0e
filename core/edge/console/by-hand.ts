/** A person's own press or key, as the browser vouches for it: what a page's script makes up is none. */
export const isByHand = (event: Event): boolean => event.isTrusted;
