//! Services: one that adds and remembers, one whose manifest declares no methods, one whose start waits for another.

use std::sync::{Arc, Mutex, PoisonError};

use elizaos::{Error, Result, Runtime, ServiceCall, Value};

use super::calls::millis;
use super::records::Records;

pub struct Probe {
    /// That of the start: requests by it are part of whichever call makes them.
    runtime: Runtime,
    total: Mutex<f64>,
    pub mark: Arc<()>,
}

#[elizaos::service(name = "probe")]
impl Probe {
    async fn start(runtime: Runtime) -> Result<Self> {
        let mark = Arc::new(());
        runtime.local::<Records>().open().mark = Some(Arc::clone(&mark));
        Ok(Self {
            runtime,
            total: Mutex::default(),
            mark,
        })
    }

    /// The running total of this instance.
    async fn add(&self, call: ServiceCall) -> Result<f64> {
        let mut total = self.total.lock().unwrap_or_else(PoisonError::into_inner);
        *total += call.arg(0).as_f64().unwrap_or_default();
        Ok(*total)
    }

    async fn echo(&self, call: ServiceCall) -> Result<Vec<Value>> {
        Ok(call.into_args())
    }

    async fn fail(&self, call: ServiceCall) -> Result<()> {
        Err(Error::new(call.arg(0).as_str().unwrap_or_default()))
    }

    async fn host(&self, call: ServiceCall) -> Result<Value> {
        let method = call.arg(0).as_str().unwrap_or_default();
        let args = call.arg(1).as_array().unwrap_or_default();
        self.runtime.call(method, args.to_owned()).await
    }

    async fn slow(&self, call: ServiceCall) -> Result<&'static str> {
        elizaos::sleep(millis(call.arg(0))?).await;
        Ok("slept")
    }

    async fn stop(&self, runtime: Runtime) -> Result<()> {
        runtime.logger().info("probe service stopped");
        Ok(())
    }
}

#[derive(Default)]
pub struct Bare;

#[elizaos::service(name = "probe_bare")]
impl Bare {
    async fn ping(&self, _: ServiceCall) -> Result<&'static str> {
        Ok("bare pong")
    }
}

/// Waits for the service that the setting PROBE_WAITS_FOR names.
pub struct Waiting {
    awaited: Option<Value>,
}

#[elizaos::service(name = "probe_waits")]
impl Waiting {
    async fn start(runtime: Runtime) -> Result<Self> {
        let awaited = runtime.get_setting("PROBE_WAITS_FOR");
        if let Some(service) = awaited.as_ref().and_then(Value::as_str) {
            runtime.get_service_load_promise(service).await?;
        }
        Ok(Self { awaited })
    }

    async fn waited_for(&self, _: ServiceCall) -> Result<Option<Value>> {
        Ok(self.awaited.clone())
    }
}
