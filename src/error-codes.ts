/** Generated from plugin.schema.json by `bun run generate`. */
export const ERROR_CODES = {
  /** The manifest does not exist or cannot be read. */
  manifest_not_found: { class: "ManifestError", retryable: false, exitStatus: 2 },
  /** The manifest is not JSON. */
  manifest_not_json: { class: "ManifestError", retryable: false, exitStatus: 2 },
  /** The manifest breaks a rule of the schema. */
  manifest_invalid: { class: "ManifestError", retryable: false, exitStatus: 2 },
  /** The manifest and what the guest says of itself differ. */
  manifest_mismatch: { class: "ManifestError", retryable: false, exitStatus: 2 },
  /** The plugin offers no artefact for the protocol that was asked for. */
  protocol_unavailable: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** A path of the manifest leads out of its folder. */
  path_escapes: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** An artefact that the manifest or the caller names does not exist. */
  artefact_not_found: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** An artefact is of another format, of another machine, or cut short. */
  artefact_invalid: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The artefact lacks the exports of the ABI or was built for another version of it. */
  abi_mismatch: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The module does not exist. */
  module_not_found: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The module raised while it was imported. */
  module_failed: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The module has no plugin in it. */
  plugin_not_found: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** No Python interpreter was found. */
  interpreter_not_found: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The Python interpreter is older than 3.10. */
  interpreter_too_old: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** No elizaos-interop executable was found to run the guest. */
  guest_not_found: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The guest ended before it was ready. */
  guest_exited: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The guest said nothing before the deadline for ready. */
  guest_silent: { class: "LoadError", retryable: true, exitStatus: 2 },
  /** Loading a shared library into the process was not allowed. */
  ffi_not_allowed: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The platform is not supported. */
  platform_unsupported: { class: "LoadError", retryable: false, exitStatus: 2 },
  /** The caller's words are wrong. */
  usage: { class: "UsageError", retryable: false, exitStatus: 2 },
  /** The plugin has no component of that name. */
  component_unknown: { class: "CallError", retryable: false, exitStatus: 2 },
  /** A handler of the plugin raised. */
  handler_failed: { class: "CallError", retryable: false, exitStatus: 1 },
  /** A method of the host raised. */
  host_failed: { class: "CallError", retryable: false, exitStatus: 1 },
  /** A value cannot cross to the other language. */
  value_refused: { class: "CallError", retryable: false, exitStatus: 1 },
  /** The receiver does not know that request. */
  unsupported: { class: "CallError", retryable: false, exitStatus: 1 },
  /** The call did not end by its deadline. */
  deadline: { class: "DeadlineError", retryable: true, exitStatus: 1 },
  /** The call was cancelled. */
  cancelled: { class: "CancelledError", retryable: false, exitStatus: 1 },
  /** The guest ended or trapped while the call was under way. */
  crashed: { class: "CrashedError", retryable: true, exitStatus: 1 },
  /** A message breaks the protocol. */
  protocol_violation: { class: "ProtocolError", retryable: false, exitStatus: 1 },
  /** Host and guest have no protocol version in common. */
  protocol_version: { class: "ProtocolError", retryable: false, exitStatus: 2 },
  /** More requests are under way than the receiver takes. */
  overloaded: { class: "CallError", retryable: true, exitStatus: 1 },
  /** The call waits for something that waits for the call, or nests without end. */
  deadlock: { class: "CallError", retryable: false, exitStatus: 1 },
  /** The plugin may not do that. */
  permission_denied: { class: "PermissionDeniedError", retryable: false, exitStatus: 1 },
  /** The plugin was closed. */
  closed: { class: "ClosedError", retryable: false, exitStatus: 1 },
  /** A defect of elizaos-interop itself. */
  internal: { class: "PluginError", retryable: false, exitStatus: 1 },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
