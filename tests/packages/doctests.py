"""Runs the examples in the docstrings of a module's functions and prints what they give.

    doctests.py [--without=NAME,…] FOLDER MODULE [NAME…]

A name after `--without` is that of a function whose examples are left out, or of a module: an example that
imports it is left out, and those behind it up to an empty line. What is printed is the same in every Python that runs the module right; where an example raises, the
exception's class is printed. The last line counts.
"""

import io
import sys


def examples(text, without):
    """The inputs of a docstring: each with its lines joined; nothing in place of those that are left out."""
    lines = text.expandtabs().split("\n")
    found, wanted = [], True
    for line in lines:
        bare = line.lstrip()
        if not bare:
            wanted = True
        elif bare.startswith((">>> import ", ">>> from ")) and bare.split()[2] in without:
            wanted = False
        if bare.startswith(">>>"):
            indent = len(line) - len(bare)
            found.append([line[indent + 4:] if wanted else ""])
        elif bare.startswith("...") and wanted and lines_follow:
            found[-1].append(line[indent + 4:])
        lines_follow = bare.startswith((">>>", "...")) and bool(found)
    return ["\n".join(lines) + "\n" for lines in found]


def run(name, text, scope, without):
    """Prints what each example gives; how many there are."""
    inputs = examples(text, without)
    count = 0
    for number, source in enumerate(inputs):
        if "+SKIP" in source or not source.strip():
            continue
        count += 1
        shown, screen = io.StringIO(), sys.stdout
        sys.stdout = shown
        try:
            exec(compile(source, "<%s %d>" % (name, number), "single"), scope)
            raised = None
        except Exception as error:
            raised = error
        finally:
            sys.stdout = screen
        print("%s %d: %s" % (name, number, source.split("\n")[0]))
        if shown.getvalue():
            print(shown.getvalue().rstrip("\n"))
        if raised is not None:
            print("raises", type(raised).__name__)
    return count


def main():
    words = sys.argv[1:]
    without = words.pop(0).removeprefix("--without=").split(",") if words[0].startswith("--without=") else []
    folder, module_name, *names = words
    sys.path.insert(0, folder)
    module = __import__(module_name, fromlist=["*"])
    import random

    functions = count = 0
    for name in names or sorted(name for name in dir(module) if not name.startswith("_")):
        function = getattr(module, name)
        text = getattr(function, "__doc__", None)
        if not isinstance(text, str) or ">>>" not in text or name in without:
            continue
        random.seed(1)
        # As in its own file, with everything that the module offers.
        home = sys.modules.get(function.__module__, module)
        scope = {**vars(home), **vars(module)}
        scope["__name__"] = "examples"
        functions += 1
        count += run(name, text, scope, without)
    print("%d functions, %d examples" % (functions, count))


main()
