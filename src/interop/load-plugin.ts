/** The loaders: from a manifest or an artefact to an elizaOS `Plugin`, whatever the language and the transport. */
import { dirname } from "node:path";
import type { Plugin } from "@elizaos/core";
import { mismatch } from "../contract/agreement.ts";
import type { Protocol } from "../contract/generated/types.ts";
import type { Manifest } from "../contract/manifest.ts";
import { errorOf, UsageError } from "../errors.ts";
import { adaptPlugin } from "./adapter/adapter.ts";
import { Guest } from "./guest.ts";
import { Guests } from "./guests.ts";
import type { Launch } from "./launch.ts";
import { launchFfi } from "./launch-ffi.ts";
import { launchIpc } from "./launch-ipc.ts";
import { launchWasm } from "./launch-wasm.ts";
import { beginListing } from "./listing-order.ts";
import { type LoadedPlugin, register } from "./loaded.ts";
import { GuestLog } from "./log.ts";
import { importPlugin, moduleFile, nativePlugin } from "./native-plugin.ts";
import { logOffers, offersOf } from "./offer.ts";
import { guestOptions, type LoadOptions, userPolicy } from "./options.ts";
import { manifestOfPlugin } from "./plugin-manifest.ts";
import { Policy } from "./policy.ts";
import {
  type PluginSource,
  sourceOfArtefact,
  sourceOfManifestFile,
  sourceOfManifestValue,
} from "./source.ts";
import { staticHandler } from "./static-files.ts";

/** A manifest's file, or a manifest that was read already with the folder that its paths are relative to. */
export type ManifestOptions = LoadOptions &
  ({ manifestPath: string } | { manifest: Manifest; baseDir: string });

/**
 * Loads the plugin that a manifest describes, over its `interop.protocol` unless `protocol` says another.
 * @throws ManifestError, LoadError, ProtocolError: each names the file, the place, the value and what to do
 */
export function loadPlugin(options: ManifestOptions): Promise<LoadedPlugin> {
  return loading(() => {
    if ("manifest" in Object(options)) {
      const { manifest, baseDir } = options as { manifest: Manifest; baseDir: string };
      return sourceOfManifestValue(manifest, text("baseDir", baseDir));
    }
    return sourceOfManifestFile(
      text("manifestPath", (options as { manifestPath?: string } | undefined)?.manifestPath),
    );
  }, options);
}

/**
 * Loads a TypeScript or JavaScript plugin into this process.
 * @param options.modulePath a file or a package's name, with `:export` where the plugin is not the default export
 */
export function loadTypeScriptPlugin(options: LoadOptions & { modulePath: string }): Promise<LoadedPlugin> {
  return loading(() => {
    const modulePath = text("modulePath", options.modulePath);
    return sourceOfArtefact("native", { modulePath }, modulePath);
  }, options);
}

/** Loads a Rust plugin that was built as WebAssembly: in a sandbox, with nothing but its own memory. */
export function loadWasmPlugin(options: LoadOptions & { wasmPath: string }): Promise<LoadedPlugin> {
  return loading(() => {
    const wasmPath = text("wasmPath", options.wasmPath);
    return sourceOfArtefact("wasm", { wasmPath }, wasmPath);
  }, options);
}

/** Loads a shared library into this process, with all of the process's power. */
export function loadFfiPlugin(options: LoadOptions & { sharedLibPath: string }): Promise<LoadedPlugin> {
  return loading(() => {
    const sharedLibPath = text("sharedLibPath", options.sharedLibPath);
    return sourceOfArtefact("ffi", { sharedLibPath }, sharedLibPath);
  }, options);
}

/**
 * Loads a Python plugin in a process of its own.
 * @param options.moduleName as `module` or `module:attribute`; found on the interpreter's path or in the working directory
 */
export function loadPythonPlugin(options: LoadOptions & { moduleName: string }): Promise<LoadedPlugin> {
  return loading(() => {
    const moduleName = text("moduleName", options.moduleName);
    return sourceOfArtefact("ipc", { moduleName }, moduleName);
  }, options);
}

/** The loaders' common part: rejects where `sourceOf` throws. */
async function loading(sourceOf: () => PluginSource, options: LoadOptions): Promise<LoadedPlugin> {
  return loadSource(sourceOf(), options);
}

