//! The thread that compiles while the program goes on.
//!
//! One region is compiled at a time: what else is hot meanwhile waits and is asked about again, so that the
//! machine code always is for what is hottest now, and a program that is over soon has not waited for it.
//!
//! Requirement: a [`Job`] owns all it reads. What it embeds may break or die while it is compiled; the driver
//! marks the draft, which it keeps, and drops the product.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};

use crate::compile::{Job, Product};

/// Bytes of its stack, as those of a main thread.
const STACK: usize = 8 << 20;

/// The thread and the ways to it and back.
#[derive(Debug)]
pub(crate) struct Background {
    /// `None` while it is dropped: the thread ends when nobody can send any more.
    jobs: Option<Sender<Box<Job>>>,
    products: Receiver<Box<Product>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system gives no more threads.
    pub fn start() -> io::Result<Background> {
        let (jobs, inbox) = channel::<Box<Job>>();
        let (outbox, products) = channel();
        let work = move || {
            while let Ok(job) = inbox.recv() {
                if outbox.send(Box::new(job.run())).is_err() {
                    break;
                }
            }
        };
        let thread = Builder::new().name("genjit-compiler".to_owned()).stack_size(STACK).spawn(work)?;
        Ok(Background { jobs: Some(jobs), products, thread: Some(thread) })
    }

    /// Hands over a job; a job that cannot be handed over comes back.
    pub fn submit(&self, job: Box<Job>) -> Result<(), Box<Job>> {
        let Some(jobs) = &self.jobs else { return Err(job) };
        jobs.send(job).map_err(|refused| refused.0)
    }

    /// The product of the job handed over, if it is done.
    ///
    /// # Panics
    /// As the job did.
    pub fn take(&mut self) -> Option<Box<Product>> {
        match self.products.try_recv() {
            Ok(product) => Some(product),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                let panic = self.thread.take()?.join().err()?;
                std::panic::resume_unwind(panic)
            }
        }
    }
}

impl Drop for Background {
    /// Waits for the job under way: the code of a library must stay as long as a thread runs in it.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A panic has been shown by the thread; dropping must not raise another.
            drop(thread.join());
        }
    }
}
