# The frame of a generator: lines, f_lasti, f_back and locals over its life.
import sys


def g(a):
    b = a + 1
    got = yield b
    c = got
    yield sys._getframe().f_back.f_code.co_name
    return c


x = g(1)
frame = x.gi_frame
print(frame.f_lineno, frame.f_lasti >= 0, frame.f_back, dict(frame.f_locals))
next(x)
print(frame.f_lineno, x.gi_frame is frame, frame.f_back, dict(frame.f_locals))
first = frame.f_lasti


def resumer():
    return x.send("hello")


print(resumer(), frame.f_lineno, frame.f_lasti > first, dict(frame.f_locals))
print(list(x), x.gi_frame, frame.f_code is x.gi_code)
