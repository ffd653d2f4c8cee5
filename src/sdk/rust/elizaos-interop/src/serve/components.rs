//! Requests for components that are functions.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use super::Call;
use super::fields::{ARRAY, MAP, Refused, flag, input, text, unknown};
use crate::call::{
    EventCall, HandlerCall, Inputs, ModelCall, ProviderCall, TaskCall, ValidateCall,
};
use crate::plugin::{Action, Answer, Component, Evaluator, Event, Model, Provider, TaskWorker};
use crate::shared::lock;
use crate::tasks::TaskFuture;
use crate::value::Value;

type Work = Result<TaskFuture, Refused>;

pub(super) fn invoke_action(mut call: Call<'_>) -> Work {
    let action: Action = component(&mut call, "action")?;
    Ok((action.invoke)(handler_call(call)?))
}

pub(super) fn invoke_evaluator(mut call: Call<'_>) -> Work {
    let evaluator: Evaluator = component(&mut call, "evaluator")?;
    Ok((evaluator.invoke)(handler_call(call)?))
}

pub(super) fn validate_action(mut call: Call<'_>) -> Work {
    let action: Action = component(&mut call, "action")?;
    validate(action.validate, call)
}

pub(super) fn validate_evaluator(mut call: Call<'_>) -> Work {
    let evaluator: Evaluator = component(&mut call, "evaluator")?;
    validate(evaluator.validate, call)
}

pub(super) fn validate_task(mut call: Call<'_>) -> Work {
    let worker: TaskWorker = component(&mut call, "worker")?;
    validate(worker.validate, call)
}

pub(super) fn get_provider(mut call: Call<'_>) -> Work {
    let provider: Provider = component(&mut call, "provider")?;
    let (message, state) = message_and_state(&mut call)?;
    let call = ProviderCall::new(call.runtime, message.into(), state);
    Ok((provider.get)(call))
}

pub(super) fn execute_task(mut call: Call<'_>) -> Work {
    let worker: TaskWorker = component(&mut call, "worker")?;
    let task = input(call.fields, "task", MAP)?;
    let options = input(call.fields, "options", MAP)?;
    Ok((worker.execute)(TaskCall::new(call.runtime, task, options)))
}

/// All that hear of the event run side by side; the request ends with the last of them, by the first error.
pub(super) fn emit_event(call: Call<'_>) -> Work {
    let name = text(call.fields, "event")?;
    let handlers: Vec<Event> = call.runtime.shared().registry.all(&[&name]);
    let payload = call.fields.take("payload");
    let has_callback = flag(call.fields, "callback")?;
    let event: Arc<str> = name.into();
    let given = |payload| {
        EventCall::new(
            call.runtime.clone(),
            Arc::clone(&event),
            payload,
            has_callback,
        )
    };
    match handlers.as_slice() {
        [] => Err(unknown::<Event>(&event)),
        [handler] => Ok((handler.handle)(given(payload))),
        handlers => {
            let futures = handlers.iter();
            let futures = futures.map(|handler| (handler.handle)(given(payload.clone())));
            Ok(all(futures.collect()))
        }
    }
}

pub(super) fn invoke_model(mut call: Call<'_>) -> Work {
    let model: Model = component(&mut call, "model")?;
    let params = call.fields.take("params");
    let is_streaming = flag(call.fields, "stream")?;
    let call = ModelCall::new(call.runtime, params, is_streaming);
    let given = call.given();
    let future = (model.invoke)(call);
    Ok(Box::pin(async move {
        let mut answer = future.await?;
        if let Answer::Model(result) = &mut answer
            && result.value.is_null()
        {
            result.value = lock(&given).take().into();
        }
        Ok(answer)
    }))
}

fn component<C: Component>(call: &mut Call<'_>, field: &str) -> Result<C, Refused> {
    let name = text(call.fields, field)?;
    let found = call.runtime.shared().registry.find(&[&name]);
    found.ok_or_else(|| unknown::<C>(&name))
}

fn handler_call(call: Call<'_>) -> Result<HandlerCall, Refused> {
    let fields = &mut *call.fields;
    let inputs = Inputs {
        message: input(fields, "memory", MAP)?.into(),
        state: input(fields, "state", MAP)?,
        options: input(fields, "options", MAP)?,
        responses: input(fields, "responses", ARRAY)?,
    };
    Ok(HandlerCall::new(call.runtime, inputs))
}

fn validate(validate: Option<fn(ValidateCall) -> TaskFuture>, mut call: Call<'_>) -> Work {
    let (message, state) = message_and_state(&mut call)?;
    Ok(match validate {
        Some(validate) => validate(ValidateCall::new(call.runtime, message.into(), state)),
        None => Box::pin(async { Ok(Answer::Verdict(true)) }),
    })
}

fn message_and_state(call: &mut Call<'_>) -> Result<(Value, Value), Refused> {
    let message = input(call.fields, "memory", MAP)?;
    Ok((message, input(call.fields, "state", MAP)?))
}

/// Runs futures side by side until all have ended.
fn all(futures: Vec<TaskFuture>) -> TaskFuture {
    let mut under_way: Vec<Option<TaskFuture>> = futures.into_iter().map(Some).collect();
    let mut failed = None;
    Box::pin(poll_fn(move |context| {
        for slot in &mut under_way {
            let Some(future) = slot else { continue };
            if let Poll::Ready(outcome) = future.as_mut().poll(context) {
                *slot = None;
                if let (Err(error), None) = (outcome, &failed) {
                    failed = Some(error);
                }
            }
        }
        if under_way.iter().any(Option::is_some) {
            return Poll::Pending;
        }
        Poll::Ready(failed.take().map_or(Ok(Answer::Event), Err))
    }))
}
