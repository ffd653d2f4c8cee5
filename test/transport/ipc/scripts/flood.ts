/** Says that it is ready, then asks for answers without end and reads none of them. */
import { writeSync } from "node:fs";
import { frame, PREAMBLE } from "../../../../src/channel/frame.ts";
import { msgpackCodec } from "../../../../src/channel/msgpack-codec.ts";

const manifest = { name: "flood", description: "" };
const sdk = { name: "by hand", version: "1.0.0" };
writeSync(1, PREAMBLE);
write({
  type: "ready",
  protocol: { min: 1, max: 1 },
  features: [],
  maxFrameBytes: 1024 * 1024,
  manifest,
  sdk,
});
for (let id = 1; ; id++) write({ type: "ping", id });

function write(message: Record<string, unknown>): void {
  const bytes = frame(msgpackCodec.encode(message));
  for (let at = 0; at < bytes.length; at += writeSync(1, bytes.subarray(at)));
}
