//! The methods of elizaOS's runtime that are one `host.call` each, as tables: elizaOS's name, ours, the positional arguments, what
//! comes back.

use crate::value::Value;

/// One table of methods.
macro_rules! host_methods {
    ($(
        $(#[$doc:meta])*
        $method:literal $name:ident($($arg:ident: $kind:ident),*) -> $result:ty = $read:ident;
    )*) => {
        impl $crate::runtime::Runtime {
            $(
                $(#[$doc])*
                pub fn $name(
                    &self,
                    $($arg: $crate::runtime::host_methods::argument!($kind)),*
                ) -> $crate::host_call::HostCall<$result> {
                    let required = 0 $(+ $crate::runtime::host_methods::required!($kind))*;
                    let args = vec![$($crate::runtime::host_methods::value!($kind $arg)),*];
                    let args = $crate::runtime::host_methods::trimmed(args, required);
                    self.ask($method, args, $crate::host_call::$read)
                }
            )*
        }
    };
}

/// The type of an argument.
macro_rules! argument {
    (text) => { impl Into<String> };
    (value) => { impl Into<$crate::value::Value> };
    (flag) => { bool };
    (perhaps_text) => { Option<&str> };
    (perhaps_flag) => { Option<bool> };
}

macro_rules! value {
    (text $arg:ident) => {
        $crate::value::Value::String($arg.into())
    };
    ($kind:ident $arg:ident) => {
        $arg.into()
    };
}

macro_rules! required {
    (perhaps_text) => {
        0
    };
    (perhaps_flag) => {
        0
    };
    ($kind:ident) => {
        1
    };
}

pub(crate) use {argument, host_methods, required, value};

/// The arguments without those that may be left out and are: null is not the same to elizaOS as nothing.
pub(super) fn trimmed(mut args: Vec<Value>, required: usize) -> Vec<Value> {
    while args.len() > required && args.last().is_some_and(Value::is_null) {
        args.pop();
    }
    args
}
