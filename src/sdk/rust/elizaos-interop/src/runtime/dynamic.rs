//! Members of the runtime by their TypeScript names, for those who know the name at run time only.

use crate::channel::Request;
use crate::error::Error;
use crate::error_codes::UNSUPPORTED;
use crate::host_call::{self, HostCall};
use crate::runtime::Runtime;
use crate::runtime_members::REFUSED_MEMBERS;
use crate::value::Value;

impl Runtime {
    /// Calls a method of elizaOS's runtime by its TypeScript name, with its positional arguments. What cannot be reached
    /// from a plugin in another language, such as `registerSendHandler`, ends by `unsupported` with the reason; what there is
    /// not, by the host's `unsupported`.
    pub fn call(
        &self,
        method: impl Into<String>,
        args: impl IntoIterator<Item = Value>,
    ) -> HostCall<Value> {
        let (method, args): (_, Vec<Value>) = (method.into(), args.into_iter().collect());
        let refused = REFUSED_MEMBERS.iter().find(|(name, _)| *name == method);
        if let Some((name, reason)) = refused {
            let message = format!(
                "The runtime's {name} cannot be reached from a plugin in another language or process: {reason}"
            );
            let error = Error::coded(UNSUPPORTED, message);
            return HostCall::new(Request::known(self.clone(), Err(error)), host_call::any);
        }
        match self.known(&method, &args) {
            Some(value) => HostCall::new(Request::known(self.clone(), Ok(value)), host_call::any),
            None => self.ask(method, args, host_call::any),
        }
    }

    /// What needs no asking.
    fn known(&self, method: &str, args: &[Value]) -> Option<Value> {
        let name = || args.first().and_then(Value::as_str).unwrap_or_default();
        match method {
            "getSetting" => Some(self.get_setting(name()).into()),
            "hasService" => Some(self.has_service(name()).into()),
            "getRegisteredServiceTypes" => {
                Some(self.get_registered_service_types().iter().collect())
            }
            "getConversationLength" => Some(self.get_conversation_length().into()),
            "createRunId" => Some(self.create_run_id().into()),
            "hasElizaOS" => Some(self.has_eliza_os().into()),
            _ => None,
        }
    }
}
