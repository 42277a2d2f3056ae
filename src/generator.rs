//! Generators resumed from Rust.

use genjit_runtime::frame::Frame;
use genjit_runtime::generator::Resumed;

use crate::{Argument, Error, Exception, Value, Vm};

/// A suspended generator, coroutine or other resumable object of one [`Vm`].
#[derive(Debug)]
pub struct Generator(Value);

impl Generator {
    /// The generator object, to pass to calls.
    pub fn value(&self) -> &Value {
        &self.0
    }
}

/// How a generator answered.
#[derive(Debug)]
pub enum Resume {
    /// It yielded this and is suspended again.
    Yield(Value),
    /// It returned this; resuming it again returns `None`.
    Return(Value),
    /// It raised this and is finished.
    Raise(Box<Exception>),
}

impl Vm {
    /// Calls a generator function of `__main__`.
    ///
    /// # Errors
    /// As [`call`](Vm::call); and the call may give something that is no generator.
    pub fn call_generator(&mut self, name: &str, arguments: &[Argument<'_>]) -> Result<Generator, Error> {
        let object = self.call_object(name, arguments)?;
        if !object.is_a::<Frame>() {
            return Err(Error::NotAGenerator(self.machine.type_name(&object)));
        }
        Ok(Generator(self.handles.add(object)))
    }

    /// Runs a generator until it yields, returns or raises, as `next()` does.
    ///
    /// # Errors
    /// [`Error::ForeignValue`]
    pub fn resume(&mut self, generator: &mut Generator) -> Result<Resume, Error> {
        self.send(generator, Argument::None)
    }

    /// Resumes a generator with the value of the `yield` it is suspended at.
    ///
    /// # Errors
    /// [`Error::ForeignValue`]
    pub fn send(&mut self, generator: &mut Generator, sent: Argument<'_>) -> Result<Resume, Error> {
        self.enter();
        let object = self.handles.get(&generator.0)?.clone();
        let sent = sent.to_object(&mut self.machine, &self.handles)?;
        let resumed = self.machine.resume(&object, sent);
        Ok(self.answer(resumed))
    }

    /// Raises a built-in exception with a message where the generator is suspended.
    ///
    /// # Errors
    /// [`Error::ForeignValue`], or there is no exception of this name.
    pub fn throw(&mut self, generator: &mut Generator, class: &str, message: &str) -> Result<Resume, Error> {
        self.enter();
        let object = self.handles.get(&generator.0)?.clone();
        let class = self
            .machine
            .built_in(class)
            .filter(|found| self.machine.is_exception_class(found))
            .ok_or_else(|| Error::NotAnException(class.to_owned()))?;
        let message = self.machine.new_str(message);
        let resumed = self.machine.throw_generator(&object, &[class, message]);
        Ok(self.answer(resumed))
    }

    /// Closes a generator: its handlers run. It answers what the generator returned, or what it raised.
    ///
    /// # Errors
    /// [`Error::ForeignValue`]
    pub fn close(&mut self, generator: &mut Generator) -> Result<Resume, Error> {
        self.enter();
        let object = self.handles.get(&generator.0)?.clone();
        let resumed = self.machine.close_generator(&object);
        Ok(self.answer(resumed))
    }

    fn answer(&mut self, resumed: Resumed) -> Resume {
        match resumed {
            Resumed::Yield(item) => Resume::Yield(self.handles.add(item)),
            Resumed::Return(value) => Resume::Return(self.handles.add(value)),
            Resumed::Raise(raised) => Resume::Raise(Box::new(self.exception(raised))),
        }
    }
}
