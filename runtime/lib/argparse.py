"""Command lines: what they may hold, what they hold, and help that says so."""

import os
import sys

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
    "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
    "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."


class Namespace:
    """The values that were parsed, as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = []
        starred = {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                shown.append(f"{name}={value!r}")
            else:
                starred[name] = value
        if starred:
            shown.append(f"**{starred!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


def _name_of(argument):
    """How messages call an argument."""
    if argument is None:
        return None
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        metavar = argument.metavar
        return metavar if isinstance(metavar, str) else argument.dest
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return "{" + ",".join(map(str, argument.choices)) + "}"
    return None


class ArgumentError(Exception):
    """A command line that does not fit."""

    def __init__(self, argument, message):
        self.message, self.argument_name = message, _name_of(argument)

    def __str__(self):
        place = "" if self.argument_name is None else f"argument {self.argument_name}: "
        return f"{place}{self.message}"


class ArgumentTypeError(Exception):
    """Raised by a function that converts an argument: its text is the message."""


# Text of help.


def _chunks(word):
    """The parts of a word that a line may end behind: hyphens between letters."""
    start = 0
    for at in range(2, len(word) - 2):
        if word[at] == "-" and word[at - 1].isalpha() and word[at - 2].isalnum() and word[at + 1].isalpha() and (
            word[at + 2].isalpha()
        ):
            yield word[start : at + 1]
            start = at + 1
    yield word[start:]


def _wrap(text, width):
    """Lines of at most a width."""
    lines, line = [], ""
    for word in text.split():
        space = " " if line else ""
        for chunk in _chunks(word):
            if line and len(line) + len(space) + len(chunk) > width:
                lines.append(line)
                line, space = "", ""
            line += space + chunk
            space = ""
            while len(line) > width:
                lines.append(line[:width])
                line = line[width:]
    return lines + [line] if line else lines


class HelpFormatter:
    """Makes the text of help."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None, **kwargs):
        if width is None:
            try:
                width = int(os.environ.get("COLUMNS", 0))
            except ValueError:
                width = 0
            width = (width or 80) - 2
        self._prog = prog
        self._width = width
        self._increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))

    def usage(self, usage, actions, groups, prefix=None):
        """The usage line or lines."""
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        prog = self._prog
        optionals = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        option_parts = self._usage_parts(optionals, groups)
        positional_parts = self._usage_parts(positionals, groups)
        text = " ".join([prog, *option_parts, *positional_parts])
        if len(prefix) + len(text) > self._width:
            text = "\n".join(self._usage_lines(prefix, prog, option_parts, positional_parts))
        return f"{prefix}{text}\n\n"

    def _usage_lines(self, prefix, prog, options, positionals):
        def fill(parts, indent, first=None):
            lines, line = [], []
            length = len(indent) - 1 if first is None else len(first) - 1
            for part in parts:
                if length + 1 + len(part) > self._width and line:
                    lines.append(indent + " ".join(line))
                    line, length = [], len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(indent + " ".join(line))
            if first is not None:
                lines[0] = lines[0][len(indent) :]
            return lines

        if len(prefix) + len(prog) <= 0.75 * self._width:
            indent = " " * (len(prefix) + len(prog) + 1)
            if options:
                return fill([prog, *options], indent, prefix) + fill(positionals, indent)
            return fill([prog, *positionals], indent, prefix) if positionals else [prog]
        indent = " " * len(prefix)
        lines = fill([*options, *positionals], indent)
        if len(lines) > 1:
            lines = fill(options, indent) + fill(positionals, indent)
        return [prog, *lines]

    def _usage_parts(self, actions, groups):
        parts, done = [], set()
        for action in actions:
            if id(action) in done or action.help is SUPPRESS:
                continue
            group = next((group for group in groups if action in group._group_actions), None)
            members = [] if group is None else [
                member for member in group._group_actions if member.help is not SUPPRESS and member in actions
            ]
            if len(members) > 1 and members == actions[actions.index(action) : actions.index(action) + len(members)]:
                inner = " | ".join(self._usage_part(member, in_group=True) for member in members)
                parts.append(f"({inner})" if group.required else f"[{inner}]")
                done.update(map(id, members))
                continue
            required = group.required if len(members) == 1 else False
            parts.append(self._usage_part(action, in_group=required))
        return parts

    def _usage_part(self, action, in_group=False):
        if not action.option_strings:
            text = self.arguments(action, self.positional_metavar(action))
            if in_group and text.startswith("[") and text.endswith("]"):
                text = text[1:-1]
            return text
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = f"{action.option_strings[0]} {self.arguments(action, self.optional_metavar(action))}"
        return text if action.required or in_group else f"[{text}]"

    def positional_metavar(self, action):
        return action.dest

    def optional_metavar(self, action):
        return action.dest.upper()

    def metavars(self, action, default, count):
        if action.metavar is not None:
            metavar = action.metavar
        elif action.choices is not None:
            metavar = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            metavar = default
        return metavar if isinstance(metavar, tuple) else (metavar,) * count

    def arguments(self, action, default):
        """The arguments of an action as usage shows them."""
        nargs = action.nargs
        if nargs is None:
            return "%s" % self.metavars(action, default, 1)
        if nargs == OPTIONAL:
            return "[%s]" % self.metavars(action, default, 1)
        if nargs == ZERO_OR_MORE:
            metavar = self.metavars(action, default, 1)
            return "[%s [%s ...]]" % metavar if len(metavar) == 2 else "[%s ...]" % metavar
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % self.metavars(action, default, 2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % self.metavars(action, default, 1)
        if nargs == SUPPRESS:
            return ""
        return " ".join(self.metavars(action, default, nargs))

    def invocation(self, action):
        """An action as the list of arguments names it."""
        if not action.option_strings:
            return " ".join(self.metavars(action, self.positional_metavar(action), 1))
        text = ", ".join(action.option_strings)
        if action.nargs == 0:
            return text
        return f"{text} {self.arguments(action, self.optional_metavar(action))}"

    def text(self, text):
        """A paragraph of its own."""
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self.fill(text, max(self._width, 11), "") + "\n\n"

    def fill(self, text, width, indent):
        return "\n".join(indent + line for line in _wrap(text, width - len(indent)))

    def split_lines(self, text, width):
        return _wrap(text, width)

    def help_string(self, action):
        return action.help

    def expanded_help(self, action):
        text = self.help_string(action)
        if "%" not in text:
            return text
        values = dict(vars(action), prog=self._prog)
        for name, value in list(values.items()):
            if value is SUPPRESS:
                del values[name]
            elif hasattr(value, "__name__"):
                values[name] = value.__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(map(str, values["choices"]))
        return text % values

    def rows(self, actions, indent):
        """Actions with their indentation, those of subcommands below the action that has them."""
        for action in actions:
            if action.help is SUPPRESS:
                continue
            yield action, indent
            for inner in getattr(action, "_choices_actions", ()):
                yield inner, indent + self._increment

    def sections(self, sections):
        """Titled lists of actions."""
        longest = 0
        for _, _, actions in sections:
            for action, indent in self.rows(actions, self._increment):
                longest = max(longest, len(self.invocation(action)) + indent)
        position = min(longest + 2, self._max_help_position)
        texts = []
        for title, description, actions in sections:
            body = ""
            if description:
                if "%(prog)" in description:
                    description = description % {"prog": self._prog}
                body += self.fill(description, max(self._width - self._increment, 11), " " * self._increment) + "\n\n"
            for action, indent in self.rows(actions, self._increment):
                body += self.row(action, indent, position)
            if body.strip():
                title = f"{title}:\n" if title is not None and title is not SUPPRESS else ""
                texts.append(title + body.rstrip("\n") + "\n\n")
        return "".join(texts)

    def row(self, action, indent, position):
        header = self.invocation(action)
        room = position - indent - 2
        if not action.help or not action.help.strip():
            return f"{' ' * indent}{header}\n"
        lines = self.split_lines(self.expanded_help(action), max(self._width - position, 11))
        if len(header) <= room:
            text = f"{' ' * indent}{header:<{room}}  "
        else:
            text, lines = f"{' ' * indent}{header}\n", [""] + lines
        for number, line in enumerate(lines):
            if number == 0:
                text += line + "\n" if line else ""
            else:
                text += " " * position + line + "\n"
        return text


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves descriptions as they are."""

    def fill(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves all text as it is."""

    def split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Says the defaults."""

    def help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names arguments after their types."""

    def positional_metavar(self, action):
        return action.type.__name__

    optional_metavar = positional_metavar


# Actions.


class Action:
    """What an argument is, and what is done with its values."""

    _SHOWN = (
        "option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar",
        "deprecated",
    )

    def __init__(
        self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False,
        help=None, metavar=None, deprecated=False
    ):
        given = (option_strings, dest, nargs, const, default, type, choices, required, help, metavar, deprecated)
        for name, value in zip(self._SHOWN, given):
            setattr(self, name, value)

    def __repr__(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._SHOWN)
        return f"{type(self).__name__}({shown})"

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def format_usage(self):
        return self.option_strings[0]


class _SettingAction(Action):
    """One that sets its attribute, to what `_value` makes of the arguments."""

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self._value(namespace, values))

    def _items(self, namespace):
        """A copy of the items that the attribute has so far."""
        items = getattr(namespace, self.dest, None)
        return [] if items is None else items[:] if type(items) is list else list(items)


