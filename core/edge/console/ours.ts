/** The attribute that marks what we draw on a page. */
export const OURS = 'data-stockcue';
