//! The task worker ELIZA_FORGET: forgets what was said in the room `roomId` of its options, or in all.

use elizaos::{Result, TaskCall};

use crate::session::ElizaService;

#[elizaos::task_worker(name = "ELIZA_FORGET")]
pub async fn forget(call: TaskCall) -> Result<()> {
    if let Some(service) = call.runtime().get_service::<ElizaService>() {
        service.forget(call.options()["roomId"].as_str());
    }
    Ok(())
}
