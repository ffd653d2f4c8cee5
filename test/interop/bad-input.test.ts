/** Each bad input gets an error of its own, with file, place, value and remedy; and nothing is left behind. */
import { afterAll, expect, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  closePlugin,
  loadFfiPlugin,
  loadPlugin,
  loadPythonPlugin,
  loadTypeScriptPlugin,
  loadWasmPlugin,
  type PluginError,
} from "../../src/index.ts";
import { findPython } from "../../src/transport/ipc/python.ts";
import { artefact, root } from "../fixtures/repository.ts";
import { resources, untilAsBefore } from "../fixtures/resources.ts";

const folder = mkdtempSync("/tmp/bad-input-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixtures = join(root, "test/interop/fixtures");

const manifest = {
  name: "bad",
  description: "Is bad",
  version: "1.0.0",
  language: "rust",
  interop: { protocol: "wasm", wasmPath: "./bad.wasm", sharedLibPath: "./bad.so" },
};

const pipe = join(folder, "pipe.json");
Bun.spawnSync(["mkfifo", pipe]);

/** Writes a file into the folder of this test and gives its path. */
function written(name: string, contents: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, contents);
  return file;
}

function manifestFile(name: string, value: unknown): string {
  return written(`${name}/plugin.json`, typeof value === "string" ? value : JSON.stringify(value));
}

const library = () => readFileSync(artefact("test/guests/abi-two/rust/dist/libabi_two.so"));
const wasm = () => readFileSync(artefact("test/guests/abi-two/rust/dist/abi_two.wasm"));
const python = (moduleName: string, more: object = {}) =>
  loadPlugin({
    manifest: { ...manifest, language: "python", interop: { protocol: "ipc", moduleName } } as never,
    baseDir: fixtures,
    ...more,
  });
const ipcCommand = (...command: string[]) => ({
  manifest: { ...manifest, language: "other", interop: { protocol: "ipc", ipcCommand: command } } as never,
  baseDir: folder,
});

/** Loads a Python plugin from a folder in which one entry is a link to what lies outside, a package or a plain file. */
function linked(name: string, link: string, moduleName: string, interpreter?: string) {
  const baseDir = join(folder, name);
  written(`${name}/package/__init__.py`, "");
  rmSync(join(baseDir, link), { force: true });
  written("outside/inner.py", "");
  const outside = link === "linked" ? join(folder, "outside") : written("outside/__init__.py", "");
  symlinkSync(outside, join(baseDir, link));
  const interop = { protocol: "ipc", moduleName, ...(interpreter && { python: interpreter }) };
  return loadPlugin({ manifest: { ...manifest, language: "python", interop } as never, baseDir });
}

interface BadInput {
  name: string;
  load(): Promise<unknown>;
  /** What the error must say; `message` is a part of it. */
  error: { code: string; message: string | RegExp; path?: string | RegExp; remedy?: string | RegExp };
}

