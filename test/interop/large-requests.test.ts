/** A guest's process that asks for more than the host may hold is read as its requests end: nothing is refused, and memory is bounded. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadTypeScriptPlugin } from "../../src/index.ts";
import { LIMITS } from "../../src/limits.ts";
import { ask } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const COUNT = 60;
/** With the last of so many of its requests they hold too much: each has a little more than its text. */
const FITTING: number = LIMITS.maxGuestRequestBytes / (4 * 1024 * 1024);

test("a guest's process is not read while its requests hold too many bytes", async () => {
  const modulePath = join(import.meta.dir, "fixtures/large-requests.ts");
  await using plugin = await loadTypeScriptPlugin({ modulePath, protocol: "ipc" });
  let underWay = 0;
  let most = 0;
  const full = Promise.withResolvers<void>();
  // What came without being held back meanwhile would be refused, and fail the action.
  let last: Promise<unknown> = full.promise.then(() => Bun.sleep(500));
  const getCache = () => {
    most = Math.max(most, ++underWay);
    if (underWay === FITTING) full.resolve();
    last = last.then(() => void underWay--);
    return last;
  };
  const runtime = recordingRuntime({}, { getCache });
  expect(await ask(plugin, runtime, "ASK", { count: COUNT })).toEqual({ answers: COUNT });
  expect(most).toBe(FITTING);
}, 60_000);
