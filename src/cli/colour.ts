/** Colour for people: only on a terminal, and not where NO_COLOR is set. */
import { isatty } from "node:tty";

export type Paint = (text: string) => string;

export interface Colours {
  bold: Paint;
  red: Paint;
  green: Paint;
  yellow: Paint;
  dim: Paint;
}

/** The colours of a descriptor: 1 or 2, asked before 1 is claimed. */
export function coloursOf(descriptor: 1 | 2): Colours {
  const paint = hasColour(descriptor)
    ? (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`
    : () => (text: string) => text;
  return {
    bold: paint(1, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    dim: paint(2, 22),
  };
}

export function hasColour(descriptor: 1 | 2): boolean {
  return isatty(descriptor) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}
