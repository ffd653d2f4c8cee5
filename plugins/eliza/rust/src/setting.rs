//! The engine for the script that the agent has set, read once for each guest and setting.

use std::sync::{Arc, Mutex, PoisonError};

use elizaos::{Result, Runtime, Value};

use crate::engine::Eliza;

/// The script that comes with the plugin.
const SCRIPT: &str = include_str!("../../script.json");

/// The engine of the last script that was asked for.
#[derive(Default)]
struct Loaded(Mutex<Option<(Option<String>, Arc<Eliza>)>>);

/// The engine. The setting `ELIZA_SCRIPT`, JSON text, replaces the script that comes with the plugin.
///
/// # Errors
/// If the setting is no JSON or no script, the place of the fault.
pub fn eliza_of(runtime: &Runtime) -> Result<Arc<Eliza>> {
    let setting = match runtime.get_setting("ELIZA_SCRIPT") {
        Some(Value::String(script)) if !script.is_empty() => Some(script),
        _ => None,
    };
    let loaded = runtime.local::<Loaded>();
    let mut loaded = loaded.0.lock().unwrap_or_else(PoisonError::into_inner);
    match &*loaded {
        Some((script, eliza)) if *script == setting => Ok(Arc::clone(eliza)),
        _ => {
            let text = setting.as_deref().unwrap_or(SCRIPT);
            let eliza = Arc::new(Eliza::new(&serde_json::from_str(text)?)?);
            *loaded = Some((setting, Arc::clone(&eliza)));
            Ok(eliza)
        }
    }
}
