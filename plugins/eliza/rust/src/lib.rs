//! ELIZA as an elizaOS plugin over the engine in engine.rs. Each component stands in a file of its own.

pub mod engine;
mod forget;
mod given;
mod history;
mod models;
mod mood;
mod prompt;
mod reply;
mod routes;
mod session;
mod setting;
mod topics;

use elizaos::{InitCall, Result};

#[elizaos::init]
async fn init(call: InitCall) -> Result<()> {
    call.runtime()
        .register_task_worker::<forget::forget>()
        .await
}

elizaos::plugin! {
    manifest: include_str!("../plugin.json"),
    init: init,
    actions: [reply::reply],
    providers: [topics::topics],
    evaluators: [mood::mood],
    services: [session::ElizaService],
    routes: [routes::topics, routes::transcript, routes::reply, routes::digest],
    events: [session::message_received],
    models: [models::text_small, models::text_large],
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manifest_names_what_is_registered() {
        super::plugin().check().unwrap();
    }
}
