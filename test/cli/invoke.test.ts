/** `invoke`: one action of a real plugin in a real agent, with the result alone on standard output. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { artefact, root } from "../fixtures/repository.ts";
import { elizaosInterop, fixtures, probe, unruly } from "./command.ts";

setDefaultTimeout(30_000);

const invoke = (action: string, ...more: string[]) => elizaosInterop(["invoke", unruly, action, ...more]);

describe.concurrent("invoke prints", () => {
  test("the result's text, and ends with 0", async () => {
    const { status, stdout } = await elizaosInterop([
      "invoke",
      "plugins/echo/typescript/plugin.json",
      "ECHO",
      "--text",
      "hello",
    ]);
    expect(stdout).toBe("hello\n");
    expect(status).toBe(0);
  });

  test("the emitted texts instead, each on its line", async () => {
    expect((await invoke("EMIT")).stdout).toBe("first\nsecond\n");
  });

  test("nothing for a handler that returns nothing", async () => {
    const { status, stdout } = await invoke("SILENT");
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("a refusal on standard error beside what was emitted, and ends with 1", async () => {
    const { status, stdout, stderr } = await invoke("REFUSE");
    expect(stdout).toBe("let me see\n");
    expect(stderr).toEndWith("error: not today\n");
    expect(status).toBe(1);
  });

  test("a refusal without a reason", async () => {
    const { status, stderr } = await invoke("OLD_REFUSAL");
    expect(stderr).toEndWith("error: The action OLD_REFUSAL refused\n");
    expect(status).toBe(1);
  });

  test("what a handler threw, with its place and without a stack, and ends with 1", async () => {
    const { status, stdout, stderr } = await invoke("THROW");
    expect(stdout).toBe("");
    expect(stderr).toEndWith('error: it broke\n  in action THROW of plugin "unruly" (typescript)\n');
    expect(status).toBe(1);
  });

  test("the stack too with --verbose", async () => {
    const { stderr } = await invoke("THROW", "--verbose");
    expect(stderr).toContain("caused by: TypeError: it broke");
    expect(stderr).toContain("unruly.ts:");
  });

  test.each(["native", "ipc"])(
    "the result in spite of a provider that fails, which is named: %s",
    async (protocol) => {
      const words = ["invoke", `${fixtures}/broken-provider.ts`, "UNRELATED", "--protocol", protocol];
      const { status, stdout, stderr } = await elizaosInterop(words);
      expect(stdout).toBe("the state says whole\n");
      expect(stderr).toContain(
        "error broken-provider: The state goes on without the provider BROKEN, which failed: no forecast",
      );
      expect(status).toBe(0);
    },
  );

  test.each(["native", "ipc"])(
    "what an action says that uses the plugin's own service: %s",
    async (protocol) => {
      const words = ["invoke", "test/bench/fixtures/own-service.ts", "ENTER", "--protocol", protocol];
      const { status, stdout, stderr } = await elizaosInterop(words);
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "entry 1\n", stderr: "" });
    },
  );

  test("how to give an action longer, as this command takes it", async () => {
    const words = [
      "invoke",
      probe,
      "WAIT",
      "--options",
      '{"ms":60000}',
      "--protocol",
      "ipc",
      "--timeout",
      "100",
    ];
    expect((await elizaosInterop(words)).stderr).toContain("→ Raise --timeout if the work needs longer");
  });

  test("a warning where validate says no, and runs the action all the same", async () => {
    const { status, stdout, stderr } = await invoke("INVALID");
    expect(stdout).toBe("ran\n");
    expect(stderr).toEndWith("warning: validate says that INVALID does not apply to this message\n");
    expect(status).toBe(0);
  });
});

describe.concurrent("invoke --json prints", () => {
  test("one object: what ran, what it said and how long it took", async () => {
    const { status, json } = await invoke("EMIT", "--json");
    expect(json).toEqual({
      plugin: "unruly",
      action: "EMIT",
      protocol: "native",
      language: "typescript",
      valid: true,
      result: { success: true, text: "not shown, as texts were emitted" },
      emitted: [{ text: "first", extra: { n: 1 } }, { text: "second" }, { actions: ["NO_TEXT"] }],
      loadMs: expect.any(Number),
      invokeMs: expect.any(Number),
    });
    expect(status).toBe(0);
  });

  test("null for a handler that returns nothing", async () => {
    const { json } = await invoke("SILENT", "--json");
    expect(json).toMatchObject({ result: null, emitted: [] });
  });

  test("what validate said", async () => {
    expect((await invoke("INVALID", "--json")).json).toMatchObject({
      valid: false,
      result: { text: "ran" },
    });
  });

  test("a refusal as a result, and ends with 1", async () => {
    const { status, json } = await invoke("REFUSE", "--json");
    expect(json).toMatchObject({ action: "REFUSE", result: { success: false, error: "not today" } });
    expect(status).toBe(1);
  });

  test("a failure as an error, and ends with 1", async () => {
    const { status, json } = await invoke("THROW", "--json");
    expect(json).toEqual({
      error: {
        code: "handler_failed",
        message: "it broke",
        file: null,
        path: "action THROW",
        value: null,
        remedy: null,
      },
    });
    expect(status).toBe(1);
  });

  test.each([
    ["THROW_TEXT", "only a text", "action THROW_TEXT"],
    ["BAD_VALIDATE", "validate broke", "action BAD_VALIDATE"],
    ["STRAY", "The plugin failed outside of any call: thrown by a timer", null],
    ["STRAY_REJECTION", "The plugin failed outside of any call: rejected by nobody", null],
  ])("the failure of %s", async (action, message, path) => {
    const { status, json } = await invoke(action, "--json");
    expect(json.error).toMatchObject({ code: "handler_failed", message, path });
    expect(status).toBe(1);
  });

  test("a result that JSON cannot hold", async () => {
    const { json } = await invoke("STRANGE", "--json");
    expect(json.result.data).toEqual({
      bytes: { $bytes: "AQI=" },
      big: 12,
      when: "1970-01-01T00:00:00.000Z",
    });
  });

  test("nothing else, whatever the plugin and its children print", async () => {
    const { json, stderr } = await invoke("PRINT", "--json");
    expect(json.result).toEqual({ success: true, text: "printed" });
    for (const printed of ["the import", "console.log", "process.stdout", "a child"])
      expect(stderr).toContain(`printed by ${printed}\n`);
    expect(stderr).toContain("printed on descriptor 1\n");
  });
});

describe.concurrent("invoke gives the handler", () => {
  test("an empty standard input", async () => {
    const { json } = await elizaosInterop(["invoke", unruly, "STDIN", "--json"], { stdin: "typed" });
    expect(json.result.text).toBe('read ""');
  });

  test("the options beside core's own", async () => {
    const { json } = await invoke("OPTIONS", "--options", '{"city":"Basel","deep":{"n":[1]}}', "--json");
    expect(json.result.data).toEqual({ rest: { city: "Basel", deep: { n: [1] } }, previous: "function" });
  });

  test("options that it may return", async () => {
    const words = ["invoke", "plugins/echo/typescript", "ECHO", "--options", '{"a":1}', "--json"];
    expect((await elizaosInterop(words)).json.result.data).toMatchObject({ a: 1 });
  });

  test("the message among the agent's memories", async () => {
    expect((await invoke("REMEMBER", "--text", "do you know me")).stdout).toBe("do you know me\n");
  });

  test("its settings, as elizaOS's getSetting answers them", async () => {
    const given = ["A=text", "B=true", "C=false", "D=0", "E=", "F=a=b"];
    const flags = given.flatMap((setting) => ["--setting", setting]);
    const { json, stderr } = await invoke("SETTINGS", ...flags, "--options", '{"keys":"ABCDEFG"}', "--json");
    expect(json.result.data).toEqual({ A: "text", B: true, C: false, D: "0", E: "", F: "a=b", G: null });
    expect(stderr).toBe("printed by the import\n");
  });

  test("environment variables, ours by their name alone", async () => {
    const keys = ["MADE", "OURS", "UNSET_HERE"];
    const flags = ["--env", "MADE=up", "--env", "OURS", "--env=UNSET_HERE", "--json"];
    const words = ["invoke", unruly, "ENVIRONMENT", "--options", JSON.stringify({ keys }), ...flags];
    const { json } = await elizaosInterop(words, { env: { OURS: "from here" } });
    expect(json.result.data).toEqual({ MADE: "up", OURS: "from here", UNSET_HERE: null });
  });

  test("of a process of its own only the environment that is named", async () => {
    const options = ["--options", '{"keys":["OURS","THEIRS"]}', "--protocol=ipc", "--json"];
    const env = { OURS: "ours", THEIRS: "theirs" };
    const { json } = await elizaosInterop(["invoke", unruly, "ENVIRONMENT", "--env", "OURS", ...options], {
      env,
    });
    expect(json.result.data).toEqual({ OURS: "ours", THEIRS: null });
  });
});

describe.concurrent("invoke finds", () => {
  test("only the action of exactly that name, though core would take one that is alike", async () => {
    expect((await invoke("SENDMAIL")).stdout).toBe("SENDMAIL ran\n");
    expect((await invoke("SEND_MAIL")).stdout).toBe("SEND_MAIL ran\n");
  });

  test("an action that init registered", async () => {
    const { stdout } = await elizaosInterop(["invoke", `${fixtures}/registering.ts`, "REGISTERED"]);
    expect(stdout).toBe("registered by init\n");
  });

  test("no action of another case, and suggests the right one", async () => {
    const { status, stderr } = await elizaosInterop(["invoke", probe, "echo"]);
    expect(stderr).toBe('error: The plugin probe has no action "echo"\n  → Did you mean ECHO?\n');
    expect(status).toBe(2);
  });

  test("no action that is like none, and lists them", async () => {
    const { status, json } = await elizaosInterop([
      "invoke",
      "plugins/echo/typescript",
      "TRANSMOGRIFY",
      "--json",
    ]);
    expect(json.error).toEqual({
      code: "component_unknown",
      message: 'The plugin echo has no action "TRANSMOGRIFY"',
      file: null,
      path: "TRANSMOGRIFY",
      value: "TRANSMOGRIFY",
      remedy: "Its actions: ECHO",
    });
    expect(status).toBe(2);
  });
});

describe.concurrent("invoke ends with", () => {
  test("1 and a deadline, for a native action too", async () => {
    const { status, json } = await invoke("SLOW", "--timeout", "50", "--json");
    expect(json.error).toMatchObject({ code: "deadline", value: 50, path: "action SLOW" });
    expect(status).toBe(1);
  });

  test("1 and init's own reason where a plugin cannot be initialised", async () => {
    const { status, json } = await elizaosInterop([
      "invoke",
      `${fixtures}/failing-init.ts`,
      "NEVER",
      "--json",
    ]);
    expect(json.error).toMatchObject({
      code: "handler_failed",
      message: "WEATHER_KEY is not set",
      path: "init",
    });
    expect(status).toBe(1);
  });

  test("1 and a remedy where a plugin asks the storage for what it has not", async () => {
    const { status, json } = await invoke("STORE_MORE", "--json");
    expect(json.error.message).toContain("has no getConnection");
    expect(json.error.remedy).toContain("database adapter");
    expect(status).toBe(1);
  });

  test("2 where the plugin cannot be loaded", async () => {
    const { status, json } = await elizaosInterop(["invoke", "nowhere/plugin.json", "X", "--json"]);
    expect(json.error).toMatchObject({ code: "manifest_not_found", file: "nowhere/plugin.json" });
    expect(status).toBe(2);
  });
});

describe.concurrent("invoke logs", () => {
  test("warnings to standard error, without secrets", async () => {
    const { stdout, stderr } = await invoke("LOG");
    expect(stdout).toBe("");
    expect(stderr).toContain("warn unruly: warned by the runtime (token=[redacted], count=2)\n");
    expect(stderr).toContain("warned by core");
    expect(stderr).not.toContain("informed");
    expect(stderr).not.toContain("TEXT_EMBEDDING");
  });

  test("everything with --verbose", async () => {
    const { stderr } = await invoke("LOG", "--verbose");
    expect(stderr).toContain("informed by the runtime");
    expect(stderr).toContain("informed by core");
  });

  test("from the level of LOG_LEVEL on", async () => {
    const { stderr } = await elizaosInterop(["invoke", unruly, "LOG"], { env: { LOG_LEVEL: "error" } });
    expect(stderr).not.toContain("warned by");
  });
});

describe.concurrent("invoke over ipc", () => {
  const python = "test/guests/probe/python";

  test("gives what it gives natively", async () => {
    const words = ["EMIT", "--options", '{"contents":[{"text":"a"},{"text":"b"}]}', "--json"];
    const [inProcess, inChild, inPython] = await Promise.all([
      elizaosInterop(["invoke", probe, ...words]),
      elizaosInterop(["invoke", probe, "--protocol", "ipc", ...words]),
      elizaosInterop(["invoke", python, ...words]),
    ]);
    const { protocol, loadMs, invokeMs, language, ...rest } = inProcess.json;
    expect({ protocol, language }).toEqual({ protocol: "native", language: "typescript" });
    expect(rest.emitted).toEqual([{ text: "a" }, { text: "b" }]);
    expect(inChild.json).toMatchObject({ ...rest, protocol: "ipc", language: "typescript" });
    expect(inPython.json).toMatchObject({ ...rest, protocol: "ipc", language: "python" });
  });

  test("keeps what a Python plugin prints off standard output", async () => {
    const words = ["invoke", python, "PRINT", "--options", '{"message":"loud"}', "--json"];
    const { json, stderr } = await elizaosInterop([...words, "--verbose"]);
    expect(json.result).toMatchObject({ success: true, text: "printed" });
    expect(stderr).toContain("info probe: loud\n");
  });

  test("tells a Python handler's failure, and its traceback with --verbose", async () => {
    const words = ["invoke", python, "FAIL", "--options", '{"message":"boom"}'];
    const { status, stderr } = await elizaosInterop(words);
    expect(stderr).toBe('error: boom\n  in action FAIL of plugin "probe" (python)\n');
    expect(status).toBe(1);
    expect((await elizaosInterop([...words, "--verbose"])).stderr).toContain(
      "Traceback (most recent call last)",
    );
  });

  test("ends with 1 where the guest dies", async () => {
    const { status, json } = await elizaosInterop(["invoke", python, "EXIT", "--json"]);
    expect(json.error.code).toBe("crashed");
    expect(status).toBe(1);
  });

  test("keeps the deadline", async () => {
    const words = ["invoke", python, "WAIT", "--options", '{"ms":60000}', "--timeout", "200", "--json"];
    const { status, json } = await elizaosInterop(words);
    expect(json.error).toMatchObject({ code: "deadline", path: "action WAIT" });
    expect(status).toBe(1);
  });

  test("passes settings", async () => {
    const words = [
      "SETTING",
      "--options",
      '{"key":"PROBE_SETTING"}',
      "--setting",
      "PROBE_SETTING=false",
      "--json",
    ];
    const { json, stderr } = await elizaosInterop(["invoke", python, ...words]);
    expect(json.result.data.value).toBe(false);
    expect(stderr).toBe("");
  });
});

describe.concurrent("invoke of a Rust plugin", () => {
  const rust = "test/guests/probe/rust";
  const words = ["--options", '{"message":"boom"}', "--json"];

  test("runs over each protocol that it is built for", async () => {
    artefact(`${rust}/dist/probe.wasm`);
    for (const protocol of ["wasm", "ffi", "ipc"]) {
      const { json } = await elizaosInterop(["invoke", rust, "FAIL", "--protocol", protocol, ...words]);
      expect(json.error).toMatchObject({ code: "handler_failed", message: "boom", path: "action FAIL" });
    }
    const { json } = await elizaosInterop(["invoke", `${rust}/dist/probe.wasm`, "NOTHING", "--json"]);
    expect(json).toMatchObject({ protocol: "wasm", language: "rust", plugin: "probe", result: null });
  });

  test("loads a library into this process only where somebody but its manifest says so", async () => {
    const manifest = JSON.parse(readFileSync(join(root, rust, "plugin.json"), "utf8"));
    const folder = mkdtempSync(join(tmpdir(), "ffi-"));
    const library = manifest.interop.sharedLibPath.replace(
      ".so",
      process.platform === "darwin" ? ".dylib" : ".so",
    );
    cpSync(join(root, rust, library), join(folder, library));
    manifest.interop = { protocol: "ffi", sharedLibPath: manifest.interop.sharedLibPath };
    writeFileSync(join(folder, "plugin.json"), JSON.stringify(manifest));
    const invoking = (...more: string[]) => elizaosInterop(["invoke", folder, "NOTHING", "--json", ...more]);
    const refused = await invoking();
    expect(refused.json.error).toMatchObject({ code: "ffi_not_allowed", value: "ffi" });
    expect(refused.status).toBe(2);
    expect((await invoking("--allow-ffi")).json).toMatchObject({ protocol: "ffi", result: null });
    expect((await invoking("--protocol=ffi")).json).toMatchObject({ protocol: "ffi", result: null });
    rmSync(folder, { recursive: true });
  });
});

test("invoke: a plugin that ends our process is no success", async () => {
  const { status, json } = await elizaosInterop(["invoke", "test/cli/fixtures/exits.ts", "EXIT", "--json"]);
  expect(status).toBe(1);
  expect(json.error).toMatchObject({
    code: "crashed",
    message: "The plugin ended the process, with status 0",
  });
});

test.skipIf(process.platform !== "linux")(
  "invoke closes its process to others of the same user",
  async () => {
    const { json } = await elizaosInterop(["invoke", `${fixtures}/dumpable.ts`, "DUMPABLE", "--json"]);
    expect(json.result).toMatchObject({ text: "0" });
  },
);
