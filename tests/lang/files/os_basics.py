# os and os.path: folders, files, links, stat, the environment; atexit
import atexit
import os
import stat


def attempt(function, *args, **names):
    try:
        return function(*args, **names)
    except OSError as error:
        return f"{type(error).__name__} {error.filename!r} {error.filename2!r}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


start = os.getcwd()
base = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"genjit-os-{os.getpid()}-{os.urandom(4).hex()}")
os.mkdir(base)
os.chdir(base)
print(os.path.basename(os.getcwd()) == os.path.basename(base), os.getcwdb() == os.fsencode(os.getcwd()), os.listdir(), os.listdir("."))
os.makedirs("a/b/c")
print(attempt(os.makedirs, "a/b/c"), os.makedirs("a/b/c", exist_ok=True), attempt(os.mkdir, "a"), attempt(os.rmdir, "a"), attempt(os.rmdir, "none"))
with open("a/file.txt", "w") as file:
    file.write("hello\n")
with open("a/b/other.py", "w") as file:
    pass
print(sorted(os.listdir("a")), [(root, sorted(folders), sorted(files)) for root, folders, files in os.walk(".")])
print([root for root, _, _ in os.walk("a", topdown=False)])

found = os.stat("a/file.txt")
print(found.st_size, found[6], stat.S_ISREG(found.st_mode), stat.S_ISDIR(found.st_mode), stat.S_ISDIR(os.stat("a").st_mode), len(found), found.n_fields >= 16)
print(type(found).__name__, isinstance(found, tuple), type(found[8]).__name__, type(found.st_mtime).__name__, found.st_mtime_ns // 10**9 == found[8], int(found.st_mtime) == found[8])
print(os.path.getsize("a/file.txt"), os.path.getmtime("a/file.txt") == found.st_mtime, attempt(os.stat, "none"), attempt(os.stat, 1.5))
os.utime("a/file.txt", (1000000000, 1500000000))
print(os.path.getatime("a/file.txt"), os.path.getmtime("a/file.txt"))
os.utime("a/file.txt", ns=(0, 2_000_000_000))
print(os.stat("a/file.txt").st_atime_ns, os.stat("a/file.txt").st_mtime_ns, attempt(os.utime, "a/file.txt", (1, 2), ns=(1, 2)), attempt(os.utime, "none"))
os.chmod("a/file.txt", 0o640)
print(oct(stat.S_IMODE(os.stat("a/file.txt").st_mode)), stat.filemode(os.stat("a/file.txt").st_mode), stat.filemode(os.stat("a").st_mode)[0])
print(stat.filemode(0o104755), stat.filemode(0o041777), stat.filemode(0o120777), stat.filemode(0o100000), stat.S_IFMT(0o100644) == stat.S_IFREG)

print(os.rename("a/file.txt", "moved.txt"), os.path.exists("a/file.txt"), os.path.isfile("moved.txt"), attempt(os.rename, "none", "x"), attempt(os.replace, "none", "y"))
print(os.symlink("moved.txt", "link"), os.readlink("link"), os.path.islink("link"), os.path.isfile("link"), os.path.islink("moved.txt"), os.path.realpath("link") == os.path.realpath("moved.txt"))
print(stat.S_ISLNK(os.lstat("link").st_mode), stat.S_ISREG(os.stat("link").st_mode), stat.S_ISLNK(os.stat("link", follow_symlinks=False).st_mode), os.path.samefile("link", "moved.txt"))
print(os.symlink("nowhere", "broken"), os.path.exists("broken"), os.path.lexists("broken"), attempt(os.readlink, "moved.txt") , attempt(os.readlink, "none"))
os.truncate("moved.txt", 2)
print(open("moved.txt").read(), os.access("moved.txt", os.R_OK), os.access("none", os.F_OK), os.access("a", os.R_OK | os.W_OK | os.X_OK))
with os.scandir() as entries:
    rows = sorted((entry.name, entry.is_file(), entry.is_dir(), entry.is_symlink(), entry.path) for entry in entries)
print(rows)
entry = next(entry for entry in os.scandir("a") if entry.name == "b")
print(entry, entry.path, os.fspath(entry), entry.stat().st_ino == entry.inode(), isinstance(entry, os.PathLike), attempt(os.scandir, "none"))
print(os.renames("a/b/other.py", "new/deep/other.py"), os.path.isfile("new/deep/other.py"), os.path.isdir("a/b"))
print(os.remove("moved.txt"), attempt(os.remove, "moved.txt"), os.unlink("link"), os.unlink("broken"), attempt(os.listdir, "none"))
os.remove("new/deep/other.py")
os.removedirs("new/deep")
print(os.path.exists("new"), os.removedirs("a/b/c"), sorted(os.listdir()), attempt(os.chdir, "none"))
os.chdir(start)
print(os.rmdir(base) if os.path.exists(base) else "gone", os.getcwd() == start)

path = os.path
print(path.join("a", "b", "/c", "d"), path.split("/a/b/c.txt"), path.splitext("a.b/c.tar.gz"), path.dirname("/a"), path.normpath("/a/./b//../c/"), path.isabs("/x"))
print(path.relpath("/a/b/c", "/a/d"), path.commonpath(["/a/b/c", "/a/b/d"]), path.commonprefix(["/abc", "/abd"]), path.splitdrive("/a"), path.splitroot("//a/b"))
print(path.expandvars("$NOTHING-${NOTHING}") , path.isjunction("x"), path.ismount("/"), path.ismount("none"), path.abspath("/a/../b"), path is __import__("os.path", fromlist=["x"]))
print(os.sep, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull, os.name, os.fspath("x"), attempt(os.fspath, 1))

os.environ["GENJIT_TEST"] = "value"
print(os.environ["GENJIT_TEST"], os.getenv("GENJIT_TEST"), os.getenv("GENJIT_NONE", 7), "GENJIT_TEST" in os.environ, attempt(lambda: os.environ["GENJIT_NONE"]))
print(os.environ.pop("GENJIT_TEST"), os.environ.get("GENJIT_TEST"), attempt(os.environ.__setitem__, "x", 1), os.environ.setdefault("GENJIT_A", "b"), (os.environ | {"q": "r"})["q"])
os.putenv("GENJIT_B", "c")
del os.environ["GENJIT_A"]
print(os.getpid() > 0, os.getppid() >= 0, os.umask(os.umask(0o022)) == 0o022, type(os.uname()).__name__, os.uname().sysname == os.uname()[0], os.isatty(99), os.cpu_count() >= 1)


class Path:
    def __fspath__(self):
        return "/tmp"


print(os.path.exists(Path()), os.fspath(Path()), isinstance(Path(), os.PathLike), issubclass(str, os.PathLike), attempt(os.listdir, 1.5) is None, attempt(os.PathLike))


def last(*args, **names):
    print("at exit", args, names)


print(atexit.register(last, 1, word="x") is last, atexit.register(print, "before that"), atexit.register(lambda: last("more")).__name__)
atexit.register(attempt, "never")
atexit.unregister(attempt)
print(attempt(atexit.register), attempt(atexit.register, 1))
print(atexit._run_exitfuncs(), atexit._ncallbacks())


@atexit.register
def decorated():
    print("decorated")


atexit._clear()
print(atexit._ncallbacks())
