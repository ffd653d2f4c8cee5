/**
 * What Node finds under this package's name, and what is bundled for the target `node`, mostly to be run by Bun. Node reads no further
 * than the first import; index.ts is required as an import of it would be read before that one is run.
 */
import "./needs-bun.js";

const library = require("./index.ts");

export const {
  CallError,
  CancelledError,
  ClosedError,
  CrashedError,
  closePlugin,
  DeadlineError,
  errorChain,
  LoadError,
  loadFfiPlugin,
  loadPlugin,
  loadPythonPlugin,
  loadTypeScriptPlugin,
  loadWasmPlugin,
  ManifestError,
  PermissionDeniedError,
  PluginError,
  ProtocolError,
  pluginInfo,
  UsageError,
} = library;
