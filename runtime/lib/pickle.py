"""Objects as bytes and back: the protocols 0 to 5, without buffers beside the stream."""

from _pickle import PickleError, Pickler, PicklingError, Unpickler, UnpicklingError, dump, dumps, load, loads
from _pickle_codes import DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, OPCODES as _OPCODES, decode_long, encode_long
from _pickle_writer import whichmodule
from copyreg import dispatch_table

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads"]
__all__ += sorted([*_OPCODES, "DEFAULT_PROTOCOL", "HIGHEST_PROTOCOL"])

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
bytes_types = (bytes, bytearray)
globals().update(_OPCODES)
_Pickler, _Unpickler = Pickler, Unpickler
_dump, _dumps, _load, _loads = dump, dumps, load, loads
