/** Plays the scripted exchanges of the vectors with real guests: what PROTOCOL.md promises, message by message. */
import { expect, test } from "bun:test";
import { GuestConnection, probeLaunch } from "../fixtures/guest-connection.ts";
import { exchangeVectors } from "../vectors.ts";
import { inTurn } from "./loaded.ts";
import type { Pair } from "./pairs.ts";

type Exchange = (typeof exchangeVectors)[number];

/** Of a test that may wait for its turn: a process is started for each. */
const TIMEOUT_MS = 60_000;

export function testExchanges(pairs: readonly Pair[]): void {
  for (const vector of exchangeVectors)
    for (const pair of pairs.filter((candidate) => candidate.isGuest && knows(candidate, vector)))
      test.concurrent(
        `${pair.name}: ${vector.name}`,
        () => inTurn(pair, () => play(pair, vector)),
        TIMEOUT_MS,
      );
}

async function play({ name }: Pair, { steps }: Exchange): Promise<void> {
  await using guest = new GuestConnection(await probeLaunch(name));
  for (const step of steps) {
    if ("send" in step) guest.send(step.send);
    else expect(await guest.receive()).toMatchObject(step.expect);
  }
  expect(guest.left).toEqual([]);
}

/** Some vectors concern more than actions and providers. */
function knows({ kinds }: Pair, vector: Exchange): boolean {
  return kinds === "all" || vector.kinds !== "all";
}
