//! The panic hook: it keeps message and place of a guest's panic. Whoever panics outside of a guest, on a thread of the
//! plugin's own or in a host that this library is linked into, gets the hook that was there before.

use std::panic::{self, PanicHookInfo};
use std::sync::Once;

use crate::scope::Panic;

/// Puts the hook in place, once for each copy of the standard library.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !told(info) {
                previous(info);
            }
        }));
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn told(info: &PanicHookInfo<'_>) -> bool {
    crate::scope::note(describe(info))
}

/// The module traps after this, so the host is told right away.
#[cfg(target_arch = "wasm32")]
fn told(info: &PanicHookInfo<'_>) -> bool {
    let Panic { text, place } = describe(info);
    crate::imports::panic(&format!("{text}, panicked at {place}"));
    true
}

fn describe(info: &PanicHookInfo<'_>) -> Panic {
    let payload = info.payload();
    let text = match payload.downcast_ref::<&str>() {
        Some(text) => Some(*text),
        None => payload.downcast_ref::<String>().map(String::as_str),
    };
    Panic {
        text: text.unwrap_or("Panicked").to_owned(),
        place: match info.location() {
            Some(place) => place.to_string(),
            None => "an unknown place".to_owned(),
        },
    }
}
