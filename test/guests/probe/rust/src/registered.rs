//! Init, and what it registers beyond the manifest when the setting PROBE_REGISTER is yes, and uses when it is use:
//! one component of each kind.

use elizaos::{
    ActionCall, ActionResult, EvaluatorCall, EventCall, InitCall, ModelCall, ProviderCall,
    ProviderResult, Result, Runtime, ServiceCall, TaskCall, Value, json,
};

use super::is_not_no;
use super::records::Records;

/// Remembers what it was given.
#[elizaos::init]
pub async fn init(call: InitCall) -> Result<()> {
    call.local::<Records>().open().config = call.config().clone();
    let register = call.config()["PROBE_REGISTER"].as_str();
    if matches!(register, Some("yes" | "use")) {
        register_all(call.runtime());
    }
    if register == Some("use") {
        use_registered(call.runtime()).await?;
    }
    Ok(())
}

/// The guest waits for the answers, and fails if one is no.
fn register_all(runtime: &Runtime) {
    let described = json!({"description": "Was registered by init"});
    drop(runtime.register_action::<registered_action>(&described));
    drop(runtime.register_provider::<registered_provider>(json!(null)));
    let always = json!({"description": "Was registered by init", "alwaysRun": true});
    drop(runtime.register_evaluator::<registered_evaluator>(always));
    drop(runtime.register_service::<Registered>(&described));
    drop(runtime.register_model::<registered_model>(json!({"priority": 7})));
    drop(runtime.register_event::<registered_event>());
    drop(runtime.register_task_worker::<probe_task>());
}

/// Init has the agent use what was registered: the event hears what model and provider gave.
async fn use_registered(runtime: &Runtime) -> Result<()> {
    let said = runtime.use_model("PROBE_REGISTERED", json!({})).await?;
    let message = json!({"content": {"text": "init"}});
    let state = runtime
        .compose_state(message, &["REGISTERED"], true)
        .await?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let heard = format!("{}, {}", text(&said), text(&state["text"]));
    runtime
        .emit_event("PROBE_REGISTERED", json!({"n": heard}))
        .await
}

#[elizaos::action(name = "REGISTERED", validate = is_not_no)]
async fn registered_action(_: ActionCall) -> Result<ActionResult> {
    Ok(ActionResult::ok().text("registered action"))
}

#[elizaos::provider(name = "REGISTERED")]
async fn registered_provider(_: ProviderCall) -> Result<ProviderResult> {
    Ok(ProviderResult::new().text("registered provider"))
}

#[elizaos::evaluator(name = "REGISTERED_EVALUATOR")]
async fn registered_evaluator(_: EvaluatorCall) -> Result<ActionResult> {
    Ok(ActionResult::ok().text("registered evaluator"))
}

#[derive(Default)]
struct Registered;

#[elizaos::service(name = "registered")]
impl Registered {
    async fn ping(&self, _: ServiceCall) -> Result<&'static str> {
        Ok("pong")
    }
}

#[elizaos::model(type = "PROBE_REGISTERED")]
async fn registered_model(_: ModelCall) -> Result<&'static str> {
    Ok("registered model")
}

#[elizaos::event(name = "PROBE_REGISTERED")]
async fn registered_event(call: EventCall) -> Result<()> {
    super::events::record(call).await
}

#[elizaos::task_worker(name = "PROBE_TASK", validate = is_not_no)]
async fn probe_task(call: TaskCall) -> Result<()> {
    let ran = json!({"task": &call.task()["name"], "options": call.options()});
    call.local::<Records>().open().tasks.push(ran);
    Ok(())
}

/// Answers with the tasks that ran.
#[elizaos::action(name = "TASKS", validate = is_not_no)]
pub async fn tasks(call: ActionCall) -> Result<ActionResult> {
    let ran = call.local::<Records>().open().tasks.clone();
    Ok(ActionResult::ok().data(json!({"ran": ran})))
}

/// Answers with what init was given.
#[elizaos::action(name = "CONFIG", validate = is_not_no)]
pub async fn config(call: ActionCall) -> Result<ActionResult> {
    let config = call.local::<Records>().open().config.clone();
    Ok(ActionResult::ok().data(json!({"config": config})))
}
