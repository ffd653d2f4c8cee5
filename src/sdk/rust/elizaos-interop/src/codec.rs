//! Messages as JSON text (PROTOCOL.md §1 and §2): what arrives is read in one pass, what leaves is written in one pass.

mod decode;
mod encode;

pub use decode::decode;
pub(crate) use decode::{Incoming, Kind, Unreadable, read_message};
pub use encode::encode;
pub(crate) use encode::{Refusal, write_array, write_integer, write_map, write_text, write_value};
