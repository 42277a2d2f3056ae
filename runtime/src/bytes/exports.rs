//! Who looks at the bytes of an object whose size can change: while anybody does, it cannot.

use std::rc::Rc;

/// The views of an object that can grow.
#[derive(Debug, Default)]
pub struct Exports(Rc<()>);

/// One view: while it lives, the object keeps its size.
#[derive(Clone, Debug)]
pub struct Lock(#[allow(dead_code, reason = "only counted")] Rc<()>);

impl Exports {
    /// Keeps the size until the result is dropped.
    pub(crate) fn lock(&self) -> Lock {
        Lock(self.0.clone())
    }

    /// Whether anybody looks.
    pub(crate) fn any(&self) -> bool {
        Rc::strong_count(&self.0) > 1
    }
}