const inputs: BadInput[] = [
  {
    name: "a manifest that is missing",
    load: () => loadPlugin({ manifestPath: join(folder, "nowhere/plugin.json") }),
    error: {
      code: "manifest_not_found",
      message: "nowhere/plugin.json as it does not exist",
      remedy: "Name a plugin.json",
    },
  },
  {
    name: "a manifest that is too large",
    load: () => loadPlugin({ manifestPath: manifestFile("large", " ".repeat(2 ** 20 + 1)) }),
    error: {
      code: "manifest_invalid",
      message: "as it has 1048577 bytes, more than 1048576",
      remedy: "Leave out",
    },
  },
  ...["utf16le", "latin1"].map(
    (encoding): BadInput => ({
      name: `a manifest in ${encoding}`,
      load: () => {
        const text = JSON.stringify({ ...manifest, description: "Schlöss" });
        const bytes = Buffer.from(text, encoding as BufferEncoding);
        return loadPlugin({ manifestPath: written(`${encoding}/plugin.json`, bytes) });
      },
      error: {
        code: "manifest_not_json",
        message: encoding === "latin1" ? "as it is not in UTF-8" : "as it is in UTF-16",
        remedy: "Save it as UTF-8",
      },
    }),
  ),
  {
    name: "a manifest that is a folder",
    load: () => loadPlugin({ manifestPath: folder }),
    error: {
      code: "manifest_not_found",
      message: "as it is a folder and no file",
      remedy: "Name a plugin.json",
    },
  },
  {
    name: "a manifest below a file",
    load: () => loadPlugin({ manifestPath: join(manifestFile("below", "{}"), "plugin.json") }),
    error: { code: "manifest_not_found", message: "as it does not exist", remedy: "Name a plugin.json" },
  },
  {
    name: "a manifest that is a device without an end",
    load: () => loadPlugin({ manifestPath: "/dev/zero" }),
    error: {
      code: "manifest_not_found",
      message: "as it is a device and no file",
      remedy: "Name a plugin.json",
    },
  },
  {
    name: "a manifest that is a pipe which nobody writes",
    load: () => loadPlugin({ manifestPath: pipe }),
    error: {
      code: "manifest_not_found",
      message: "as it is a pipe and no file",
      remedy: "Name a plugin.json",
    },
  },
  {
    name: "a manifest that is not JSON",
    load: () => loadPlugin({ manifestPath: manifestFile("not-json", "{ name: 'bad' }") }),
    error: { code: "manifest_not_json", message: "as it is not JSON", remedy: "Mend the JSON" },
  },
  {
    name: "a manifest with a wrong field",
    load: () =>
      loadPlugin({
        manifestPath: manifestFile("wrong-field", { ...manifest, actions: [{ name: 5, description: "" }] }),
      }),
    error: {
      code: "manifest_invalid",
      message: "$.actions[0].name is 5, expected string",
      path: "$.actions[0].name",
    },
  },
  {
    name: "a manifest with an unknown protocol",
    load: () =>
      loadPlugin({
        manifestPath: manifestFile("protocol", {
          ...manifest,
          interop: { protocol: "wsam", wasmPath: "./x" },
        }),
      }),
    error: {
      code: "manifest_invalid",
      message: '$.interop.protocol is "wsam", expected one of native, wasm, ffi, ipc',
      path: "$.interop.protocol",
    },
  },
  {
    name: "a protocol that the plugin does not offer",
    load: () => loadPlugin({ manifestPath: manifestFile("offer", manifest), protocol: "native" }),
    error: {
      code: "protocol_unavailable",
      message: "over native as it names no modulePath",
      path: "$.interop.modulePath",
      remedy: "wasmPath",
    },
  },
  {
    name: "an artefact that is missing",
    load: () => loadPlugin({ manifestPath: manifestFile("missing", manifest) }),
    error: {
      code: "artefact_not_found",
      message: "./bad.wasm does not exist",
      path: "$.interop.wasmPath",
      remedy: "Build the plugin",
    },
  },
  {
    name: "a path with .. that leaves the folder",
    load: () =>
      loadPlugin({
        manifestPath: manifestFile("escape", {
          ...manifest,
          interop: { protocol: "wasm", wasmPath: "./../bad.wasm" },
        }),
      }),
    error: {
      code: "path_escapes",
      message: "leads out of its folder",
      path: "$.interop.wasmPath",
      remedy: "allowOutsidePaths",
    },
  },
  {
    name: "a symlink that leaves the folder",
    load: () => {
      const file = manifestFile("symlink", manifest);
      symlinkSync(written("outside.wasm", wasm()), join(folder, "symlink/bad.wasm"));
      return loadPlugin({ manifestPath: file });
    },
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.wasmPath" },
  },
  {
    name: "a command's file that leaves the folder",
    load: () => loadPlugin(ipcCommand("sh", "./../outside.sh")),
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.ipcCommand[1]" },
  },
  {
    name: "an interpreter that leaves the folder",
    load: () =>
      loadPlugin({
        manifest: {
          ...manifest,
          language: "python",
          interop: { protocol: "ipc", moduleName: "x", python: "../python3" },
        } as never,
        baseDir: fixtures,
      }),
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.python" },
  },
  {
    name: "an interpreter that is linked from elsewhere",
    load: () => linked("interpreter", "python3", "linked", "./python3"),
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.python" },
  },
  {
    name: "an interpreter of a virtual environment that is linked from elsewhere",
    load: () => {
      written("environment/pyvenv.cfg", "");
      written("environment/bin/python3", "");
      mkdirSync(join(folder, "linked-environment"));
      symlinkSync(join(folder, "environment"), join(folder, "linked-environment/.venv"));
      const interop = { protocol: "ipc", moduleName: "x", python: "./.venv/bin/python3" };
      const named = { ...manifest, language: "python", interop } as never;
      return loadPlugin({ manifest: named, baseDir: join(folder, "linked-environment") });
    },
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.python" },
  },
  {
    name: "a command's file that is linked from elsewhere",
    load: () => {
      mkdirSync(join(folder, "command"));
      symlinkSync(written("outside.sh", "sleep 600"), join(folder, "command/guest.sh"));
      return loadPlugin({ ...ipcCommand("sh", "./guest.sh"), baseDir: join(folder, "command") });
    },
    error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.ipcCommand[1]" },
  },
  ...[
    ["linked.py", "linked"],
    ["linked.py", "linked:plugin"],
    ["linked", "linked"],
    ["linked", "linked.inner"],
    ["package/__init__.py", "package"],
    ["package/__init__.py", "package.inner"],
    ["package/inner.py", "package.inner"],
    ["package/plugin.py", "package"],
    ["linked.cpython-311-x86_64-linux-gnu.so", "linked"],
    ["linked.so", "linked"],
    ["linked.pyc", "linked"],
  ].map(([link = "", moduleName = ""], index) => ({
    name: `the Python module ${moduleName} where ${link} is linked from elsewhere`,
    load: () => linked(`python-${index}`, link, moduleName),
    error: { code: "path_escapes", message: link, path: "$.interop.moduleName" },
  })),
  ...["file:///etc/passwd.ts", "foo/../../../evil.ts", "data:text/javascript,export default 1"].map(
    (modulePath) => ({
      name: `the module ${modulePath}`,
      load: () =>
        loadPlugin({
          manifest: {
            ...manifest,
            language: "typescript",
            interop: { protocol: "native", modulePath },
          } as never,
          baseDir: fixtures,
        }),
      error: { code: "path_escapes", message: "leads out of its folder", path: "$.interop.modulePath" },
    }),
  ),
  {
    name: "options without a manifest",
    load: () => loadPlugin(undefined as never),
    error: { code: "usage", message: "'manifestPath' must be a text", path: "manifestPath" },
  },
  {
    name: "a folder as an artefact",
    load: () => loadWasmPlugin({ wasmPath: folder }),
    error: { code: "artefact_invalid", message: "is no file", remedy: "Name the file itself" },
  },
  {
    name: "ffi that only the manifest asks for",
    load: () =>
      loadPlugin({
        manifestPath: manifestFile("ffi", {
          ...manifest,
          interop: { protocol: "ffi", sharedLibPath: "./bad.so" },
        }),
      }),
    error: {
      code: "ffi_not_allowed",
      message: "only its manifest asks for ffi",
      path: "$.interop.protocol",
      remedy: "--allow-ffi",
    },
  },
  {
    name: "a text as a shared library",
    load: () =>
      loadFfiPlugin({
        sharedLibPath: written(
          "text.so",
          "not a library, but long enough to have room for a header ".repeat(3),
        ),
      }),
    error: {
      code: "artefact_invalid",
      message: "it is no ELF file",
      path: "offset 0",
      remedy: "cargo build --release --features ffi",
    },
  },
  {
    name: "an empty shared library",
    load: () => loadFfiPlugin({ sharedLibPath: written("empty.so", "") }),
    error: { code: "artefact_invalid", message: "it is no shared library", path: "the file's length" },
  },
  {
    name: "a shared library of another machine",
    load: () => {
      const bytes = library();
      bytes.writeUInt16LE(process.arch === "arm64" ? 62 : 183, 18);
      return loadFfiPlugin({ sharedLibPath: written("machine.so", bytes) });
    },
    error: { code: "artefact_invalid", message: "it is for another machine", path: "e_machine" },
  },
  {
    name: "a shared library that is cut short",
    load: () =>
      loadFfiPlugin({ sharedLibPath: written("short.so", library().subarray(0, library().length / 2)) }),
    error: { code: "artefact_invalid", message: "it is cut short", path: /segment|program headers/ },
  },
  {
    name: "a shared library of another ABI version",
    load: () => loadFfiPlugin({ sharedLibPath: artefact("test/guests/abi-two/rust/dist/libabi_two.so") }),
    error: {
      code: "abi_mismatch",
      message: "built for ABI 2, this host speaks ABI 1",
      path: "elizaos_abi_version",
    },
  },
  {
    name: "a shared library without the ABI",
    load: () =>
      loadFfiPlugin({ sharedLibPath: written("libc.so", readFileSync("/lib/x86_64-linux-gnu/libm.so.6")) }),
    error: { code: "abi_mismatch", message: "has no function elizaos_", remedy: "feature ffi" },
  },
  {
    name: "an empty wasm module",
    load: () => loadWasmPlugin({ wasmPath: written("empty.wasm", "") }),
    error: { code: "artefact_invalid", message: "begins with an empty file", path: "offset 0" },
  },
  ...(["native", "ipc"] as const).flatMap((protocol) =>
    ["a?b.ts", "what?/c.ts", "a\\b.ts", "back\\slash/c.ts"].map((name) => ({
      name: `${name} as a TypeScript module over ${protocol}`,
      load: () => loadTypeScriptPlugin({ modulePath: written(name, "export default 1;"), protocol }),
      error: {
        code: "module_failed",
        message: "its path must have no ? and no \\",
        remedy: "Rename what has the",
      },
    })),
  ),
  {
    name: "a text as a wasm module",
    load: () => loadWasmPlugin({ wasmPath: written("text.wasm", "(module)") }),
    error: {
      code: "artefact_invalid",
      message: "it is no wasm module: it begins with bytes 286d6f64",
      path: "offset 0",
    },
  },
  {
    name: "a wasm module that is cut short",
    load: () => loadWasmPlugin({ wasmPath: written("short.wasm", wasm().subarray(0, wasm().length / 2)) }),
    error: { code: "artefact_invalid", message: "it is no valid wasm module", remedy: "cut short" },
  },
  {
    name: "a wasm module without exports",
    load: () => loadWasmPlugin({ wasmPath: written("bare.wasm", Uint8Array.fromHex("0061736d01000000")) }),
    error: { code: "abi_mismatch", message: "it has no export memory", path: "export memory" },
  },
  {
    name: "a wasm module of another ABI version",
    load: () => loadWasmPlugin({ wasmPath: artefact("test/guests/abi-two/rust/dist/abi_two.wasm") }),
    error: {
      code: "abi_mismatch",
      message: "built for ABI 2, this host speaks ABI 1",
      path: "elizaos_abi_version",
    },
  },
  {
    name: "a module that is missing",
    load: () => loadTypeScriptPlugin({ modulePath: join(folder, "nobody.ts") }),
    error: { code: "artefact_not_found", message: "nobody.ts does not exist", remedy: "Check the path" },
  },
  {
    name: "a package that is not installed",
    load: () => loadTypeScriptPlugin({ modulePath: "@nobody/plugin-nothing" }),
    error: {
      code: "module_not_found",
      message: "it is not installed",
      remedy: "bun add @nobody/plugin-nothing",
    },
  },
  {
    name: "a module without a plugin",
    load: () => loadTypeScriptPlugin({ modulePath: join(fixtures, "no_plugin.ts") }),
    error: {
      code: "plugin_not_found",
      message: "looked for an object default, plugin or …Plugin, a function without parameters",
      remedy: "exports answer",
    },
  },
  {
    name: "a module without the export that was named",
    load: () => loadTypeScriptPlugin({ modulePath: `${join(fixtures, "several.ts")}:nobody` }),
    error: { code: "plugin_not_found", message: "looked for nobody", path: "nobody", remedy: "todoPlugin" },
  },
  {
    name: "a module that throws while it is imported",
    load: () => loadTypeScriptPlugin({ modulePath: join(fixtures, "throws.ts") }),
    error: { code: "module_failed", message: "failed while it was imported: no key, no plugin" },
  },
  {
    name: "the same in a process of its own",
    load: () => loadTypeScriptPlugin({ modulePath: join(fixtures, "throws.ts"), protocol: "ipc" }),
    error: { code: "module_failed", message: "failed while it was imported: no key, no plugin" },
  },
  {
    name: "a Python module that does not exist",
    load: () => loadPythonPlugin({ moduleName: "nobody_has_this" }),
    error: { code: "module_not_found", message: "nobody_has_this" },
  },
  {
    name: "a Python module that raises while it is imported",
    load: () => python("bad_import"),
    error: { code: "module_failed", message: "no key, no plugin" },
  },
  {
    name: "a Python module without a plugin",
    load: () => python("bare_module"),
    error: { code: "plugin_not_found", message: /looked for|ANSWER/ },
  },
  {
    name: "a Python module without the attribute that was named",
    load: () => python("bare_module:nobody"),
    error: { code: "plugin_not_found", message: "nobody" },
  },
  {
    name: "a Python interpreter that does not exist",
    load: () => python("bare_module", { python: "/nowhere/python3" }),
    error: {
      code: "interpreter_not_found",
      message: "tried /nowhere/python3 (the option python)",
      remedy: "Install Python 3.10",
    },
  },
  {
    name: "a Python interpreter that is too old",
    load: () => python("bare_module", { python: join(fixtures, "old-python.sh") }),
    error: {
      code: "interpreter_too_old",
      message: /3\.9.*tried .*old-python\.sh \(the option python\)/s,
      remedy: "3.10",
    },
  },
  {
    name: "a guest that exits before it is ready",
    load: () => python("exits_early"),
    error: {
      code: "guest_exited",
      message: "exited with status 4 before it was ready; it wrote last: cannot go on",
    },
  },
  {
    name: "a guest that says nothing",
    load: () => python("silent", { readyTimeoutMs: 400 }),
    error: { code: "guest_silent", message: "said nothing within 400 ms", remedy: "readyTimeoutMs" },
  },
  {
    name: "a guest whose program does not exist",
    load: () => loadPlugin(ipcCommand("./no-such-guest")),
    error: {
      code: "guest_not_found",
      message: "Cannot start the guest",
      remedy: "Check that the program exists",
    },
  },
  {
    name: "a guest that says something else first",
    load: () => loadPlugin(ipcCommand("sh", "-c", "yes hello")),
    error: { code: "protocol_violation", message: 'the preamble "ELIZAIPC1\\n" within 65536 bytes' },
  },
  {
    name: "a guest that sends garbage",
    load: () => loadPlugin(ipcCommand("sh", "-c", "printf 'ELIZAIPC1\\n\\003\\000\\000\\000abc'; sleep 600")),
    error: { code: "protocol_violation", message: "Cannot read a message" },
  },
  {
    name: "a guest that sends a frame over the cap",
    load: () => loadPlugin(ipcCommand("sh", "-c", "printf 'ELIZAIPC1\\n\\377\\377\\377\\377'; sleep 600")),
    error: {
      code: "protocol_violation",
      message: "a frame of 1 to 1048576 bytes: current value is 4294967295 bytes",
    },
  },
  {
    name: "an option that is no number",
    load: () =>
      loadWasmPlugin({ wasmPath: artefact("test/guests/probe/rust/dist/probe.wasm"), timeoutMs: Number.NaN }),
    error: {
      code: "usage",
      message: "'timeoutMs' must be a positive number of ms: current value is NaN",
      path: "timeoutMs",
    },
  },
  {
    name: "an option that is no number, of a native plugin too",
    load: () =>
      loadTypeScriptPlugin({
        modulePath: join(root, "plugins/echo/typescript/echo.ts"),
        timeoutMs: "5" as unknown as number,
      }),
    error: {
      code: "usage",
      message: "'timeoutMs' must be a positive number of ms: current value is \"5\"",
      path: "timeoutMs",
    },
  },
  {
    name: "a manifest that contradicts its guest",
    load: () =>
      loadPlugin({
        manifest: {
          ...manifest,
          name: "probe",
          version: "9.9.9",
          language: "python",
          interop: { protocol: "ipc", moduleName: "probe_plugin" },
          actions: [{ name: "NO_SUCH_ACTION", description: "Promised" }],
        } as never,
        baseDir: join(root, "test/guests/probe/python"),
      }),
    error: {
      code: "manifest_mismatch",
      message: '$.actions has "NO_SUCH_ACTION", the guest has not',
      remedy: "mend plugin.json",
    },
  },
];

