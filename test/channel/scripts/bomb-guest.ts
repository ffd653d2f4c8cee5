/** A guest over ipc that sends one bomb, before or after its `ready`: `bomb-guest.ts <before|after> <bomb|large>`. */
import { frame, PREAMBLE } from "../../../src/channel/frame.ts";
import { msgpackCodec } from "../../../src/channel/msgpack-codec.ts";
import { msgpackBombs } from "../bombs.ts";

const [when, name = ""] = process.argv.slice(2);
const ready = frame(
  msgpackCodec.encode({
    type: "ready",
    protocol: { min: 1, max: 1 },
    features: [],
    maxFrameBytes: 1024,
    sdk: { name: "none", version: "1" },
    manifest: { name: "bomb", description: "Is one", version: "1.0.0", language: "other" },
  }),
);
const bomb =
  name === "large"
    ? frame(msgpackCodec.encode({ type: "log", x: "x".repeat(1_100_000) }))
    : frame(msgpackBombs[name]?.() ?? new Uint8Array());
process.stdout.write(PREAMBLE);
if (when === "after") process.stdout.write(ready);
process.stdout.write(bomb);
if (when === "before") process.stdout.write(ready);
// It lives until its host ends it.
process.stdin.resume();
