"""Runs a program that needs a package from a folder: `model.py FOLDER PROGRAM`."""

import sys

sys.path.insert(0, sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    exec(compile(file.read(), sys.argv[2].rsplit("/", 1)[1], "exec"))
