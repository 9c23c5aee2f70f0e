/**
 * How a page could show our frame otherwise than it is, where the browser's own measure of visibility does not see it all
 * (a mask is no effect to it): computed styles that must be as they are where nobody has touched them.
 */
const PLAIN: Readonly<Record<string, string>> = {
  'mask-image': 'none',
  '-webkit-mask-box-image-source': 'none',
  'mask-border-source': 'none',
  'clip-path': 'none',
  filter: 'none',
  opacity: '1',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  perspective: 'none',
  'mix-blend-mode': 'normal',
  visibility: 'visible',
  'content-visibility': 'visible',
};
/** Rounding of a page that is zoomed, CSS pixels. */
const SLACK = 1;
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What is wrong with it: a style's name, `place` or `size`; null where it stands as it was laid. */
export function distorted(host: HTMLElement, laid: Box): string | null {
  const root = host.ownerDocument.documentElement;
  if (host.parentElement !== root) return 'place';
  for (const element of [host, root]) {
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
    for (const [name, plain] of Object.entries(PLAIN)) {
      const value = style?.getPropertyValue(name) ?? '';
      if (value !== '' && value !== plain) return name;
    }
  }
  const { x, y, width, height } = host.getBoundingClientRect();
  if (Math.abs(x - laid.x) > SLACK || Math.abs(y - laid.y) > SLACK) return 'place';
  return Math.abs(width - laid.width) > SLACK || Math.abs(height - laid.height) > SLACK ? 'size' : null;
}
