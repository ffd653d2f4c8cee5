//! Actions that look for services.

use std::sync::Arc;

use elizaos::{ActionCall, ActionResult, Result, json};

use super::is_not_no;
use super::records::Records;
use super::services::Probe;

/// Calls `options.method` of the service `options.service` with `options.args`; waits for it with `options.wait`.
#[elizaos::action(name = "SERVICE", validate = is_not_no)]
pub async fn service(call: ActionCall) -> Result<ActionResult> {
    let options = call.options();
    let service = options["service"].as_str().unwrap_or_default();
    let found = match options["wait"].as_bool() {
        Some(true) => Some(call.runtime().get_service_load_promise(service).await?),
        _ => call.runtime().service(service),
    };
    let Some(found) = found else {
        return Ok(ActionResult::ok().data(json!({"missing": true})));
    };
    let method = options["method"].as_str().unwrap_or_default();
    let args = options["args"].as_array().unwrap_or_default();
    let value = found.call(method, args.to_owned()).await?;
    Ok(ActionResult::ok().data(json!({"value": value})))
}

/// Answers whether the own service is the very object that start made.
#[elizaos::action(name = "SAME", validate = is_not_no)]
pub async fn same(call: ActionCall) -> Result<ActionResult> {
    let found = call.runtime().get_service::<Probe>();
    let same = match (found, &call.local::<Records>().open().mark) {
        (Some(service), Some(mark)) => Arc::ptr_eq(&service.mark, mark),
        _ => false,
    };
    Ok(ActionResult::ok().data(json!({"same": same})))
}

/// Answers whether there is the service `options.service`, and with all types.
#[elizaos::action(name = "HAS", validate = is_not_no)]
pub async fn has(call: ActionCall) -> Result<ActionResult> {
    let service = call.options()["service"].as_str().unwrap_or_default();
    let runtime = call.runtime();
    let types = runtime.get_registered_service_types();
    Ok(ActionResult::ok().data(json!({"has": runtime.has_service(service), "types": &*types})))
}
