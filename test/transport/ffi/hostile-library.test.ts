/** Libraries whose answers break ABI 1: each ends by an error of the contract that names the file, at once. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadFfiPlugin } from "../../../src/index.ts";

const folder = mkdtempSync("/tmp/hostile-library-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  BYTES?: number;
  LENGTH?: number;
  ANSWER?: string;
}

function compiled({ BYTES = 4, LENGTH = 0, ANSWER = "answer" }: Answer): string {
  const file = join(folder, `${crypto.randomUUID()}.so`);
  const flags = [`-DBYTES=${BYTES}u`, `-DLENGTH=${LENGTH}u`, `-DANSWER=${ANSWER}`];
  const source = join(import.meta.dir, "hostile.c");
  const { exitCode, stderr } = Bun.spawnSync(["cc", "-shared", "-fPIC", ...flags, source, "-o", file]);
  if (exitCode !== 0) throw new Error(stderr.toString());
  return file;
}

const violations: Record<string, [Answer, what: string]> = {
  "an answer that is NULL": [{ ANSWER: "0" }, "elizaos_send answered NULL"],
  "a message of no bytes": [{ BYTES: 4, LENGTH: 0 }, "a message has 0 bytes"],
  "half of a length": [{ BYTES: 2, LENGTH: 0 }, "a message is longer than its answer"],
  "a message that is longer than its answer": [
    { BYTES: 8, LENGTH: 5 },
    "a message is longer than its answer",
  ],
  "a message over the cap": [{ BYTES: 0xffffffff, LENGTH: 0xfffffff0 }, "a message has 4294967280 bytes"],
};

for (const [name, [answer, what]] of Object.entries(violations)) {
  test(`a library with ${name} breaks the protocol`, async () => {
    const file = compiled(answer);
    const error = await loadFfiPlugin({ sharedLibPath: file, readyTimeoutMs: 60_000 }).then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ name: "ProtocolError", code: "protocol_violation", file });
    expect(error.message).toContain(`The plugin breaks ABI 1: ${what}`);
  });
}
