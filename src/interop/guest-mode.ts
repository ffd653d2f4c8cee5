/**
 * `elizaos-interop guest <plugin>`: offers any plugin on standard input and output. TypeScript runs in this process, Rust as ffi,
 * else as wasm; for Python this process becomes the bridge. It never starts another guest.
 */
import { existsSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { frame, PREAMBLE } from "../channel/frame.ts";
import { msgpackCodec } from "../channel/msgpack-codec.ts";
import { GUEST_VOICE, toWireError } from "../channel/wire-error.ts";
import { errorOf, PluginError } from "../errors.ts";
import { claimStdio, type Stdio } from "../transport/descriptors.ts";
import { StdioTransport } from "../transport/ipc/stdio-transport.ts";
import { dieWithParent } from "../transport/libc.ts";
import { GUEST_MARK } from "./assets.ts";
import { asyncCallScope } from "./async-call-scope.ts";
import { becomeProgram } from "./become-program.ts";
import { pythonBridge } from "./launch-ipc.ts";
import { loadSource } from "./load-plugin.ts";
import { closePlugin, type LoadedPlugin, pluginInfo } from "./loaded.ts";
import type { LoadOptions } from "./options.ts";
import { servePlugin } from "./serve/serve.ts";
import type { PluginSource } from "./source.ts";
import { StrayErrors } from "./stray-errors.ts";

/**
 * Serves until the host ends the connection. Resolves with the exit status, that of the error when the plugin could not be loaded, which the
 * host is told by `failed`.
 * @param sourceOf finds the plugin, and imports nothing of it: a Python plugin needs descriptors 0 and 1 as they are
 * @param version of this package, for `ready`
 */
export async function runGuest(
  sourceOf: () => PluginSource,
  options: LoadOptions,
  version: string,
): Promise<number> {
  // We are what was meant to be started; a plugin may load others, each in a guest of its own.
  delete process.env[GUEST_MARK];
  let stdio: Stdio | undefined;
  try {
    const source = sourceOf();
    if (source.artefacts.moduleName !== undefined && source.artefacts.modulePath === undefined)
      await becomePython(source, options);
    stdio = claimStdio();
    dieWithParent();
    const strays = new StrayErrors();
    // The host at the other end is the one who knows what the plugin may.
    const plugin = await loadSource(source, {
      ...options,
      grants: ["*"],
      protocol: inProcessProtocol(source),
    });
    await serve(plugin, { stdio, strays, version });
    return 0;
  } catch (error) {
    tellFailure(stdio ?? claimStdio(), error);
    return error instanceof PluginError ? error.exitStatus : 1;
  }
}

interface Serving {
  stdio: Stdio;
  strays: StrayErrors;
  version: string;
}

async function serve(plugin: LoadedPlugin, { stdio, strays, version }: Serving): Promise<void> {
  const info = pluginInfo(plugin);
  if (info === undefined) throw errorOf("internal", "The plugin was not loaded by a loader");
  // What cannot be told is refused here: once the transport has written its preamble, `failed` can no longer be.
  msgpackCodec.encode({ type: "ready", manifest: info.manifest });
  await servePlugin(plugin, {
    connect: (receiver) => new StdioTransport(stdio, receiver),
    codec: msgpackCodec,
    manifest: info.manifest,
    version,
    scope: asyncCallScope,
    strays,
  });
  await closePlugin(plugin);
}

/** Replaces this process by the bridge, which takes over descriptors that nobody has touched. Returns only by throwing. */
async function becomePython(source: PluginSource, options: LoadOptions): Promise<void> {
  const { argv } = await pythonBridge(source, options);
  const [python, ...args] = argv;
  becomeProgram(resolvedProgram(python), args, process.env);
}

function resolvedProgram(program: string): string {
  return program.includes("/") ? resolve(program) : (Bun.which(program) ?? program);
}

function inProcessProtocol(source: PluginSource): "native" | "ffi" | "wasm" {
  const { modulePath, sharedLibPath, wasmPath } = source.artefacts;
  if (modulePath !== undefined) return "native";
  const hasLibrary = sharedLibPath !== undefined && existsSync(resolve(source.baseDir, sharedLibPath));
  return hasLibrary || wasmPath === undefined ? "ffi" : "wasm";
}

function tellFailure(stdio: Stdio, error: unknown): void {
  const { path, value, remedy } = error instanceof PluginError ? error : ({} as Partial<PluginError>);
  const wire = toWireError(error, GUEST_VOICE);
  const failed = {
    type: "failed",
    ...wire,
    ...(error instanceof PluginError ? { code: error.code, message: error.message } : undefined),
    ...(path === undefined ? undefined : { path }),
    ...(value === undefined
      ? undefined
      : { value: typeof value === "string" ? value : JSON.stringify(value) }),
    ...(remedy === undefined ? undefined : { remedy }),
  };
  writeSync(stdio.output, PREAMBLE);
  writeSync(stdio.output, frame(msgpackCodec.encode(failed)));
}
