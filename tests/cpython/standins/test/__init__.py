"""CPython's package of tests: what is not in this folder comes from that of an installed CPython.

The driver appends its folder to `__path__`.
"""
