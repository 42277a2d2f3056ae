//! `from __future__ import …`

use genjit_bytecode::CodeFlags;
use ruff_python_ast::{ModModule, Stmt, StmtImportFrom};

use crate::docstring::docstring;
use crate::error::CompileError;
use crate::source::Source;

/// Features that are part of the language by now.
const MANDATORY: [&str; 8] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "generator_stop",
];

/// `co_flags` of the features that still change something.
const BARRY_AS_FLUFL: CodeFlags = CodeFlags(0x40_0000);
pub(crate) const ANNOTATIONS: CodeFlags = CodeFlags(0x100_0000);

/// Whether the statement imports from `__future__`.
pub(crate) fn is_future_import(s: &StmtImportFrom) -> bool {
    s.level == 0 && s.module.as_ref().is_some_and(|m| m == "__future__")
}

/// The imports from `__future__` that a module starts with: how many statements they reach to, and the
/// flags that they set in every code object.
pub(crate) fn scan(source: &Source<'_>, module: &ModModule) -> Result<(usize, CodeFlags), CompileError> {
    let mut flags = CodeFlags::default();
    let start = usize::from(docstring(&module.body).is_some());
    let mut end = start;
    for stmt in &module.body[start..] {
        let Stmt::ImportFrom(s) = stmt else { break };
        if !is_future_import(s) {
            break;
        }
        for alias in &s.names {
            match alias.name.as_str() {
                "annotations" => flags |= ANNOTATIONS,
                "barry_as_FLUFL" => flags |= BARRY_AS_FLUFL,
                "braces" => return Err(source.error(alias.range, "not a chance")),
                name if MANDATORY.contains(&name) => {}
                name => {
                    let message = format!("future feature {name} is not defined");
                    return Err(source.error(alias.range, message));
                }
            }
        }
        end += 1;
    }
    Ok((end, flags))
}
