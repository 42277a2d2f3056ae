//! Source texts by file name: tracebacks show their lines.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::vm::Vm;

/// The texts known so far.
#[derive(Default)]
pub(crate) struct Sources(FxHashMap<String, Arc<str>>);

impl Vm {
    /// Keeps the text that is compiled under a file name.
    pub fn keep_source(&mut self, filename: &str, text: &str) {
        self.sources.0.insert(filename.to_owned(), text.into());
    }

    /// The text that a file name stands for: what was compiled under that name, or else the file.
    pub(crate) fn source_text(&mut self, filename: &str) -> Option<Arc<str>> {
        if let Some(text) = self.sources.0.get(filename) {
            return Some(text.clone());
        }
        if filename.starts_with('<') {
            return None;
        }
        let text: Arc<str> = std::fs::read_to_string(filename).ok()?.into();
        self.sources.0.insert(filename.to_owned(), text.clone());
        Some(text)
    }
}