for (const { name, load, error } of inputs) {
  test(`load refuses ${name}`, async () => {
    artefact("dist/python/__main__.py");
    const before = resources();
    const thrown = (await load().then(
      () => {
        throw new Error("It was loaded");
      },
      (reason) => reason,
    )) as PluginError;
    expect(thrown.code, thrown.message).toBe(error.code as PluginError["code"]);
    if (typeof error.message === "string") expect(thrown.message).toContain(error.message);
    else expect(thrown.message).toMatch(error.message);
    if (error.path !== undefined) expect(thrown.path ?? "").toMatch(error.path);
    if (error.remedy !== undefined) expect(thrown.remedy).toMatch(error.remedy);
    await untilAsBefore(before);
  });
}

test("loadPlugin() takes a Python module that is linked from its own folder, or from elsewhere by allowOutsidePaths", async () => {
  const baseDir = join(folder, "own");
  const outside = written(
    "elsewhere.py",
    'plugin = {"name": "linked", "description": "Is bad", "version": "1.0.0", "actions": []}\n',
  );
  // A program of the module's name beside it is no package of it.
  written("own/linked", "");
  written("own/inner/real.py", readFileSync(outside));
  for (const target of [join(baseDir, "inner/real.py"), outside]) {
    rmSync(join(baseDir, "linked.py"), { force: true });
    symlinkSync(target, join(baseDir, "linked.py"));
    const interop = { protocol: "ipc", moduleName: "linked" };
    const named = { ...manifest, name: "linked", language: "python", interop } as never;
    const plugin = await loadPlugin({ manifest: named, baseDir, allowOutsidePaths: target === outside });
    expect(plugin.name).toBe("linked");
    await closePlugin(plugin);
  }
});

