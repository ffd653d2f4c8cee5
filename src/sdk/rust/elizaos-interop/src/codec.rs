//! Messages as JSON text (PROTOCOL.md §1 and §2): what arrives is read in one pass, what leaves is written in one pass.

mod decode;
mod encode;
mod keys;
mod kind;
mod message;
mod reader;
mod scan;
mod unescape;

pub use decode::decode;
pub(crate) use decode::{decode_plain, has_too_many_values};
pub use encode::encode;
pub(crate) use encode::{Refusal, write_array, write_integer, write_map, write_text, write_value};
pub(crate) use kind::Kind;
pub(crate) use message::{Incoming, Unreadable, read_message};
