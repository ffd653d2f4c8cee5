//! Requests for services: an instance begins, is called, and ends.

use std::sync::Arc;

use super::Call;
use super::fields::{Refused, instance, list, text, unknown};
use crate::call::ServiceCall;
use crate::error_codes::COMPONENT_UNKNOWN;
use crate::plugin::{Answer, Service};
use crate::service_proxy::no_method;
use crate::services::Running;
use crate::tasks::TaskFuture;

type Work = Result<TaskFuture, Refused>;

pub(super) fn start(call: Call<'_>) -> Work {
    let name = text(call.fields, "service")?;
    let found = call.runtime.shared().registry.find(&[&name]);
    let service: Service = found.ok_or_else(|| unknown::<Service>(&name))?;
    let shared = Arc::clone(call.runtime.shared());
    let starting = (service.start)(call.runtime);
    Ok(Box::pin(async move {
        let object = starting.await?;
        let has_methods_to_tell = shared.registry.has_methods_to_tell(service.name);
        Ok(Answer::Started {
            instance: shared.services.add(service, object),
            methods: has_methods_to_tell.then_some(service.methods),
        })
    }))
}

pub(super) fn call(call: Call<'_>) -> Work {
    let number = instance(call.fields)?;
    let running = call.runtime.shared().services.get(number);
    let Running {
        service, object, ..
    } = running.ok_or_else(|| unknown_instance(number))?;
    let method = text(call.fields, "method")?;
    let args = list(call.fields, "args")?;
    let given = ServiceCall::new(call.runtime, args);
    (service.call)(Arc::clone(&object), &method, given).ok_or_else(|| Refused {
        code: COMPONENT_UNKNOWN,
        message: no_method(service.name, &method, service.methods),
    })
}

/// From now on nobody finds the instance; it is dropped when the last call of it has ended.
pub(super) fn stop(call: Call<'_>) -> Work {
    let number = instance(call.fields)?;
    let running = call.runtime.shared().services.take(number);
    let Running {
        service, object, ..
    } = running.ok_or_else(|| unknown_instance(number))?;
    let stopping = (service.stop)(object, call.runtime);
    Ok(Box::pin(async move {
        stopping.await?;
        Ok(Answer::Stopped)
    }))
}

fn unknown_instance(number: u64) -> Refused {
    Refused {
        code: COMPONENT_UNKNOWN,
        message: format!("The plugin has no service of the instance {number}"),
    }
}
