# What sys and gc offer to programs.
import gc
import sys

print(sys.version_info[:2] >= (3, 14), sys.version.startswith("3.14"), sys.implementation.name != "", len(sys.argv))
print(sys.exc_info(), sys.exception(), sys.byteorder, "sys" in sys.modules, sys.modules["sys"] is sys)
a = []
print(sys.getrefcount(a) >= 2, sys.intern("abc") == "abc", sys.getsizeof(a) > 0, callable(sys.exit))
print(sys.stdout.write("written\n"), sys.stderr is not sys.stdout, sys.stdout.flush())
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.collect() >= 0, len(gc.get_threshold()), gc.is_tracked([]))


class Node:
    pass


gc.collect()
n = Node()
n.me = n
del n
print(gc.collect() >= 1, gc.collect())


def caller():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name


print(caller())
try:
    sys._getframe(10000)
except ValueError as error:
    print(error)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.getdefaultencoding())
