"""Addresses of documents: what an editor calls a file, and what we call it.

In: URIs of the protocol, and paths.
Out: paths, and URIs.
Relies on: the rules by which editors write the paths of Windows and of others.
Guarantees: any text is taken for an address without failing; two paths of one file have one `key`.
"""

import os
from urllib.parse import unquote, urlsplit

from pygls.uris import from_fs_path, to_fs_path

LITERATE_LANGUAGE = "sib-markdown"
"""What editors call a contract that is written as a document with passages of it."""


def path_of_uri(uri: str) -> str | None:
    """The path of a file on the disk; None when the address is of something else."""
    try:
        path = to_fs_path(uri)
    except ValueError:
        return None
    if not path or "\0" in path:
        return None
    return os.path.normpath(path)


def path_of_unsaved(uri: str, language: str | None, folder: str) -> str:
    """A path for a document that is on no disk, in the folder from which it may import files."""
    try:
        name = os.path.basename(unquote(urlsplit(uri).path).rstrip("/"))
    except ValueError:
        name = ""
    name = "".join(character for character in name if character.isprintable() and character not in '\\:"') or "unsaved"
    ending = ".sib.md" if language == LITERATE_LANGUAGE or name.endswith(".sib.md") else ".sib"
    path = os.path.join(folder, name.removesuffix(ending) + ending)
    while os.path.lexists(path):
        path = path.removesuffix(ending) + "-unsaved" + ending
    return path


def uri_of_path(path: str) -> str:
    """The address of a file, as editors write it."""
    return str(from_fs_path(os.path.abspath(path)))


def key_of(path: str) -> str:
    """What is the same for every path of one file."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path
