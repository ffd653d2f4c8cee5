/** Modules that break ABI 1: each ends by an error of the contract that names the file, at once. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadWasmPlugin, PluginError } from "../../../src/index.ts";
import { recordingRuntime } from "../../fixtures/recording-runtime.ts";
import {
  ANSWER,
  answerOf,
  assembled,
  call,
  DROP,
  EXTERNREF,
  F64,
  f64,
  GROW,
  I32,
  I64,
  i32,
  i64,
  type Parts,
  READY_ANSWER,
  UNREACHABLE,
} from "./assembled.ts";

const folder = mkdtempSync("/tmp/hostile-module-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(parts: Parts): string {
  const file = join(folder, `${crypto.randomUUID()}.wasm`);
  writeFileSync(file, assembled(parts));
  return file;
}

/** Loads the module and introduces an agent to it: what that threw. No deadline ends it. */
async function failureOf(file: string): Promise<unknown> {
  try {
    await using plugin = await loadWasmPlugin({ wasmPath: file, readyTimeoutMs: 60_000 });
    await plugin.init?.({}, recordingRuntime());
  } catch (error) {
    return error;
  }
  throw new Error("It went well");
}

const alloc = (body: number[]) => ({ elizaos_alloc: { params: [I32, I32], results: [I32], body } });
const send = (body: number[]) => ({ elizaos_send: { params: [I32, I32, I32], results: [I32], body } });
const open = (results: number[], body: number[]) => ({ elizaos_open: { params: [I32], results, body } });
const version = (results: number[], body: number[]) => ({ elizaos_abi_version: { results, body } });
const NULL_REF = [0xd0, EXTERNREF];

const violations: Record<string, [Parts, what: string]> = {
  "a version that is an i64": [{ functions: version([I64], i64(1n)) }, "elizaos_abi_version"],
  "a version that is an f64": [{ functions: version([F64], f64(1)) }, "elizaos_abi_version"],
  "a version that is an externref": [{ functions: version([EXTERNREF], NULL_REF) }, "elizaos_abi_version"],
  "a version that is nothing": [{ functions: version([], []) }, "elizaos_abi_version"],
  "two versions": [{ functions: version([I32, I32], [...i32(1), ...i32(1)]) }, "elizaos_abi_version"],
  "a version that wants to know something": [
    { functions: { elizaos_abi_version: { params: [I32], results: [I32], body: i32(1) } } },
    "elizaos_abi_version",
  ],
  "a handle that is an i64": [{ functions: open([I64], i64(64n)) }, "elizaos_open"],
  "a handle that is an f64": [{ functions: open([F64], f64(Number.NaN)) }, "elizaos_open"],
  "a handle that is nothing": [{ functions: open([], []) }, "elizaos_open"],
  "a room that is an i64": [
    { functions: { elizaos_alloc: { params: [I32, I32], results: [I64], body: i64(8192n) } } },
    "elizaos_alloc",
  ],
  "a room that is an f64": [
    { functions: { elizaos_alloc: { params: [I32, I32], results: [F64], body: f64(8192.5) } } },
    "elizaos_alloc",
  ],
  "a length that is an i64": [
    { functions: { elizaos_alloc: { params: [I32, I64], results: [I32], body: i32(8192) } } },
    "elizaos_alloc",
  ],
  "an answer that is an i64": [
    { functions: { elizaos_send: { params: [I32, I32, I32], results: [I64], body: i64(1024n) } } },
    "elizaos_send",
  ],
  "a send without a length": [
    { functions: { elizaos_send: { params: [I32, I32], results: [I32], body: i32(ANSWER) } } },
    "elizaos_send",
  ],
  "a close that answers": [
    { functions: { elizaos_close: { params: [I32], results: [I32], body: i32(0) } } },
    "elizaos_close",
  ],
  "an _initialize with parameters": [
    { functions: { _initialize: { params: [I64], body: [] } } },
    "_initialize",
  ],
  "an _initialize that is a memory": [{ exports: { _initialize: 2 } }, "_initialize"],
  "a memory that is shared": [{ memory: [0x03, 1, 1] }, "memory"],
  "a clock of whole numbers": [{ imports: { now: { results: [I64] } } }, "now"],
  "randomness of 64 bits": [{ imports: { random: { params: [I64, I64] } } }, "random"],
  "a panic without a text": [{ imports: { panic: {} } }, "panic"],
  "a room at 0": [{ functions: alloc(i32(0)) }, "elizaos_alloc answered the address 0"],
  "a room at a negative address": [
    { functions: alloc(i32(-8)) },
    "elizaos_alloc answered the address 4294967288",
  ],
  "a room that ends behind the memory": [
    { functions: alloc(i32(65_530)) },
    "elizaos_alloc answered the address 65530",
  ],
  "a room in a memory of no pages": [
    { memory: [0x00, 0], functions: send(i32(ANSWER)) },
    "elizaos_send answered the address 1024",
  ],
  "an answer at 0": [{ functions: send(i32(0)) }, "elizaos_send answered NULL"],
  "an answer at a negative address": [{ functions: send(i32(-1)) }, "answered the address 4294967295"],
  "an answer that begins in the memory's last bytes": [
    { functions: send(i32(65_530)) },
    "answered the address 65530",
  ],
  "an answer that ends behind the memory": [
    { answer: answerOf(["{}"], { byteLength: 70_000 }) },
    "an answer has 70000 bytes",
  ],
  "an answer of 4 GiB": [
    { answer: answerOf(["{}"], { byteLength: 0xffffffff }) },
    "an answer has 4294967295",
  ],
  "an answer with half of a length": [
    { answer: answerOf([], { byteLength: 2 }) },
    "a message is longer than its answer",
  ],
  "a message that is longer than its answer": [
    { answer: answerOf(["{}"], { length: 3 }) },
    "a message is longer than its answer",
  ],
  "a message of no bytes": [{ answer: answerOf([""]) }, "a message has 0 bytes"],
  "randomness for bytes that are not its own": [
    {
      imports: { random: { params: [I32, I32] } },
      functions: send([...i32(65_000), ...i32(1_000), ...call(0), ...i32(ANSWER)]),
    },
    "it names 1000 bytes at 65000",
  ],
  "a panic with a text that is not its own": [
    {
      imports: { panic: { params: [I32, I32] } },
      functions: send([...i32(-1), ...i32(10), ...call(0), ...UNREACHABLE]),
    },
    "it names 10 bytes at 4294967295",
  ],
  "randomness for its start function": [
    {
      imports: { random: { params: [I32, I32] } },
      functions: { _begin: { body: [...i32(0), ...i32(4), ...call(0)] } },
      start: 6,
    },
    "its start function calls the host",
  ],
};

