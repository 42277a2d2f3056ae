//! The docstrings of the methods that types have from their slots: each says the same of every type.

const DOCS: &[(&str, &str)] = &[
    ("__abs__", "abs(self)"),
    ("__add__", "Return self+value."),
    ("__and__", "Return self&value."),
    ("__bool__", "True if self else False"),
    ("__buffer__", "Return a buffer object that exposes the underlying memory of the object."),
    ("__call__", "Call self as a function."),
    ("__contains__", "Return bool(key in self)."),
    ("__del__", "Called when the instance is about to be destroyed."),
    ("__delattr__", "Implement delattr(self, name)."),
    ("__delete__", "Delete an attribute of instance."),
    ("__delitem__", "Delete self[key]."),
    ("__divmod__", "Return divmod(self, value)."),
    ("__eq__", "Return self==value."),
    ("__float__", "float(self)"),
    ("__floordiv__", "Return self//value."),
    ("__ge__", "Return self>=value."),
    ("__get__", "Return an attribute of instance, which is of type owner."),
    ("__getattribute__", "Return getattr(self, name)."),
    ("__getitem__", "Return self[key]."),
    ("__gt__", "Return self>value."),
    ("__hash__", "Return hash(self)."),
    ("__iadd__", "Implement self+=value."),
    ("__iand__", "Return self&=value."),
    ("__imul__", "Implement self*=value."),
    (
        "__index__",
        "Return self converted to an integer, if self is suitable for use as an index into a list.",
    ),
    ("__init__", "Initialize self.  See help(type(self)) for accurate signature."),
    ("__int__", "int(self)"),
    ("__invert__", "~self"),
    ("__ior__", "Return self|=value."),
    ("__isub__", "Return self-=value."),
    ("__iter__", "Implement iter(self)."),
    ("__ixor__", "Return self^=value."),
    ("__le__", "Return self<=value."),
    ("__len__", "Return len(self)."),
    ("__lshift__", "Return self<<value."),
    ("__lt__", "Return self<value."),
    ("__mod__", "Return self%value."),
    ("__mul__", "Return self*value."),
    ("__ne__", "Return self!=value."),
    ("__neg__", "-self"),
    ("__next__", "Implement next(self)."),
    ("__or__", "Return self|value."),
    ("__pos__", "+self"),
    ("__pow__", "Return pow(self, value, mod)."),
    ("__radd__", "Return value+self."),
    ("__rand__", "Return value&self."),
    ("__rdivmod__", "Return divmod(value, self)."),
    ("__release_buffer__", "Release the buffer object that exposes the underlying memory of the object."),
    ("__repr__", "Return repr(self)."),
    ("__rfloordiv__", "Return value//self."),
    ("__rlshift__", "Return value<<self."),
    ("__rmod__", "Return value%self."),
    ("__rmul__", "Return value*self."),
    ("__ror__", "Return value|self."),
    ("__rpow__", "Return pow(value, self, mod)."),
    ("__rrshift__", "Return value>>self."),
    ("__rshift__", "Return self>>value."),
    ("__rsub__", "Return value-self."),
    ("__rtruediv__", "Return value/self."),
    ("__rxor__", "Return value^self."),
    ("__set__", "Set an attribute of instance to value."),
    ("__setattr__", "Implement setattr(self, name, value)."),
    ("__setitem__", "Set self[key] to value."),
    ("__str__", "Return str(self)."),
    ("__sub__", "Return self-value."),
    ("__truediv__", "Return self/value."),
    ("__xor__", "Return self^value."),
];

/// The docstring of a method that is made from a slot.
pub(crate) fn slot_doc(name: &str) -> &'static str {
    DOCS.binary_search_by_key(&name, |row| row.0).map_or("", |at| DOCS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted() {
        assert!(DOCS.is_sorted_by_key(|row| row.0));
    }
}
