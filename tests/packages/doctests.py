"""Runs the examples in the docstrings of a module's functions and prints what they give.

    doctests.py FOLDER MODULE [NAME…]

What is printed is the same in every Python that runs the module right; where an example raises, the
exception's class is printed. The last line counts.
"""

import io
import sys


def examples(text):
    """The inputs of a docstring: each with its lines joined."""
    lines = text.expandtabs().split("\n")
    found = []
    for line in lines:
        bare = line.lstrip()
        if bare.startswith(">>>"):
            indent = len(line) - len(bare)
            found.append([line[indent + 4:]])
        elif bare.startswith("...") and found and lines_follow:
            found[-1].append(line[indent + 4:])
        lines_follow = bare.startswith((">>>", "...")) and bool(found)
    return ["\n".join(lines) + "\n" for lines in found]


def run(name, text, scope):
    """Prints what each example gives; how many there are."""
    inputs = examples(text)
    for number, source in enumerate(inputs):
        if "+SKIP" in source:
            continue
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
    return len(inputs)


def main():
    folder, module_name, *names = sys.argv[1:]
    sys.path.insert(0, folder)
    module = __import__(module_name, fromlist=["*"])
    import random

    functions = count = 0
    for name in names or sorted(name for name in dir(module) if not name.startswith("_")):
        function = getattr(module, name)
        text = getattr(function, "__doc__", None)
        if not isinstance(text, str) or ">>>" not in text:
            continue
        random.seed(1)
        # As in its own file, with everything that the module offers.
        home = sys.modules.get(function.__module__, module)
        scope = {**vars(home), **vars(module)}
        scope["__name__"] = "examples"
        functions += 1
        count += run(name, text, scope)
    print("%d functions, %d examples" % (functions, count))


main()