test("loadPlugin() runs the interpreter of a virtual environment in the plugin's folder, where the manifest names it", async () => {
  const baseDir = join(folder, "environment-of-its-own");
  const found = findPython({ chosen: undefined, manifest: undefined, baseDir: root, env: {} }).path;
  const python = realpathSync(Bun.which(found) ?? found);
  written("environment-of-its-own/.venv/pyvenv.cfg", `home = ${dirname(python)}\n`);
  mkdirSync(join(baseDir, ".venv/bin"));
  symlinkSync(python, join(baseDir, ".venv/bin/python3"));
  const action = '{"name": "WHO", "description": sys.executable, "handler": print}';
  const facts = { name: "own", description: "Has its own", version: "1.0.0" };
  const module = `import sys\nplugin = {**${JSON.stringify(facts)}, "actions": [${action}]}\n`;
  written("environment-of-its-own/own.py", module);
  const interop = { protocol: "ipc", moduleName: "own", python: ".venv/bin/python3" };
  const plugin = await loadPlugin({ manifest: { ...facts, language: "python", interop } as never, baseDir });
  expect(plugin.actions?.[0]?.description).toBe(join(baseDir, ".venv/bin/python3"));
  await closePlugin(plugin);
});

test("loadPlugin() takes a manifest with a byte order mark", async () => {
  const text = readFileSync(join(root, "plugins/echo/typescript/plugin.json"), "utf8");
  const manifestPath = written(
    "marked/plugin.json",
    `\uFEFF${text.replace("./", `${root}/plugins/echo/typescript/`)}`,
  );
  const plugin = await loadPlugin({ manifestPath, allowOutsidePaths: true });
  expect(plugin.name).toBe("echo");
});

test("loadTypeScriptPlugin() finds a plugin by its name, in a promise and behind a function", async () => {
  const file = join(fixtures, "several.ts");
  expect((await loadTypeScriptPlugin({ modulePath: file })).name).toBe("todo");
  expect((await loadTypeScriptPlugin({ modulePath: `${file}:getOther` })).name).toBe("other");
});