class _StoreAction(_SettingAction):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or "
                "store const may be more appropriate"
            )
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def _value(self, namespace, values):
        return values


class _StoreConstAction(_SettingAction):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None,
                 deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def _value(self, namespace, values):
        return self.const


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


class _AppendAction(_SettingAction):
    def _value(self, namespace, values):
        return self._items(namespace) + [values]


class _ExtendAction(_AppendAction):
    def _value(self, namespace, values):
        return self._items(namespace) + list(values)


class _AppendConstAction(_StoreConstAction):
    def _value(self, namespace, values):
        return self._items(namespace) + [self.const]


class _CountAction(_SettingAction):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help, deprecated=deprecated)

    def _value(self, namespace, values):
        return (getattr(namespace, self.dest, None) or 0) + 1


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        help = "show program's version number and exit" if help is None else help
        super().__init__(option_strings, dest, 0, None, default, help=help, deprecated=deprecated)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None else self.version
        parser._print_message(parser._formatter().text(version).rstrip("\n") + "\n", sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    """`--name` and `--no-name`."""

    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        names = []
        for name in option_strings:
            names.append(name)
            if name.startswith("--"):
                if name.startswith("--no-"):
                    raise ValueError(f"invalid option name {name!r} for BooleanOptionalAction")
                names.append("--no-" + name[2:])
        super().__init__(names, dest, 0, None, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            metavar = f"{name} ({', '.join(aliases)})" if aliases else name
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog = prog
        self._parser_class = parser_class
        self._parsers = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._parsers, required=required, help=help,
                         metavar=metavar)

    def add_parser(self, name, *, deprecated=False, **kwargs):
        """The parser of a subcommand."""
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog} {name}"
        aliases = kwargs.pop("aliases", ())
        for known in (name, *aliases):
            if known in self._parsers:
                what = "subparser" if known is name else "subparser alias"
                raise ValueError(f"conflicting {what}: {known}")
        if "help" in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self._parsers[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        inner = self._parsers[name]
        found, extras = inner.parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if extras:
            parser._extras.extend(extras)


class FileType:
    """Converts an argument to an open file; `-` is standard input or output."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return sys.stdin.buffer if "b" in self._mode else sys.stdin
            if any(letter in self._mode for letter in "wax"):
                return sys.stdout.buffer if "b" in self._mode else sys.stdout
            raise ValueError('argument "-" with mode %r' % self._mode)
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")

    def __repr__(self):
        args = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        args += [
            f"{name}={value!r}" for name, value in (("encoding", self._encoding), ("errors", self._errors))
            if value is not None
        ]
        return f"{type(self).__name__}({', '.join(args)})"


_ACTIONS = {
    None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
    "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction,
    "extend": _ExtendAction, "count": _CountAction, "help": _HelpAction, "version": _VersionAction,
}


class _Container:
    """What arguments can be added to: a parser, and groups of its arguments."""

    def __init__(self, parser, title, description):
        self._parser = parser
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument(self, *args, **kwargs):
        """Adds an argument: a name, or one or more options."""
        chars = self._parser.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise TypeError("dest supplied twice for positional argument, did you mean metavar?")
            options, dest = [], args[0] if args else kwargs.pop("dest", None)
            kwargs = self._positional(dest, kwargs)
        else:
            options, dest = self._optional(args, kwargs)
        kwargs.pop("dest", None)
        if "default" not in kwargs:
            if dest in self._parser._defaults:
                kwargs["default"] = self._parser._defaults[dest]
            elif self._parser.argument_default is not None:
                kwargs["default"] = self._parser.argument_default
        name = kwargs.pop("action", None)
        action_class = _ACTIONS.get(name, name) if isinstance(name, (str, type(None))) else name
        if not callable(action_class):
            raise ValueError(f"unknown action {action_class!r}")
        action = action_class(option_strings=options, dest=dest, **kwargs)
        if not callable(action.type) and action.type is not None:
            raise TypeError(f"{action.type!r} is not callable")
        if not options and action.nargs == 0:
            raise ValueError(f"action {name!r} is not valid for positional arguments")
        return self._add_action(action)

    def _positional(self, dest, kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        return dict(kwargs, required=nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0))

    def _optional(self, args, kwargs):
        chars = self._parser.prefix_chars
        for option in args:
            if option[0] not in chars:
                raise ValueError(
                    f"invalid option string {option!r}: must start with a character {chars!r}"
                )
        dest = kwargs.get("dest")
        if dest is None:
            long = [option for option in args if len(option) > 1 and option[1] in chars]
            dest = (long or args)[0].lstrip(chars)
            if not dest:
                raise TypeError(f"dest= is required for options like {args[0]!r}")
            dest = dest.replace("-", "_")
        return list(args), dest

    def _add_action(self, action):
        for option in action.option_strings:
            if option in self._parser._options:
                if self._parser.conflict_handler == "resolve":
                    self._parser._drop_option(option)
                    continue
                raise ArgumentError(action, f"conflicting option string: {option}")
        for option in action.option_strings:
            self._parser._options[option] = action
        self._group_actions.append(action)
        self._parser._actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        """A group of arguments of which at most one may be given."""
        group = _ExclusiveGroup(self, required)
        self._parser._exclusive.append(group)
        return group


class _ExclusiveGroup(_Container):
    def __init__(self, container, required):
        super().__init__(container._parser, None, None)
        self.required = required
        self._container = container

    def _add_action(self, action):
        if not action.required:
            self._group_actions.append(self._container._add_action(action))
            return action
        raise ValueError("mutually exclusive arguments must be optional")


class ArgumentParser(_Container):
    """Parses command lines."""

    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
        prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
        allow_abbrev=True, exit_on_error=True, *, suggest_on_error=False, color=True
    ):
        super().__init__(self, None, description)
        if fromfile_prefix_chars is not None:
            raise ValueError("argparse: fromfile_prefix_chars is not supported")
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.formatter_class = usage, epilog, formatter_class
        self.prefix_chars, self.argument_default, self.conflict_handler = prefix_chars, argument_default, conflict_handler
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._actions, self._options, self._exclusive, self._defaults = [], {}, [], {}
        self._positionals = _Container(self, "positional arguments", None)
        self._optionals = _Container(self, "options", None)
        self._groups = [self._positionals, self._optionals]
        self._subparsers = None
        self._extras = []
        if add_help:
            char = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(char + "h", char * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                self._add_action(action)
            self._exclusive.extend(parent._exclusive)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def _add_action(self, action):
        return (self._optionals if action.option_strings else self._positionals)._add_action(action)

    def _drop_option(self, option):
        action = self._options.pop(option)
        action.option_strings.remove(option)
        if not action.option_strings:
            self._actions.remove(action)
            for group in self._groups:
                if action in group._group_actions:
                    group._group_actions.remove(action)

    def add_argument_group(self, title=None, description=None, **kwargs):
        """A group of arguments with a title in the help."""
        group = _Container(self, title, description)
        self._groups.append(group)
        return group

    def add_subparsers(self, **kwargs):
        """Subcommands, each with a parser of its own."""
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        title, description = kwargs.pop("title", None), kwargs.pop("description", None)
        container = self._positionals
        if title is not None or description is not None:
            container = self.add_argument_group("subcommands" if title is None else title, description)
        prog = kwargs.pop("prog", None)
        if prog is None:
            formatter = self._formatter()
            positionals = [action for action in self._actions if not action.option_strings]
            prog = formatter.usage(self.usage, positionals, [], "").strip()
        kwargs.setdefault("parser_class", type(self))
        kwargs.pop("action", None)
        self._subparsers = _SubParsersAction([], prog, **kwargs)
        return container._add_action(self._subparsers)

    def set_defaults(self, **kwargs):
        """Sets defaults, of attributes without an argument too."""
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)
        self._defaults.update(kwargs)

    def get_default(self, dest):
        """The default of an attribute."""
        own = (action.default for action in self._actions if action.dest == dest)
        return next((default for default in own if default is not None), self._defaults.get(dest))

    # Help.

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        """The usage line."""
        return self._formatter().usage(self.usage, self._actions, self._exclusive).rstrip("\n") + "\n"

    def format_help(self):
        """The whole help."""
        formatter = self._formatter()
        text = formatter.usage(self.usage, self._actions, self._exclusive)
        if self.description:
            text += formatter.text(self.description)
        text += formatter.sections([(group.title, group.description, group._group_actions) for group in self._groups])
        if self.epilog:
            text += formatter.text(self.epilog)
        return text.rstrip("\n") + "\n"

    def print_usage(self, file=None):
        """Prints the usage line."""
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        """Prints the whole help."""
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        """Ends the program."""
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Ends the program with a message about its arguments."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    # Parsing.

    def parse_args(self, args=None, namespace=None):
        """Parses a command line; arguments that are not known are an error."""
        namespace, extras = self.parse_known_args(args, namespace)
        if extras:
            message = "unrecognized arguments: %s" % " ".join(extras)
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """Parses a command line; also gives the arguments that are not known."""
        args = sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        self._extras = []
        if not self.exit_on_error:
            return _Run(self, namespace).parse(args)
        try:
            return _Run(self, namespace).parse(args)
        except ArgumentError as error:
            self.error(str(error))

    def _looks_negative(self, text):
        try:
            float(text.replace("_", ""))
        except ValueError:
            return False
        return text[0] == "-"

    def _option_of(self, text):
        """The option that an argument is: action, its name, the value joined to it; None for a plain argument."""
        if not text or text[0] not in self.prefix_chars:
            return None
        if text in self._options:
            return self._options[text], text, None
        if len(text) == 1:
            return None
        name, equals, value = text.partition("=")
        if equals and name in self._options:
            return self._options[name], name, value
        matches = self._abbreviated(text)
        if len(matches) > 1:
            shown = ", ".join(option for _, option, _ in matches)
            raise ArgumentError(None, f"ambiguous option: {text} could match {shown}")
        if matches:
            return matches[0]
        if self._looks_negative(text) and not any(map(self._looks_negative, self._options)):
            return None
        return None if " " in text else (None, text, None)

    def _abbreviated(self, text):
        chars = self.prefix_chars
        if len(text) > 1 and text[1] in chars:
            if not self.allow_abbrev:
                return []
            name, equals, value = text.partition("=")
            return [
                (action, option, value if equals else None) for option, action in self._options.items()
                if option.startswith(name)
            ]
        matches = []
        short, rest = text[:2], text[2:]
        for option, action in self._options.items():
            if option == short:
                matches.append((action, option, rest))
            elif self.allow_abbrev and option.startswith(text):
                matches.append((action, option, None))
        return matches


class _Run:
    """One parse of a command line."""

    def __init__(self, parser, namespace):
        self.parser = parser
        self.namespace = namespace
        self.seen = []
        self.extras = []
        self.positionals = [action for action in parser._actions if not action.option_strings]

    def parse(self, args):
        parser = self.parser
        kinds = []
        for at, arg in enumerate(args):
            if arg == "--":
                kinds += [None] + ["A"] * (len(args) - at - 1)
                break
            kinds.append(parser._option_of(arg) or "A")
        self.args, self.kinds = args, kinds
        at = 0
        while at < len(args):
            behind = self._take_positionals(at)
            if behind != at:
                at = behind
                continue
            if isinstance(kinds[at], tuple):
                at = self._take_option(at)
            else:
                if kinds[at] is not None or not self._is_separator(at):
                    self.extras.append(args[at])
                at += 1
        self._take_positionals(at)
        self._check_required()
        extras = self.extras + parser._extras
        return self.namespace, extras

    def _is_separator(self, at):
        return self.kinds[at] is None

    def _run_length(self, at):
        """How many plain arguments follow, the separator among them."""
        end = at
        while end < len(self.args) and not isinstance(self.kinds[end], tuple):
            end += 1
        return end - at

    def _bounds(self, action):
        nargs = action.nargs
        if nargs is None:
            return 1, 1
        if nargs == OPTIONAL:
            return 0, 1
        if nargs in (ZERO_OR_MORE, REMAINDER):
            return 0, None
        if nargs in (ONE_OR_MORE, PARSER):
            return 1, None
        if nargs == SUPPRESS:
            return 0, 0
        return nargs, nargs

    def _take_positionals(self, at):
        """Gives the plain arguments from here on to as many positionals as they are enough for."""
        indices = [index for index in range(at, at + self._run_length(at)) if self.kinds[index] is not None]
        count = len(indices)
        for number in range(len(self.positionals), 0, -1):
            least = sum(self._bounds(action)[0] for action in self.positionals[:number])
            if least <= count:
                break
        else:
            return at
        chosen = self.positionals[:number]
        used, behind = 0, at
        for index, action in enumerate(chosen):
            least, most = self._bounds(action)
            rest = sum(self._bounds(later)[0] for later in chosen[index + 1 :])
            takes = count - used - rest if most is None else min(most, count - used - rest)
            everything = action.nargs in (REMAINDER, PARSER) and takes
            if takes == 0 and behind < len(self.args) and any(
                isinstance(kind, tuple) for kind in self.kinds[behind:]
            ) and action.nargs != SUPPRESS:
                # Options follow; what comes behind them may still be for this argument.
                break
            values = [self.args[place] for place in indices[used : used + takes]]
            used += takes
            if everything:
                start = indices[used - takes]
                values, behind = self.args[start:], len(self.args)
            elif takes:
                behind = indices[used - 1] + 1
            self.positionals.remove(action)
            self._apply(action, values, None)
            if everything:
                break
        return behind

    def _take_option(self, at):
        action, option, joined = self.kinds[at]
        if action is None:
            self.extras.append(self.args[at])
            return at + 1
        while True:
            least, most = self._bounds_of_option(action)
            if joined is not None:
                if most == 0:
                    short = len(option) == 2 and option[1] not in self.parser.prefix_chars
                    following = option[0] + joined[:1]
                    if short and joined and following in self.parser._options:
                        self._apply(action, [], option)
                        action, option, joined = self.parser._options[following], following, joined[1:] or None
                        continue
                    raise ArgumentError(action, f"ignored explicit argument {joined!r}")
                if joined.startswith("=") and len(option) == 2:
                    joined = joined[1:]
                if least > 1:
                    raise ArgumentError(action, self._expected(action))
                self._apply(action, [joined], option)
                return at + 1
            break
        start = at + 1
        if action.nargs in (REMAINDER, PARSER):
            values = self.args[start:]
            if len(values) < least:
                raise ArgumentError(action, self._expected(action))
            self._apply(action, values, option)
            return len(self.args)
        available = 0
        while start + available < len(self.args) and self.kinds[start + available] == "A":
            available += 1
        takes = available if most is None else min(most, available)
        if takes < least:
            raise ArgumentError(action, self._expected(action))
        self._apply(action, self.args[start : start + takes], option)
        return start + takes

    def _bounds_of_option(self, action):
        return (0, 0) if action.nargs == 0 else self._bounds(action)

    def _expected(self, action):
        nargs = action.nargs
        if nargs is None:
            return "expected one argument"
        if nargs == OPTIONAL:
            return "expected at most one argument"
        if nargs == ONE_OR_MORE:
            return "expected at least one argument"
        return f"expected {nargs} argument{'' if nargs == 1 else 's'}"

    def _apply(self, action, texts, option):
        self.seen.append(action)
        values = self._values(action, texts)
        if values is not action.default or texts or action.nargs == 0:
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.seen and getattr(other, "_given", False):
                            raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
            action._given = True
            self._given = getattr(self, "_given", [])
            self._given.append(action)
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _values(self, action, texts):
        nargs = action.nargs
        if nargs == OPTIONAL and not texts:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._convert(action, value)
            return value
        if nargs == ZERO_OR_MORE and not texts and not action.option_strings:
            return action.default if action.default is not None else []
        if nargs is None or nargs == OPTIONAL:
            value = self._convert(action, texts[0])
            self._check_choice(action, value)
            return value
        if nargs in (REMAINDER, PARSER):
            values = [self._convert(action, text) for text in texts]
            if nargs == PARSER:
                self._check_choice(action, values[0])
            return values
        values = [self._convert(action, text) for text in texts]
        for value in values:
            self._check_choice(action, value)
        return values

    def _convert(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}")

    def _check_choice(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = iter(choices)
        if value not in choices:
            shown = ", ".join(map(str, action.choices))
            raise ArgumentError(action, f"invalid choice: {str(value)!r} (choose from {shown})")

    def _check_required(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and action.dest is not SUPPRESS and action.default is not SUPPRESS and (
                getattr(self.namespace, action.dest, None) is action.default
            ):
                # Defaults that are texts are converted as if they had been given.
                setattr(self.namespace, action.dest, self._convert(action, action.default))
        given = getattr(self, "_given", [])
        for action in given:
            action._given = False
        if missing:
            raise ArgumentError(None, "the following arguments are required: " + ", ".join(map(str, missing)))
        for group in self.parser._exclusive:
            if group.required and not any(action in given for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(names))
