//! Private names: `__x` in class `C` is stored as `_C__x`.

use std::borrow::Cow;

/// The stored form of `name` in the class `private`.
pub(crate) fn mangle<'a>(private: Option<&str>, name: &'a str) -> Cow<'a, str> {
    let Some(class) = private else { return Cow::Borrowed(name) };
    // Special names and dotted module names are no private names.
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("_{class}{name}"))
}
