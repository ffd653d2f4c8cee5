/** Copying a payload there and back: what any transport that crosses memories must at least do. */
import type { Rival } from "../rival.ts";

const COPIED_BYTES = 65_536;

/** Small copies are faster than the clock is read. */
function copiesPerCall(payloadBytes: number): number {
  return Math.ceil(COPIED_BYTES / Math.max(1, Math.min(payloadBytes, COPIED_BYTES)));
}

export const memcpy: Rival = {
  case: "memcpy",
  language: "c",
  protocol: "floor",
  ownProcess: false,
  operations: copiesPerCall,
  prepare: async () => {},
  async open({ payloadBytes }) {
    const ours = new Uint8Array(payloadBytes).fill(7);
    const theirs = new Uint8Array(payloadBytes);
    const back = new Uint8Array(payloadBytes);
    const copies = copiesPerCall(payloadBytes);
    return {
      call() {
        for (let copy = 0; copy < copies; copy += 1) {
          theirs.set(ours);
          back.set(theirs);
        }
        return back;
      },
      check(result) {
        if (!Buffer.from(ours.buffer).equals(result as Uint8Array)) throw new Error("The copy differs");
      },
      close: async () => {},
    };
  },
};
