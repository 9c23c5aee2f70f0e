import type { Moved } from '../../../domain/command.ts';
import type { PageAsk } from '../../../domain/page-act.ts';

/** `risen`: nobody has begun, and by now more is on sale than may be added to. `wrong`: another number than that was saved. */
export type Came = 'waits' | 'there' | 'wrong' | 'risen';
export type Look = {
  /** The row's figure, exactly and as drawn; null: it cannot be read now. */
  readonly figure: number | null;
  /** The page is asking something: what falls meanwhile was sold, for nothing is saved yet. */
  readonly asking: boolean;
};
export type Course = {
  /** What is to be typed by now. */
  number(): number;
  look(seen: Look): Came;
  /** The person has pressed the control: from here on the row may change by their hand. */
  begun(): void;
  /** The number that stands in what a person is typing in. */
  typed(number: number | null): void;
  moved(): Moved;
};

/**
 * A row's figure on its way to the number that a person types. Buyers lower it all the while: until it is saved the number to be
 * typed follows; what falls after that changes nothing. What others do to it meanwhile is not taken for the person's doing.
 */
export function createCourse({ number: asked, by, most }: Pick<PageAsk, 'number' | 'by' | 'most'>, from: number): Course {
  /** What the row shows without our number; last seen; and set to, once it is saved. */
  let stood = from;
  let shown = from;
  let saved: number | null = null;
  let hasBegun = false;
  let hand: number | null = null;
  let isWrong = false;

  /** A fixed number is a limit: where no more than that is on sale there is nothing to take. */
  function goal(): number {
    if (by === undefined) return Math.min(asked ?? stood, stood);
    return Math.max(0, Math.min(stood + by, Math.max(most ?? Number.POSITIVE_INFINITY, stood)));
  }
  const isPast = () => by !== undefined && most !== undefined && stood + by > most;

  function look({ figure, asking }: Look): Came {
    if (figure === null) return saved === null ? state() : 'there';
    const before = shown;
    shown = figure;
    if (saved !== null) return after(figure);
    if (figure !== before) move(figure, before, asking);
    if (saved === null && !hasBegun && isPast()) return 'risen';
    return saved === null ? state() : 'there';
  }
  function state(): Came {
    if (goal() === stood && !isWrong) return 'there';
    return isWrong ? 'wrong' : 'waits';
  }
  function move(figure: number, before: number, asking: boolean): void {
    if (!hasBegun) {
      stood = figure;
      return;
    }
    const to = goal();
    if (to > stood) rise(figure, before, to);
    else fall(figure, before, to, asking);
  }
  function rise(figure: number, before: number, to: number): void {
    // Of too much that was saved some are sold: that is no correction.
    if (isWrong && figure < before && hand !== null && hand !== figure) sold(figure, before);
    else if (figure > stood && figure <= to) save(hand !== null && hand >= figure && hand <= to ? hand : figure);
    else if (figure > to) wrong(figure, before);
    else if (figure === hand) isWrong = true;
    else sold(figure, before);
  }
  function fall(figure: number, before: number, to: number, asking: boolean): void {
    if (figure === hand && figure !== to) {
      if (figure < to) save(figure);
      else isWrong = true;
    } else if (figure <= to && (!asking || hand === to)) save(to);
    else if (figure > stood && figure !== before) stood = figure;
    else sold(figure, before);
  }
  /** Too much was saved; what is sold of that lowers what would stand there without it. */
  function wrong(figure: number, before: number): void {
    if (isWrong && figure < before) stood = Math.max(0, stood - (before - figure));
    isWrong = true;
  }
  function sold(figure: number, before: number): void {
    stood = isWrong ? Math.max(0, stood - Math.max(0, before - figure)) : figure;
  }
  function save(is: number): void {
    saved = is;
    isWrong = false;
  }
  /** Buyers go on; what stood before shows again where the page takes back what it only hoped for. */
  function after(figure: number): Came {
    if (saved === null) return state();
    if (figure === stood) saved = null;
    else if (saved > stood && figure > saved) {
      saved = null;
      isWrong = true;
    }
    return saved === null ? state() : 'there';
  }

  return {
    number: goal,
    look,
    begun: () => {
      hasBegun = true;
    },
    typed: (number) => {
      hand = number;
    },
    moved: () => ({ was: stood, is: saved ?? stood }),
  };
}
