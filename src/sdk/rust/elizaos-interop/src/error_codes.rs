//! Generated from plugin.schema.json by `bun run generate`.

/// The manifest does not exist or cannot be read.
pub const MANIFEST_NOT_FOUND: &str = "manifest_not_found";
/// The manifest is not JSON.
pub const MANIFEST_NOT_JSON: &str = "manifest_not_json";
/// The manifest breaks a rule of the schema.
pub const MANIFEST_INVALID: &str = "manifest_invalid";
/// The manifest and what the guest says of itself differ.
pub const MANIFEST_MISMATCH: &str = "manifest_mismatch";
/// The plugin offers no artefact for the protocol that was asked for.
pub const PROTOCOL_UNAVAILABLE: &str = "protocol_unavailable";
/// A path of the manifest leads out of its folder.
pub const PATH_ESCAPES: &str = "path_escapes";
/// An artefact that the manifest or the caller names does not exist.
pub const ARTEFACT_NOT_FOUND: &str = "artefact_not_found";
/// An artefact is of another format, of another machine, or cut short.
pub const ARTEFACT_INVALID: &str = "artefact_invalid";
/// The artefact lacks the exports of the ABI or was built for another version of it.
pub const ABI_MISMATCH: &str = "abi_mismatch";
/// The module does not exist.
pub const MODULE_NOT_FOUND: &str = "module_not_found";
/// The module raised while it was imported.
pub const MODULE_FAILED: &str = "module_failed";
/// The module has no plugin in it.
pub const PLUGIN_NOT_FOUND: &str = "plugin_not_found";
/// No Python interpreter was found.
pub const INTERPRETER_NOT_FOUND: &str = "interpreter_not_found";
/// The Python interpreter is older than 3.10.
pub const INTERPRETER_TOO_OLD: &str = "interpreter_too_old";
/// No elizaos-interop executable was found to run the guest.
pub const GUEST_NOT_FOUND: &str = "guest_not_found";
/// The guest ended before it was ready.
pub const GUEST_EXITED: &str = "guest_exited";
/// The guest said nothing before the deadline for ready.
pub const GUEST_SILENT: &str = "guest_silent";
/// Loading a shared library into the process was not allowed.
pub const FFI_NOT_ALLOWED: &str = "ffi_not_allowed";
/// The platform is not supported.
pub const PLATFORM_UNSUPPORTED: &str = "platform_unsupported";
/// The caller's words are wrong.
pub const USAGE: &str = "usage";
/// The plugin has no component of that name.
pub const COMPONENT_UNKNOWN: &str = "component_unknown";
/// A handler of the plugin raised.
pub const HANDLER_FAILED: &str = "handler_failed";
/// A method of the host raised.
pub const HOST_FAILED: &str = "host_failed";
/// A value cannot cross to the other language.
pub const VALUE_REFUSED: &str = "value_refused";
/// The receiver does not know that request.
pub const UNSUPPORTED: &str = "unsupported";
/// The call did not end by its deadline.
pub const DEADLINE: &str = "deadline";
/// The call was cancelled.
pub const CANCELLED: &str = "cancelled";
/// The guest ended or trapped while the call was under way.
pub const CRASHED: &str = "crashed";
/// A message breaks the protocol.
pub const PROTOCOL_VIOLATION: &str = "protocol_violation";
/// Host and guest have no protocol version in common.
pub const PROTOCOL_VERSION: &str = "protocol_version";
/// More requests are under way than the receiver takes.
pub const OVERLOADED: &str = "overloaded";
/// The call waits for something that waits for the call, or nests without end.
pub const DEADLOCK: &str = "deadlock";
/// The plugin may not do that.
pub const PERMISSION_DENIED: &str = "permission_denied";
/// The plugin was closed.
pub const CLOSED: &str = "closed";
/// A defect of elizaos-interop itself.
pub const INTERNAL: &str = "internal";
