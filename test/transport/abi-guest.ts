/** A guest behind ABI 1 that a test plays: each answer stands at address 8. */
import type { AbiGuest } from "../../src/transport/in-process.ts";

export interface PlayedGuest extends AbiGuest {
  /** How often it was called. */
  polls: number;
}

/** @param text the one message of each answer, in ASCII; by default none */
export function playedGuest(wakeAfterMs: number, text = ""): PlayedGuest {
  // byteLength and wakeAfterMs, then the message's length.
  const words = text === "" ? [0, wakeAfterMs] : [4 + text.length, wakeAfterMs, text.length];
  const guest: PlayedGuest = {
    polls: 0,
    file: "played",
    send() {
      guest.polls += 1;
      return 8;
    },
    end: () => 8 + 4 * words.length + text.length,
    readU32: (address) => words[address / 4 - 2] ?? 0,
    readText: () => text,
    close() {},
  };
  return guest;
}
