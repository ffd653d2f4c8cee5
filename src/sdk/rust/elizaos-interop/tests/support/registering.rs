//! A plugin that registers components beyond its manifest: by init what the config names, by an action one.

use elizaos::{
    ActionCall, ActionResult, EvaluatorCall, EventCall, InitCall, ModelCall, ProviderCall, Result,
    ServiceCall, TaskCall, ValidateCall, json,
};
use serde_json::{Value as Wire, json as wire};

use crate::support::Host;

#[elizaos::action(name = "HERE")]
async fn here(call: ActionCall) -> Result<ActionResult> {
    let runtime = call.runtime();
    match call.options()["how"].as_str().unwrap_or_default() {
        "twice" => runtime.register_action::<late>(json!(null)).await?,
        "declared" => {
            runtime
                .register_action::<here>(json!({"description": "x"}))
                .await?
        }
        "list" => runtime.register_provider::<later>(json!([])).await?,
        "unsendable" => {
            runtime
                .register_provider::<later>(json!({"position": i64::MAX}))
                .await?
        }
        "unheard" => drop(runtime.register_provider::<later>(json!(null))),
        _ => {
            runtime
                .register_provider::<later>(json!({"dynamic": true, "name": "ANOTHER"}))
                .await?
        }
    }
    Ok(ActionResult::ok())
}

async fn yes(_: ValidateCall) -> bool {
    true
}

#[elizaos::action(name = "LATE")]
async fn late(_: ActionCall) -> Result<ActionResult> {
    Ok(ActionResult::ok().text("late"))
}

#[elizaos::provider(name = "LATER")]
async fn later(_: ProviderCall) -> Result<()> {
    Ok(())
}

#[elizaos::evaluator(name = "LATE")]
async fn judge(_: EvaluatorCall) -> Result<()> {
    Ok(())
}

#[derive(Default)]
struct Late;

#[elizaos::service(name = "late")]
impl Late {
    async fn ping(&self, _: ServiceCall) -> Result<()> {
        Ok(())
    }
}

#[elizaos::model(type = "LATE")]
async fn model(_: ModelCall) -> Result<()> {
    Ok(())
}

#[elizaos::event(name = "LATE")]
async fn hears(_: EventCall) -> Result<()> {
    Ok(())
}

#[elizaos::task_worker(name = "LATE", validate = yes)]
async fn works(_: TaskCall) -> Result<()> {
    Ok(())
}

/// Registers what the config names, in order; awaits each of them where it says so.
#[elizaos::init]
async fn init(call: InitCall) -> Result<()> {
    let runtime = call.runtime();
    let described = json!({"description": "d"});
    for kind in call.config()["kinds"]
        .as_str()
        .unwrap_or_default()
        .split_whitespace()
    {
        let registered = match kind {
            "action" => runtime.register_action::<late>(&described),
            "provider" => runtime.register_provider::<later>(json!(null)),
            "evaluator" => {
                runtime.register_evaluator::<judge>(json!({"description": "d", "alwaysRun": true}))
            }
            "service" => runtime.register_service::<Late>(json!(null)),
            "model" => runtime.register_model::<model>(json!({"priority": 7})),
            "event" => runtime.register_event::<hears>(),
            _ => runtime.register_task_worker::<works>(),
        };
        match call.config()["await"].as_str() {
            Some(_) => registered.await?,
            None => drop(registered),
        }
    }
    Ok(())
}

elizaos::plugin! {
    manifest: r#"{"name": "test", "actions": [{"name": "HERE"}]}"#,
    init: init,
    actions: [here],
}

/// A guest whose init registers those kinds.
pub fn initialising(config: Wire) -> Host {
    let mut host = Host::ready(plugin());
    host.init(1, wire!({"config": config}));
    host
}
