"""What the numbers of `os.stat` mean."""

ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

#: The kind of a file, by name: its bits, and the letter that begins `filemode`.
_KINDS = {
    "FIFO": (0o010000, "p"),
    "CHR": (0o020000, "c"),
    "DIR": (0o040000, "d"),
    "BLK": (0o060000, "b"),
    "REG": (0o100000, "-"),
    "LNK": (0o120000, "l"),
    "SOCK": (0o140000, "s"),
}
S_IFDOOR = S_IFPORT = S_IFWHT = 0
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT = S_ISGID
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR


def S_IMODE(mode, /):
    """The permissions alone."""
    return mode & 0o7777


def S_IFMT(mode, /):
    """The kind alone."""
    return mode & 0o170000


def _test(bits):
    def is_kind(mode, /):
        return S_IFMT(mode) == bits

    return is_kind


for _name, (_bits, _) in _KINDS.items():
    globals()[f"S_IF{_name}"] = _bits
    globals()[f"S_IS{_name}"] = _test(_bits)


def S_ISDOOR(mode, /):
    return False


S_ISPORT = S_ISWHT = S_ISDOOR


def filemode(mode, /):
    """A mode as `ls -l` shows it."""
    kinds = {bits: letter for bits, letter in _KINDS.values()}
    text = kinds.get(S_IFMT(mode), "?")
    for shift, special, letter in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        text += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-")
        if mode & special:
            text += letter if bits & 1 else letter.upper()
        else:
            text += "x" if bits & 1 else "-"
    return text
