import { expect, test } from "bun:test";
import { join } from "node:path";
import { type LogRecord, loadTypeScriptPlugin } from "../../src/index.ts";
import { until } from "../fixtures/processes.ts";
import { root } from "../fixtures/repository.ts";

test("what of a plugin does not cross is told, not lost in silence", async () => {
  const logs: LogRecord[] = [];
  const modulePath = join(root, "test/interop/fixtures/all_kinds.ts");
  await using plugin = await loadTypeScriptPlugin({
    modulePath,
    protocol: "ipc",
    onLog: (record) => logs.push(record),
  });
  expect(plugin.services?.map(({ serviceType }) => serviceType)).toEqual(["clock"]);
  await until("the warning", () => logs.length > 0);
  expect(logs[0]).toMatchObject({
    level: "warn",
    message:
      "The adapter, schema of the plugin all stay in its own process: a host in another one has no use for them",
  });
});
