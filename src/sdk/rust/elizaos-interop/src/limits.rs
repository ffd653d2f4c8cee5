//! Every cap of a guest, with its reason.

/// The largest message that is taken and sent, in bytes: as large as the host's own.
pub(crate) const MAX_FRAME_BYTES: usize = 32 * 1024 * 1024;

/// Values of one message, itself included: the smallest costs its reader a hundred times its bytes. 650 embeddings of 1536 numbers
/// pass, and bytes, however many, are one.
pub(crate) const MAX_VALUES: usize = 1_000_000;

/// Requests to the host under way, where `plugin.init` does not say: what every host of this version takes.
pub(crate) const MAX_IN_FLIGHT: usize = 256;

/// Requests that wait for a place: beyond it the plugin itself is the one that floods.
pub(crate) const MAX_WAITING: usize = 100_000;
