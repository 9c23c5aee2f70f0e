type Attributes = Readonly<Record<string, string>>;
type Child = Node | string;

/** An element with its attributes and children. Strings become text, never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export function drawing(name: string, attributes: Attributes, ...children: readonly Node[]): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** Writes only what differs, as a page that is drawn by a framework does. */
export function write(at: Element, text: string): void {
  if (at.textContent !== text) at.textContent = text;
}
