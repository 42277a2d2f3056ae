//! Collects the names of every scope: patterns.

use ruff_python_ast::{Identifier, Pattern, StmtMatch};
use ruff_text_size::Ranged;

use crate::symtable::Flags;
use crate::symtable::build::{Builder, Result};

impl Builder<'_> {
    pub(super) fn match_statement(&mut self, s: &StmtMatch) -> Result {
        self.expr(&s.subject)?;
        s.cases.iter().try_for_each(|case| {
            self.pattern(&case.pattern)?;
            self.exprs(case.guard.as_deref())?;
            self.statements(&case.body)
        })
    }

    fn pattern(&mut self, pattern: &Pattern) -> Result {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.pattern_inner(pattern))
    }

    fn pattern_inner(&mut self, pattern: &Pattern) -> Result {
        match pattern {
            Pattern::MatchValue(p) => self.expr(&p.value),
            Pattern::MatchSingleton(_) => Ok(()),
            Pattern::MatchSequence(p) => self.patterns(&p.patterns),
            Pattern::MatchMapping(p) => {
                self.exprs(&p.keys)?;
                self.patterns(&p.patterns)?;
                match &p.rest {
                    Some(name) => self.define(name, Flags::LOCAL, p.range),
                    None => Ok(()),
                }
            }
            Pattern::MatchClass(p) => {
                self.expr(&p.cls)?;
                self.patterns(&p.arguments.patterns)?;
                p.arguments.keywords.iter().try_for_each(|k| {
                    if k.attr.as_str() == "__debug__" {
                        return Err(self.source.error(k.pattern.range(), "cannot assign to __debug__"));
                    }
                    self.pattern(&k.pattern)
                })
            }
            Pattern::MatchStar(p) => self.captured(p.name.as_ref()),
            Pattern::MatchAs(p) => {
                p.pattern.iter().try_for_each(|inner| self.pattern(inner))?;
                self.captured(p.name.as_ref())
            }
            Pattern::MatchOr(p) => self.patterns(&p.patterns),
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Result {
        patterns.iter().try_for_each(|p| self.pattern(p))
    }

    fn captured(&mut self, name: Option<&Identifier>) -> Result {
        match name {
            Some(name) => self.define(name, Flags::LOCAL, name.range),
            None => Ok(()),
        }
    }
}
