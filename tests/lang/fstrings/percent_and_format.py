# The older ways: % and str.format.
print("%d %5d|%-5d|%05d %+d %x %X %o %#x" % (1, 2, 3, 4, 5, 255, 255, 8, 255))
print("%s %r %a %10s|%-10s|%.2s" % ("s", "r", "é", "right", "left", "cut"))
print("%f %.2f %e %g %8.3f|%%" % (1.5, 2.345, 12345.678, 1e-10, 3.14159))
print("%c%c %s %s" % (65, "b", None, [1, 2]), "%(a)s-%(b)03d" % {"a": 1, "b": 2}, "%*d" % (5, 42))
print("%s" % 5, "%s" % (5,), "%d" % 3.99, "%d" % True, "%i" % -3, "%s" % "", "no args" % ())
for bad in (lambda: "%d %d" % (1,), lambda: "%d" % (1, 2), lambda: "%d" % "x", lambda: "%q" % 1, lambda: "%(k)s" % {}):
    try:
        bad()
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
print("{} {} {}".format(1, "two", 3.0), "{1} {0} {1!r}".format("a", "b"), "{k:>{w}}".format(k="v", w=4))
print("{0[1]} {0[0]} {1.real}".format([5, 6], 7), "{a[key]}".format(a={"key": "value"}), "{{}}".format())
for bad in (lambda: "{} {}".format(1), lambda: "{x}".format(y=1), lambda: "{".format(), lambda: "{0} {}".format(1, 2)):
    try:
        bad()
    except (IndexError, KeyError, ValueError) as error:
        print(type(error).__name__, error)
