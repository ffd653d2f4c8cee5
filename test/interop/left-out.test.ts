import { expect, test } from "bun:test";
import { join } from "node:path";
import { type LogRecord, loadTypeScriptPlugin } from "../../src/index.ts";
import { until } from "../fixtures/processes.ts";
import { root } from "../fixtures/repository.ts";

test("kinds of components that do not cross are told, not lost in silence", async () => {
  const logs: LogRecord[] = [];
  const modulePath = join(root, "test/interop/fixtures/all_kinds.ts");
  await using plugin = await loadTypeScriptPlugin({
    modulePath,
    protocol: "ipc",
    onLog: (record) => logs.push(record),
  });
  expect(plugin.actions).toEqual([]);
  await until("the warning", () => logs.length > 0);
  expect(logs[0]).toMatchObject({
    level: "warn",
    message:
      "The services, events of the plugin all are left out: only actions and providers cross in this version",
  });
});
