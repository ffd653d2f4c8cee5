/**
 * elizaos-interop: loads elizaOS plugins written in TypeScript, Rust and Python. This is what `elizaos-interop` and
 * `@elizaos/core/interop` resolve to.
 */
import "./needs-bun.js";

export type { Protocol } from "./contract/generated/types.ts";
export type { GuestManifest, Manifest } from "./contract/manifest.ts";
export {
  CallError,
  CancelledError,
  ClosedError,
  CrashedError,
  DeadlineError,
  type ErrorCode,
  errorChain,
  LoadError,
  ManifestError,
  PermissionDeniedError,
  PluginError,
  ProtocolError,
  UsageError,
} from "./errors.ts";
export {
  loadFfiPlugin,
  loadPlugin,
  loadPythonPlugin,
  loadTypeScriptPlugin,
  loadWasmPlugin,
  type ManifestOptions,
} from "./interop/load-plugin.ts";
export { closePlugin, type LoadedPlugin, type PluginInfo, pluginInfo } from "./interop/loaded.ts";
export type { LogLevel, LogRecord } from "./interop/log.ts";
export type { LoadOptions } from "./interop/options.ts";
