# Encodings of source text: comments that declare them, marks, what does not fit
import os
import sys


def attempt(source, mode="exec"):
    scope = {}
    try:
        exec(compile(source, "given.py", mode), scope)
        return {name: value for name, value in scope.items() if name != "__builtins__"}
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg} {error.filename} {error.lineno} {error.offset}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(attempt(b"# -*- coding: latin-1 -*-\nx = '\xe9'"), attempt(b"#coding=iso-8859-1\nx = '\xe9\xc3\xa9'"))
print(attempt(b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'"), attempt(b"\n# encoding: Latin_1\nx = '\xfc'"))
print(attempt(b"\xef\xbb\xbfx = '\xc3\xa9'"), attempt(b"\xef\xbb\xbf# coding: utf-8\nx = 1"), attempt(b"\xef\xbb\xbf# coding: UTF_8\nx = 1"))
print(attempt(b"# coding: utf8\nx = '\xc3\xa9'"), attempt(b"x = '\xc3\xa9'"), attempt(bytearray(b"x = 2")))
print(attempt(b"\xef\xbb\xbf# coding: latin-1\nx = 1"))
print(attempt(b"# coding: nonsense\nx = 1"))
print(attempt(b"# coding: ascii\nx = '\xe9'"))
print(attempt(b"x = 1 # coding: nonsense\n"), attempt(b"\n\n# coding: nonsense\nx = 3"), attempt("# coding: nonsense\nx = 'é'"))
print(attempt(b"x = 1\0"), eval(b"1 + 1"), eval(memoryview(b"2 * 3")), attempt(1))

folder = f"/tmp/genjit-sources-{os.getpid()}"
os.mkdir(folder)
sys.path.insert(0, folder)


def module(name, source):
    path = os.path.join(folder, name + ".py")
    with open(path, "wb") as file:
        file.write(source)
    try:
        return __import__(name).x
    except SyntaxError as error:
        return f"{type(error).__name__}: {error.msg} {os.path.basename(error.filename)} {error.lineno} {error.offset}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        os.remove(path)


print(module("latin_one", b"# -*- coding: latin-1 -*-\nx = '\xe9\xfc'\n"), module("marked", b"\xef\xbb\xbfx = '\xc3\xa9'\n"))
print(module("unknown_one", b"# coding: nonsense\nx = 1\n"))
print(module("not_ascii", b"# coding: us-ascii\nx = '\xe9'\n"))
if os.path.isdir(os.path.join(folder, "__pycache__")):
    for name in os.listdir(os.path.join(folder, "__pycache__")):
        os.remove(os.path.join(folder, "__pycache__", name))
    os.rmdir(os.path.join(folder, "__pycache__"))
os.rmdir(folder)
