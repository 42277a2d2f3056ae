import _weakref, builtins, gc, itertools, sys
def told(e):
    lines = []
    while isinstance(e, BaseException) and len(lines) < 5:
        tb, steps = e.__traceback__, []
        while tb:
            steps.append(f"{tb.tb_frame.f_code.co_name}:{tb.tb_lineno}")
            tb = tb.tb_next
        parts = [told(part) for part in e.exceptions] if isinstance(e, BaseExceptionGroup) else ""
        lines.append(f"{type(e).__name__}{show(e.args)}{parts} {'/'.join(steps)}{' suppressed' * e.__suppress_context__}")
        e = e.__cause__ or e.__context__
    return " <- ".join(lines)
def show(v):
    if type(v) in (tuple, list):
        return "(" + " ".join([show(x) for x in v[:40]]) + ")"
    if isinstance(v, int) and not -(1 << 200) < v < 1 << 200:
        return f"int {v.bit_length()} {v % 999983}"
    if type(v) in (int, float, bool, str, bytes, complex, type(None), range):
        return repr(v)[:120]
    if isinstance(v, BaseException):
        return type(v).__name__ + show(v.args)
    return type(v).__name__
sys.unraisablehook = lambda u: print("unraisable", show(u.exc_value))
def state(g):
    for name in ("gi_frame", "cr_frame", "ag_frame"):
        frame = getattr(g, name, None)
        if frame is not None:
            return f"{frame.f_lineno} {sorted(frame.f_locals)}"
    return "no frame"
