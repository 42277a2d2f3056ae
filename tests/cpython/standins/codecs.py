"""A stand-in for codecs: what pickle and the tests need of it."""

BOM_UTF8 = b"\xef\xbb\xbf"
_search = []


def register(search_function):
    _search.append(search_function)


def unregister(search_function):
    if search_function in _search:
        _search.remove(search_function)


def lookup(encoding):
    for function in _search:
        if (found := function(encoding.lower().replace("-", "_"))) is not None:
            return found
    raise LookupError(f"unknown encoding: {encoding}")


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return obj.decode(encoding, errors)


def escape_encode(data, errors=None):
    return repr(data)[2:-1].encode("ascii"), len(data)


def escape_decode(data, errors=None):
    text = bytes(data).decode("latin-1").replace("'", "\\'")
    return eval(f"b'{text}'"), len(data)
