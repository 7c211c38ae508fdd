"""Run inside Pyodide: a standard library of only the modules that have been imported so far, byte-compiled.

Pyodide's own holds sources: each start would compile every module again. `source` is Pyodide's zip, `target` the new
one. The result is the same bytes every time.
"""

import importlib.util
import sys
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc


def make_slim(source: str, target: str) -> list[str]:
    """Writes the zip and returns the names of its files."""
    inside = source + "/"
    used = {
        file.removeprefix(inside)
        for file in (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        if file and file.startswith(inside)
    }
    written = []
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(used):
            body = old.read(name)
            code = compile(body, inside + name, "exec", dont_inherit=True, optimize=2)
            # an unchecked hash takes the place of the source's date: there is no source in the zip to compare with
            compiled = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(body), False))
            entry = zipfile.ZipInfo(name + "c", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, compiled, compresslevel=9)
            written.append(entry.filename)
    return written
