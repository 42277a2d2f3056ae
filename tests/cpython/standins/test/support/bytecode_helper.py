"""A stand-in for test.support.bytecode_helper."""

import dis
import io
import unittest

_ANY = object()


class BytecodeTestCase(unittest.TestCase):
    def get_disassembly_as_string(self, co):
        text = io.StringIO()
        dis.dis(co, file=text)
        return text.getvalue()

    def _find(self, code, opname, argval):
        self.assertIn(opname, dis.opmap)
        for instruction in dis.get_instructions(code):
            if instruction.opname == opname and (argval is _ANY or instruction.argval == argval):
                return instruction
        return None

    def assertInBytecode(self, x, opname, argval=_ANY):
        found = self._find(x, opname, argval)
        if found is None:
            self.fail(f"no {opname} in the bytecode:\n{self.get_disassembly_as_string(x)}")
        return found

    def assertNotInBytecode(self, x, opname, argval=_ANY):
        if self._find(x, opname, argval) is not None:
            self.fail(f"{opname} in the bytecode:\n{self.get_disassembly_as_string(x)}")
