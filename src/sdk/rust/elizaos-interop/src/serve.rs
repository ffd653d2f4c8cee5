//! What a guest does with each message of its host.

use crate::call::{ActionCall, Inputs, ProviderCall, ValidateCall};
use crate::codec::{Incoming, Kind};
use crate::error_codes::{
    CANCELLED, COMPONENT_UNKNOWN, PROTOCOL_VERSION, PROTOCOL_VIOLATION, UNSUPPORTED,
};
use crate::guest::Guest;
use crate::plugin::{Answer, Plugin};
use crate::runtime::Runtime;
use crate::snapshot::Snapshot;
use crate::tasks::TaskFuture;
use crate::value::{Map, Value};

/// What the requests of the host find here.
pub(crate) enum Served {
    Plugin(Plugin),
    /// The guest has said `failed`: every request ends by the same error.
    Nothing {
        code: &'static str,
        message: String,
    },
}

/// Why a request cannot be worked on.
struct Refused {
    code: &'static str,
    message: String,
}

impl Served {
    /// The only version of the protocol that this SDK speaks.
    pub(crate) const PROTOCOL: u64 = 1;

    pub(crate) fn plugin(plugin: Plugin) -> Self {
        Self::Plugin(plugin)
    }

    pub(crate) fn nothing(code: &'static str, message: String) -> Self {
        Self::Nothing { code, message }
    }
}

impl Guest {
    pub(crate) fn dispatch(&mut self, message: Incoming) {
        match (message.id, message.re) {
            // The same id twice: the first one is still being worked on and will be answered.
            (Some(id), _) if self.tasks.contains(id) => {}
            (Some(id), _) => {
                self.received = Some(id);
                if let Err(Refused { code, message }) = self.request(id, message) {
                    self.shared.channel.fail(id, code, &message);
                }
                self.received = None;
            }
            (None, Some(re)) if message.kind == Kind::Cancel => self.cancel(re),
            (None, Some(re)) => self.shared.channel.settle(re, message),
            (None, None) => self.notice(message),
        }
    }

    fn request(&mut self, id: u64, message: Incoming) -> Result<(), Refused> {
        let Incoming {
            kind, mut fields, ..
        } = message;
        if kind == Kind::Ping {
            self.shared.channel.answer(id, "pong", |_| Ok(()));
            return Ok(());
        }
        let plugin = match &self.served {
            Served::Plugin(plugin) => plugin,
            Served::Nothing { code, message } => {
                let message = message.clone();
                return Err(Refused { code, message });
            }
        };
        let runtime = Runtime::new(self.shared.clone(), id);
        let future = match kind {
            Kind::ActionInvoke => invoke_action(plugin, runtime, &mut fields)?,
            Kind::ActionValidate => validate_action(plugin, runtime, &mut fields)?,
            Kind::ProviderGet => get_provider(plugin, runtime, &mut fields)?,
            Kind::Init => return self.init(id, &mut fields),
            other => {
                return Err(Refused {
                    code: UNSUPPORTED,
                    message: format!("The request {} is not supported", other.name()),
                });
            }
        };
        // From here on the task answers, whatever happens.
        self.received = None;
        self.tasks.start(&self.shared, id, future);
        Ok(())
    }

    fn init(&mut self, id: u64, fields: &mut Map) -> Result<(), Refused> {
        let chosen = &fields.take("protocol");
        if chosen.as_i64().map(i64::unsigned_abs) != Some(Served::PROTOCOL) {
            return Err(Refused {
                code: PROTOCOL_VERSION,
                message: format!(
                    "Cannot speak the protocol that the host chose as its version must be {}: current value is {}",
                    Served::PROTOCOL,
                    chosen
                        .as_f64()
                        .map_or(chosen.kind().to_owned(), |version| version.to_string())
                ),
            });
        }
        self.shared.set_snapshot(Snapshot::from_init(fields));
        self.shared
            .channel
            .answer(id, "plugin.init.result", |_| Ok(()));
        Ok(())
    }

    fn cancel(&mut self, re: u64) {
        self.shared.channel.cancel_inside(re);
        if self.tasks.cancel(&self.shared, re) {
            let message = "The call was cancelled by the host";
            self.shared.channel.fail(re, CANCELLED, message);
        }
    }

    fn notice(&mut self, mut message: Incoming) {
        if message.kind == Kind::Update {
            let mut snapshot = Snapshot::clone(&self.shared.snapshot());
            snapshot.update(&mut message.fields);
            self.shared.set_snapshot(snapshot);
        }
    }
}

fn invoke_action(
    plugin: &Plugin,
    runtime: Runtime,
    fields: &mut Map,
) -> Result<TaskFuture, Refused> {
    let name = component(fields, "action")?;
    let Some(action) = plugin.actions.iter().find(|action| action.name == name) else {
        return Err(unknown("action", &name));
    };
    let inputs = Inputs {
        message: input(fields, "memory", MAP)?.into(),
        state: input(fields, "state", MAP)?,
        options: input(fields, "options", MAP)?,
        responses: input(fields, "responses", ARRAY)?,
    };
    Ok((action.invoke)(ActionCall::new(runtime, inputs)))
}

fn validate_action(
    plugin: &Plugin,
    runtime: Runtime,
    fields: &mut Map,
) -> Result<TaskFuture, Refused> {
    let name = component(fields, "action")?;
    let Some(action) = plugin.actions.iter().find(|action| action.name == name) else {
        return Err(unknown("action", &name));
    };
    let (message, state) = (input(fields, "memory", MAP)?, input(fields, "state", MAP)?);
    Ok(match action.validate {
        Some(validate) => validate(ValidateCall::new(runtime, message.into(), state)),
        None => Box::pin(async { Ok(Answer::Verdict(true)) }),
    })
}

fn get_provider(
    plugin: &Plugin,
    runtime: Runtime,
    fields: &mut Map,
) -> Result<TaskFuture, Refused> {
    let name = component(fields, "provider")?;
    let Some(provider) = plugin
        .providers
        .iter()
        .find(|provider| provider.name == name)
    else {
        return Err(unknown("provider", &name));
    };
    let (message, state) = (input(fields, "memory", MAP)?, input(fields, "state", MAP)?);
    Ok((provider.get)(ProviderCall::new(
        runtime,
        message.into(),
        state,
    )))
}

fn component(fields: &mut Map, kind: &str) -> Result<String, Refused> {
    match fields.take(kind) {
        Value::String(name) => Ok(name),
        other => Err(misshapen(kind, "a string", &other)),
    }
}

fn unknown(kind: &str, name: &str) -> Refused {
    Refused {
        code: COMPONENT_UNKNOWN,
        message: format!("The plugin has no {kind} {name}"),
    }
}

/// What an input must be where there is one: a test of the value, and its words.
type Rule = (fn(&Value) -> bool, &'static str);

const MAP: Rule = (|value| matches!(value, Value::Map(_)), "a map");
const ARRAY: Rule = (|value| matches!(value, Value::Array(_)), "an array");

fn input(fields: &mut Map, key: &str, (fits, rule): Rule) -> Result<Value, Refused> {
    let value = fields.take(key);
    if value.is_null() || fits(&value) {
        return Ok(value);
    }
    Err(misshapen(key, rule, &value))
}

fn misshapen(field: &str, rule: &str, value: &Value) -> Refused {
    let kind = value.kind();
    Refused {
        code: PROTOCOL_VIOLATION,
        message: format!(
            "Cannot work on the request as its {field} must be {rule}: current value is {kind}"
        ),
    }
}
