/**
 * Looks over a long JSON text before it is parsed: 30 MB of `[[],[],…]` once cost 3 GB. One pass over the characters outside of
 * strings, no allocation; whether it is JSON at all is the parser's to say. PROTOCOL.md §1 has the rules.
 */
import { LIMITS } from "../limits.ts";

/** Values of the text that `faultOf` looked over last; of a shorter one that was not, as many as it may have. */
export let scannedValues = 0;

/** A shorter text can cost no more than a hundred of its lengths. */
const SCANNED_CHARS = 64 * 1024;
/** `{},` is the shortest value that takes the whole of LIMITS.valueBytes: numbers are as short and take an eighth of it. */
const CHARS_PER_VALUE = 3;

/** Why the text must not be parsed; undefined where it holds no more values and levels than a message may, or is no JSON. */
export function faultOf(text: string): string | undefined {
  if (text.length < SCANNED_CHARS) {
    scannedValues = Math.ceil(text.length / CHARS_PER_VALUE);
    return undefined;
  }
  let values = 1;
  let depth = 0;
  /** The last character that is no space: a container that ends right after its begin has no value. */
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char <= SPACE) continue;
    if (char === QUOTE) {
      at = endOfString(text, at);
      if (at === -1) return undefined;
    } else if (char === COMMA) {
      values++;
    } else if (char === BRACKET || char === BRACE) {
      values++;
      depth++;
    } else if (char === BRACKET_END || char === BRACE_END) {
      if (last === BRACKET || last === BRACE) values--;
      depth--;
    }
    if (values > LIMITS.maxValues) return `at most ${LIMITS.maxValues} values`;
    // `{"$bytes": …}` is a map in the text and no level of the value.
    if (depth > LIMITS.maxDepth + 1) return `at most ${LIMITS.maxDepth} levels deep`;
    last = char;
  }
  scannedValues = values;
  return undefined;
}

/** Where the string that begins there ends: at a quote with an even number of backslashes before it. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

const [SPACE, QUOTE, COMMA, BRACKET, BACKSLASH, BRACKET_END, BRACE, BRACE_END] = [
  32, 34, 44, 91, 92, 93, 123, 125,
];
