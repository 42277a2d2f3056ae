//! `sub` and `subn`

use super::matches::new_match;
use super::pattern::{Pattern, pattern};
use super::run::each_match;
use super::subject::{Data, Subject};
use super::template;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// `pattern.sub(repl, string, count=0)`, or `subn`.
pub(super) fn substitute(vm: &mut Vm, args: &Arguments<'_>, function: &'static str) -> PyResult {
    let parameters = Parameters { function, names: ["repl", "string", "count"], required: 2, positional: 3 };
    let [replacement, string, count] = args.rest().bind(vm, &parameters)?;
    let (replacement, string) = (replacement.unwrap_or(Value::NONE), string.unwrap_or(Value::NONE));
    let most = count.map_or(Ok(0), |count| vm.sequence_index(&count))?;
    let this = pattern(&args[0]).clone();
    let (result, count) = if vm.is_callable(&replacement) {
        let subject = Subject::new(vm, &this, &string, 0, i64::MAX)?;
        call_each(vm, &this, &subject, &replacement, most)?
    } else {
        let template = template::parse(vm, &this, &replacement)?;
        let subject = Subject::new(vm, &this, &string, 0, i64::MAX)?;
        fill_each(vm, &this, &subject, &template, most)?
    };
    if function == "sub" {
        return Ok(result);
    }
    let count = vm.int(count);
    Ok(vm.new_tuple(vec![result, count]))
}

fn fill_each(
    vm: &mut Vm,
    this: &Ref<Pattern>,
    subject: &Subject,
    template: &template::Template,
    most: i64,
) -> PyResult<(Value, i64)> {
    let (mut out, mut last, mut count) = (Vec::new(), 0, 0);
    let bytes = match subject.data() {
        Data::Text(text) => text.as_bytes(),
        Data::Bytes(bytes) => bytes,
    };
    if most >= 0 {
        each_match(vm, this, subject, |_, spans| {
            let (start, end) = spans[0].unwrap_or_default();
            out.extend_from_slice(&bytes[last..start]);
            template.write(subject, &spans, &mut out);
            last = end;
            count += 1;
            Ok(most == 0 || count < most)
        })?;
    }
    if count == 0 {
        return Ok((subject.data.clone(), 0));
    }
    out.extend_from_slice(&bytes[last..]);
    Ok((template::finish(vm, this, &out), count))
}

fn call_each(
    vm: &mut Vm,
    this: &Ref<Pattern>,
    subject: &Subject,
    function: &Value,
    most: i64,
) -> PyResult<(Value, i64)> {
    let (mut parts, mut last, mut count) = (Vec::new(), 0, 0);
    if most >= 0 {
        each_match(vm, this, subject, |vm, spans| {
            let (start, end) = spans[0].unwrap_or_default();
            if last < start {
                parts.push(subject.slice(vm, last, start));
            }
            let found = new_match(vm, this, subject, spans);
            let item = vm.call(function, &[found])?;
            if !item.is_none() {
                parts.push(item);
            }
            last = end;
            count += 1;
            Ok(most == 0 || count < most)
        })?;
    }
    if last < subject.end {
        parts.push(subject.slice(vm, last, subject.end));
    }
    let empty = subject.slice(vm, 0, 0);
    let (name, parts) = (vm.intern("join"), vm.new_list(parts));
    Ok((vm.call_method(&empty, &name, &[parts])?, count))
}
