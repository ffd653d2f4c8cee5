/** Reads one bomb, and prints what it cost this process: `{code, ms, grownBytes}`. */
import { jsonCodec } from "../../../src/channel/json-codec.ts";
import { msgpackCodec } from "../../../src/channel/msgpack-codec.ts";
import type { PluginError } from "../../../src/errors.ts";
import { jsonBombs, msgpackBombs } from "../bombs.ts";

const name = process.argv[2] ?? "";
const read = readerOf(name);
// The peak of the resident memory, which counts what has been freed again too.
const peak = () => process.resourceUsage().maxRSS * 1024;
const before = peak();
const begun = performance.now();
let code = "none";
try {
  read();
} catch (error) {
  code = (error as PluginError).code;
}
console.log(JSON.stringify({ code, ms: performance.now() - begun, grownBytes: peak() - before }));

/** The bomb is made now, so that only its reading is measured. */
function readerOf(bomb: string): () => unknown {
  const [bytes, text] = [msgpackBombs[bomb]?.(), jsonBombs[bomb]?.()];
  if (bytes !== undefined) return () => msgpackCodec.decode(bytes);
  // Joined by `repeat`, it is flat only once somebody looks at its characters.
  if (text !== undefined && text.indexOf("?") === -1) return () => jsonCodec.decode(text);
  throw new Error(`There is no bomb ${bomb}`);
}