/** Loads a plugin from wherever it comes. */
export async function loadSource(source: PluginSource, options: LoadOptions): Promise<LoadedPlugin> {
  refuseWindows();
  const protocol = options.protocol ?? source.protocol;
  // First, so that wrong options are told whatever the protocol.
  const guesting = guestOptions(options);
  if (protocol === "native") return loadNative(source, options);
  const launch = await launchOf(source, protocol, options);
  let first: Guest;
  try {
    first = await Guest.open(launch, guesting);
  } catch (error) {
    launch.dispose?.();
    throw error;
  }
  const guests = new Guests(launch, guesting, first);
  const { manifest } = first;
  const offers = offersOf(first.policy, launch.environment);
  logOffers(first.log, offers);
  const files = { plugin: manifest.name, baseDir: folderOf(source, protocol, launch.artefact) };
  const plugin = adaptPlugin({
    manifest,
    guests,
    timeoutMs: guesting.timeoutMs,
    staticHandler: (definition) => staticHandler(files, definition),
  });
  const language = manifest.language ?? "other";
  return register(plugin, { manifest, protocol, language, artefact: launch.artefact, offers }, () =>
    guests.close(),
  );
}

async function loadNative(source: PluginSource, options: LoadOptions): Promise<LoadedPlugin> {
  if (source.artefacts.modulePath === undefined) throw unavailable(source, "native", "modulePath");
  const file = moduleFile(source, options.allowOutsidePaths);
  const user = userPolicy(options);
  const log = new GuestLog(options.onLog);
  const own = await importPlugin(source, file);
  const refusal = mismatch(source.manifest, manifestOfPlugin(own, "typescript"), file);
  if (refusal !== undefined) throw refusal;
  const plugin = nativePlugin(own, {
    manifest: source.manifest,
    user,
    baseDir: folderOf(source, "native", file),
    log,
  });
  beginListingWithInit(plugin);
  const manifest = source.manifest ?? manifestOfPlugin(plugin, "typescript");
  const offers = offersOf(source.manifest === undefined ? undefined : new Policy(source.manifest, user));
  log.plugin = manifest.name;
  if (source.manifest !== undefined) logOffers(log, offers);
  return register(
    plugin,
    { manifest, protocol: "native", language: "typescript", artefact: file, offers },
    async () => {},
  );
}

/** One without init is registered at once, and needs nothing. */
function beginListingWithInit(plugin: Plugin): void {
  const { init } = plugin;
  if (init === undefined) return;
  plugin.init = (config, runtime) => {
    const done = init.call(plugin, config, runtime);
    beginListing(plugin, runtime, done);
    return done;
  };
}

/** The plugin's folder: its manifest's, else its artefact's. A Python module's is known to its interpreter alone. */
function folderOf(source: PluginSource, protocol: Protocol, artefact: string): string | undefined {
  if (source.manifest !== undefined) return source.baseDir;
  return protocol === "ipc" ? undefined : dirname(artefact);
}

async function launchOf(source: PluginSource, protocol: Protocol, options: LoadOptions): Promise<Launch> {
  switch (protocol) {
    case "wasm":
      if (source.artefacts.wasmPath === undefined) throw unavailable(source, protocol, "wasmPath");
      return launchWasm(source, options);
    case "ffi":
      if (source.artefacts.sharedLibPath === undefined) throw unavailable(source, protocol, "sharedLibPath");
      return launchFfi(source, options);
    case "ipc":
      return launchIpc(source, options);
    default:
      throw new UsageError(
        "usage",
        `Cannot load ${source.file} as 'protocol' must be one of native, wasm, ffi, ipc: current value is ${JSON.stringify(protocol)}`,
        {
          path: "protocol",
          value: protocol,
        },
      );
  }
}

function unavailable(source: PluginSource, protocol: Protocol, field: string): Error {
  const offered = Object.keys(source.artefacts).filter((name) => name !== "env" && name !== "python");
  return errorOf(
    "protocol_unavailable",
    `Cannot load ${source.file} over ${protocol} as it names no ${field}`,
    {
      plugin: source.manifest?.name,
      file: source.file,
      path: `$.interop.${field}`,
      value: undefined,
      remedy: `Choose another protocol, or add interop.${field}; the plugin offers ${offered.join(", ")}`,
    },
  );
}

function text(name: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(
    "usage",
    `Cannot load a plugin as '${name}' must be a text: current value is ${JSON.stringify(value)}`,
    {
      path: name,
      value,
    },
  );
}

function refuseWindows(): void {
  if (process.platform !== "win32") return;
  throw errorOf(
    "platform_unsupported",
    "Cannot load plugins on Windows as guests need Unix sockets and signals",
    {
      value: process.platform,
      remedy: "Use Linux, macOS, or WSL 2",
    },
  );
}
