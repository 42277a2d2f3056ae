"""Reading one JSON value."""

import functools

import _json

__all__ = ["make_scanner"]


def make_scanner(context):
    """A function that reads the value at an index of a text, as a decoder's attributes say."""
    hooks = context.object_hook, context.object_pairs_hook
    numbers = (None if context.parse_float is float else context.parse_float,
               None if context.parse_int is int else context.parse_int)
    return functools.partial(_json.scan, context.strict, *hooks, *numbers, context.parse_constant)
