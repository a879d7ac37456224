"""The first page of the reference: what `import afterrun` gives, and where each of it is described."""

from __future__ import annotations

import inspect

import afterrun

_HEAD = """# The library

`import afterrun` gives the verbs of the command line on the same objects;
everything else may move from version to version. How they go together: [From Python](docs/python.md).

"""


def verbs_page() -> str:
    """Return the page: one line a name, with the first line of its docstring.

    Examples
    --------
    >>> "* {py:obj}`afterrun.Journal <afterrun.journal." in verbs_page()
    True
    """
    return _HEAD + "\n".join(_line(name) for name in afterrun.__all__) + "\n"


def _line(name: str) -> str:
    found = getattr(afterrun, name)
    summary = (inspect.getdoc(found) or "").partition("\n\n")[0].replace("\n", " ")
    return f"* {{py:obj}}`afterrun.{name} <{found.__module__}.{found.__qualname__}>`: {summary}"
