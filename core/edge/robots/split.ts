const encoder = new TextEncoder();
const sizeOf = (text: string): number => encoder.encode(JSON.stringify(text)).length;

/** Lines in as few messages as hold them, each of so many bytes at most as JSON has it; a line that is longer is cut, never inside a character. */
export function splitLines(lines: readonly string[], most: number): readonly string[] {
  const messages: string[] = [];
  let message = '';
  for (const line of lines.flatMap((one) => cut(one, most))) {
    const longer = message === '' ? line : `${message}\n${line}`;
    if (sizeOf(longer) <= most || message === '') message = longer;
    else {
      messages.push(message);
      message = line;
    }
  }
  return message === '' ? messages : [...messages, message];
}

function cut(line: string, most: number): readonly string[] {
  if (sizeOf(line) <= most) return [line];
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (sizeOf(part + character) > most) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
