"""What is known of installed packages: the folders NAME-VERSION.dist-info on sys.path."""

import os
import sys

__all__ = ["PackageNotFoundError", "version", "metadata"]


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f"No package metadata was found for {self.name}"

    @property
    def name(self):
        (name,) = self.args
        return name


def _normal(name):
    return name.lower().replace("-", "_").replace(".", "_")


def _files(name):
    """The metadata files of a package, as they come on the path."""
    wanted = _normal(name)
    for folder in sys.path:
        try:
            entries = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for entry in entries:
            stem, dot, kind = entry.rpartition(".")
            if kind in ("dist-info", "egg-info") and _normal(stem.split("-")[0]) == wanted:
                yield os.path.join(folder, entry, "METADATA" if kind == "dist-info" else "PKG-INFO")


def metadata(distribution_name):
    """The headers of a package's metadata as a dict; of those that come twice, the first."""
    if not distribution_name:
        raise ValueError("A distribution name is required.")
    for path in _files(distribution_name):
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except OSError:
            continue
        headers = {}
        for line in text.split("\n\n")[0].splitlines():
            key, colon, value = line.partition(":")
            if colon and not line.startswith((" ", "\t")):
                headers.setdefault(key, value.strip())
        return headers
    raise PackageNotFoundError(distribution_name)


def version(distribution_name):
    return metadata(distribution_name)["Version"]
