"""The features that `from __future__ import ...` names, with the releases that brought them (PEP 236)."""

# A feature; the release in which it could first be asked for; the release in which it is always there, if
# there is one; the name and the value of its compiler flag.
_TABLE = (
    ("nested_scopes", "2.1 beta 1", "2.2 alpha 0", "CO_NESTED", 0x10),
    ("generators", "2.2 alpha 1", "2.3 final 0", "CO_GENERATOR_ALLOWED", 0),
    ("division", "2.2 alpha 2", "3.0 alpha 0", "CO_FUTURE_DIVISION", 1 << 17),
    ("absolute_import", "2.5 alpha 1", "3.0 alpha 0", "CO_FUTURE_ABSOLUTE_IMPORT", 1 << 18),
    ("with_statement", "2.5 alpha 1", "2.6 alpha 0", "CO_FUTURE_WITH_STATEMENT", 1 << 19),
    ("print_function", "2.6 alpha 2", "3.0 alpha 0", "CO_FUTURE_PRINT_FUNCTION", 1 << 20),
    ("unicode_literals", "2.6 alpha 2", "3.0 alpha 0", "CO_FUTURE_UNICODE_LITERALS", 1 << 21),
    ("barry_as_FLUFL", "3.1 alpha 2", "4.0 alpha 0", "CO_FUTURE_BARRY_AS_BDFL", 1 << 22),
    ("generator_stop", "3.5 beta 1", "3.7 alpha 0", "CO_FUTURE_GENERATOR_STOP", 1 << 23),
    ("annotations", "3.7 beta 1", None, "CO_FUTURE_ANNOTATIONS", 1 << 24),
)


def _release(text):
    """A release in the form of sys.version_info."""
    if text is None:
        return None
    version, level, serial = text.split()
    major, minor = version.split(".")
    return int(major), int(minor), 0, level, int(serial)


class _Feature:
    def __init__(self, optional, mandatory, compiler_flag):
        self.optional, self.mandatory = optional, mandatory
        self.compiler_flag = compiler_flag

    def __repr__(self):
        return f"_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}"

    def getMandatoryRelease(self):
        """The release in which it is always there; None if it never will be."""
        return self.mandatory

    def getOptionalRelease(self):
        """The release in which the feature could first be asked for."""
        return self.optional


all_feature_names = [row[0] for row in _TABLE]
__all__ = ["all_feature_names", *all_feature_names]

for _name, _optional, _mandatory, _flag_name, _flag in _TABLE:
    globals()[_flag_name] = _flag
    globals()[_name] = _Feature(_release(_optional), _release(_mandatory), _flag)
