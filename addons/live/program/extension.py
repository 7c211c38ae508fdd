"""Imports a module from a file of any name, so that several builds of it can be loaded side by side."""

from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType


def load_extension(path: str) -> ModuleType:
    """The polymatch module in this file. A file that is none is an ImportError."""
    spec = spec_from_file_location("polymatch", path, loader=ExtensionFileLoader("polymatch", path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
