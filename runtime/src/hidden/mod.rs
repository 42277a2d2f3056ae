//! Hidden functions: built-in consumers of generators, written in bytecode.
//!
//! `sum(generator)` and its like have a loop that resumes Python code for every item. As bytecode that loop
//! is one like any other: it enters the generator without native recursion, and the recorder fuses
//! both. So where machine code is made, a call of one of [`Consumer`] with a generator runs the function
//! built here instead of the native one. Programs cannot tell: frames of hidden functions are in no
//! traceback, no `f_back`, and not in the recursion count; the callable stays the built-in object.
//!
//! Requirement: a hidden function does to the items what the native one does, in the same order.

mod code;
mod helpers;

pub(crate) use helpers::{IS_FLOAT, IS_INT};

use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

macro_rules! consumers {
    ($($name:ident = $text:literal;)*) => {
        /// A built-in whose only argument may be a generator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Consumer { $(#[doc = concat!("`", $text, "`")] $name),* }

        impl Consumer {
            /// Every consumer.
            pub const ALL: &[Consumer] = &[$(Consumer::$name),*];

            /// Its name in `builtins`.
            pub const fn name(self) -> &'static str {
                match self { $(Consumer::$name => $text),* }
            }
        }
    };
}
consumers! {
    Sum = "sum";
    Any = "any";
    All = "all";
    Min = "min";
    Max = "max";
    List = "list";
    Tuple = "tuple";
    Sorted = "sorted";
}

/// The built-in objects with the functions that stand for them; empty where there is no machine code.
#[derive(Default)]
pub(crate) struct Hidden(Vec<(Value, Value)>);

impl Hidden {
    /// The function to run in place of `callable(generator)`.
    #[inline]
    pub fn in_place_of(&self, callable: &Value, argument: &Value) -> Option<&Value> {
        if argument.type_id() != id::GENERATOR {
            return None;
        }
        self.0.iter().find(|(built_in, _)| built_in.is(callable)).map(|(_, function)| function)
    }
}

impl Vm {
    /// Builds the hidden functions.
    pub(crate) fn build_hidden(&mut self) {
        let globals = helpers::globals(self);
        for &consumer in Consumer::ALL {
            let Some(built_in) = self.built_in(consumer.name()) else { continue };
            // A fault of the builder would be one of this module: its test builds them all.
            let Ok(code) = code::build(consumer) else { continue };
            let code = self.new_hidden_code(&code.into());
            let function = self.new_function(code, globals.clone()).into_value();
            self.hidden.0.push((built_in, function));
        }
    }
}
