//! Messages as JSON text (PROTOCOL.md §1 and §2): what arrives is read in one pass, what leaves is written in one pass.

mod decode;
mod encode;
mod kind;
mod message;

pub use decode::decode;
pub use encode::encode;
pub(crate) use encode::{Refusal, write_array, write_integer, write_map, write_text, write_value};
pub(crate) use kind::Kind;
pub(crate) use message::{Incoming, Unreadable, read_message};
