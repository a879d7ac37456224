"""Results on disk: each task writes its rows in one step, and whoever resumes asks which people are there.

Parquet files (Apache Parquet), which come with the extra ``cohort``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from afterrun.errors import MissingExtraError
from afterrun.language import say
from afterrun.owner_only import in_one_step, make_folder

PERSON = "person"
"""The column that says whose row it is."""
UNFINISHED = ".unfinished"
Row = Mapping[str, Any]
Columns = Sequence[tuple[str, str]]
"""Names of columns and their types, as Apache Arrow calls them: ``string``, ``float64``, ``int64``, ``binary``."""


def write_part(folder: Path, rows: Sequence[Row], columns: Columns) -> Path:
    """Keep the rows of one task, all or none: a kill in the middle leaves a file that nobody reads.

    The name says whose rows they are, so the same task done twice is there once.
    """
    make_folder(folder)
    people = "\n".join(sorted(str(row[PERSON]) for row in rows))
    return write_table(folder / f"part-{sha256(people.encode()).hexdigest()[:24]}.parquet", rows, columns)


def write_table(path: Path, rows: Sequence[Row], columns: Columns) -> Path:
    """Write rows, for their owner alone, in one step."""
    arrow, parquet = _arrow()
    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in columns])
    with in_one_step(path, by=str(os.getpid())) as file:
        parquet.write_table(arrow.Table.from_pylist(list(rows), schema=schema), file, compression="zstd")
    return path


def people_in(folder: Path) -> frozenset[str]:
    """Whose rows are there."""
    return frozenset(row[PERSON] for row in rows_in(folder))


def rows_in(folder: Path, columns: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Read whose rows all parts hold, and some of their columns; each person's once."""
    seen: set[str] = set()
    for path in sorted(folder.glob("part-*.parquet")):
        for row in read_table(path, [PERSON, *columns]):
            if row[PERSON] not in seen:
                seen.add(row[PERSON])
                yield row


def rows_about(people: Sequence[str], folder: Path, columns: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Read some columns of the rows of some people, and no other parts than those that hold them."""
    wanted, found = set(people), dict[str, dict[str, Any]]()
    where = _where(folder, tuple(sorted(folder.glob("part-*.parquet"))))
    for path in dict.fromkeys(where[person] for person in people if person in where):
        found |= {row[PERSON]: row for row in read_table(path, [PERSON, *columns]) if row[PERSON] in wanted}
    return found


@lru_cache(maxsize=1)
def _where(folder: Path, parts: tuple[Path, ...]) -> dict[str, Path]:
    """In which part each person is; a worker asks that once a round."""
    return {row[PERSON]: path for path in reversed(parts) for row in read_table(path, [PERSON])}


def read_table(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Read the rows of a file."""
    _, parquet = _arrow()
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=None if columns is None else list(columns)):
            yield from batch.to_pylist()


def sweep(folder: Path) -> None:
    """Remove what killed workers left behind."""
    for path in folder.glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def forget_those_without(column: str, folder: Path) -> None:
    """Remove parts that an earlier version wrote without a column: who is in them is worked out anew."""
    _, parquet = _arrow()
    for path in folder.glob("part-*.parquet"):
        if column not in parquet.read_schema(path).names:
            path.unlink()


def forget(people: Iterable[str], folder: Path, columns: Columns) -> None:
    """Remove the rows of some people, and keep those beside them: who is forgotten is worked out anew."""
    gone = frozenset(people)
    for path in folder.glob("part-*.parquet") if gone else ():
        rows = list(read_table(path))
        kept = [row for row in rows if row[PERSON] not in gone]
        if len(kept) < len(rows):
            if kept:
                write_part(folder, kept, columns)  # under another name: the names of a part are in it
            path.unlink()


def missing(people: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Of whom there is no row yet, in their order."""
    there = people_in(folder)
    return tuple(person for person in people if person not in there)


def require_arrow() -> None:
    """Say at once that something is missing, not after the first task.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    _arrow()


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError(
            say("A cohort must be kept with pyarrow; it is not installed."),
            remedy=say("Install it with: pip install 'afterrun[cohort]'."),
        ) from None
    return pyarrow, pyarrow.parquet
