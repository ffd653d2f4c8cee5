/** Plays the scripted exchanges of the vectors with every real guest: what PROTOCOL.md promises, message by message. */
import { expect, test } from "bun:test";
import { GuestConnection, probeLaunch } from "../fixtures/guest-connection.ts";
import { exchangeVectors } from "../vectors.ts";
import { guestPairs } from "./pairs.ts";

for (const { name: pair } of guestPairs) {
  for (const { name, steps } of exchangeVectors)
    test(`${pair}: ${name}`, async () => {
      await using guest = new GuestConnection(await probeLaunch(pair));
      for (const step of steps) {
        if ("send" in step) guest.send(step.send);
        else expect(await guest.receive()).toMatchObject(step.expect);
      }
      expect(guest.left).toEqual([]);
    });
}