for (const [name, [parts, what]] of Object.entries(violations)) {
  test(`a module with ${name} breaks the protocol`, async () => {
    const file = written(parts);
    const error = await failureOf(file);
    expect(error).toMatchObject({ name: "ProtocolError", code: "protocol_violation", file });
    expect((error as Error).message).toContain("The plugin breaks ABI 1: ");
    expect((error as Error).message).toContain(what);
  });
}

const refused: Record<string, [Parts, code: string, what: string]> = {
  "no elizaos_alloc": [
    { functions: { elizaos_alloc: undefined } },
    "abi_mismatch",
    "has no export elizaos_alloc",
  ],
  "a send that is a table": [
    { functions: { elizaos_send: undefined }, exports: { elizaos_send: 1 } },
    "abi_mismatch",
    "exports elizaos_send as a table",
  ],
  "a version that is a global": [
    { functions: { elizaos_abi_version: undefined }, exports: { elizaos_abi_version: 3 } },
    "abi_mismatch",
    "exports elizaos_abi_version as a global",
  ],
  "no memory": [{ memory: [] }, "abi_mismatch", "has no export memory"],
  WASI: [
    { imports: { "wasi_snapshot_preview1.fd_write": { params: [I32, I32, I32, I32], results: [I32] } } },
    "abi_mismatch",
    "imports wasi_snapshot_preview1.fd_write",
  ],
  "an unknown function of elizaos": [{ imports: { fetch: {} } }, "abi_mismatch", "imports elizaos.fetch"],
  "version 0": [{ functions: version([I32], i32(0)) }, "abi_mismatch", "built for ABI 0"],
  "version -1": [{ functions: version([I32], i32(-1)) }, "abi_mismatch", "built for ABI 4294967295"],
  "an elizaos_open that answers NULL": [
    { functions: open([I32], i32(0)) },
    "artefact_invalid",
    "elizaos_open answered NULL",
  ],
  "an elizaos_open that traps": [
    { functions: open([I32], UNREACHABLE) },
    "artefact_invalid",
    "it trapped at its start",
  ],
  "an _initialize that traps": [
    { functions: { _initialize: { body: UNREACHABLE } } },
    "artefact_invalid",
    "its module could not be started",
  ],
  "a start function that traps": [
    { functions: { _begin: { body: UNREACHABLE } }, start: 5 },
    "artefact_invalid",
    "its module could not be started",
  ],
  "an elizaos_alloc that traps": [{ functions: alloc(UNREACHABLE) }, "crashed", "it trapped"],
  "an elizaos_send that traps": [{ functions: send(UNREACHABLE) }, "crashed", "it trapped"],
  "an elizaos_send that recurses": [
    { functions: send([...i32(0), ...i32(0), ...i32(0), ...call(3)]) },
    "crashed",
    "it trapped",
  ],
};

for (const [name, [parts, code, what]] of Object.entries(refused)) {
  test(`a module with ${name} is refused by ${code}`, async () => {
    const file = written(parts);
    const error = await failureOf(file);
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject({ code, file });
    expect((error as Error).message).toContain(what);
  });
}

test("a memory that grows in every export harms nobody", async () => {
  const grow = [...i32(1), ...GROW, DROP];
  const initialized = JSON.stringify({ type: "plugin.init.result", re: 1 });
  const second = answerOf([initialized]);
  const padded = new Uint8Array(1024 + second.length);
  padded.set(READY_ANSWER);
  padded.set(second, 1024);
  const file = written({
    answer: padded,
    functions: {
      ...alloc([...grow, ...i32(65_536)]),
      // A poll answers ready, a message the other.
      elizaos_send: {
        params: [I32, I32, I32],
        results: [I32],
        body: [...grow, ...i32(ANSWER + 1024), ...i32(ANSWER), 0x20, 2, 0x1b],
      },
    },
  });
  await using plugin = await loadWasmPlugin({ wasmPath: file });
  await plugin.init?.({}, recordingRuntime());
  expect(plugin.name).toBe("hostile");
});

test("a message that is not UTF-8 is read with U+FFFD in its place", async () => {
  const text = new TextDecoder().decode(READY_ANSWER.subarray(12));
  const bytes = new TextEncoder().encode(text.replace("by-hand", "by-?and"));
  bytes[bytes.indexOf(0x3f)] = 0xff;
  await using plugin = await loadWasmPlugin({ wasmPath: written({ answer: answerOf([bytes]) }) });
  expect(plugin.name).toBe("hostile");
});
