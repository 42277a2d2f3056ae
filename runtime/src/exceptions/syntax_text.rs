//! The text of a syntax error: file, line, the line itself with carets, and the message.

use crate::exceptions::text::text_field;
use crate::exceptions::{Exception, field};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

/// What a `SyntaxError` says about its place; `None` where the program set something else.
struct Place {
    lineno: Option<i64>,
    offset: Option<i64>,
    text: Option<String>,
    end_lineno: Option<i64>,
    end_offset: Option<i64>,
}

fn place_of(exception: &Ref<Exception>) -> Place {
    let details = exception.fields[field::DETAILS].get();
    let items = details.as_ref().and_then(|details| details.as_tuple()).map(|tuple| tuple.items().to_vec());
    let item = |index: usize| items.as_ref().and_then(|items| items.get(index));
    let number = |index: usize| item(index).and_then(|value| value.as_int()).and_then(|int| int.to_i64());
    Place {
        lineno: number(0),
        offset: number(1),
        text: item(2).and_then(|text| text.as_str()).map(str::to_owned),
        end_lineno: number(3),
        end_offset: number(4),
    }
}

/// The lines of a syntax error whose class is called `name`.
pub(super) fn format(vm: &mut Vm, exception: &Value, name: &str) -> String {
    let Some(object) = exception.downcast::<Exception>().cloned() else { return String::new() };
    let place = place_of(&object);
    let filename = text_field(&object, field::FILENAME);
    let mut text = String::new();
    let mut suffix = String::new();
    match (place.lineno, &filename) {
        (Some(line), _) => {
            let filename = crate::prompt::shown(filename.as_deref().unwrap_or("<string>"));
            text += &format!("  File \"{filename}\", line {line}\n");
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    text += &marked_line(&place);
    let message = match object.fields[field::MESSAGE].get() {
        Some(message) if !message.is_none() => vm.str_string(&message).unwrap_or_else(|raised| {
            drop(vm.take_raised(raised));
            "<exception str() failed>".to_owned()
        }),
        _ => "<no detail available>".to_owned(),
    };
    text + &format!("{name}: {message}{suffix}\n")
}

/// The line without its indentation, and carets below what is wrong.
fn marked_line(place: &Place) -> String {
    let Some(full) = &place.text else { return String::new() };
    let line = full.trim_end_matches('\n');
    let shown = line.trim_start_matches([' ', '\n', '\u{c}']);
    let removed = (line.chars().count() - shown.chars().count()) as i64;
    let Some(mut start) = place.offset else { return format!("    {shown}\n") };
    let length = full.chars().count() as i64;
    let behind = line.chars().count() as i64 + 1;
    let mut end = behind;
    if place.lineno == place.end_lineno {
        end = place.end_offset.filter(|&end| end != 0).unwrap_or(start).min(behind);
    }
    if length > 0 && start > length {
        start = length + 1;
        end = end.max(start);
    }
    if start >= end || end < 0 {
        end = start + 1;
    }
    let (column, end_column) = (start - 1 - removed, end - 1 - removed);
    if column < 0 {
        return format!("    {shown}\n");
    }
    // Tabs stay, so that the carets stand below their characters.
    let mut space: String =
        shown.chars().take(column as usize).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let missing = column as usize - space.chars().count();
    space.extend(std::iter::repeat_n(' ', missing));
    format!("    {shown}\n    {space}{}\n", "^".repeat((end_column - column) as usize))
}
