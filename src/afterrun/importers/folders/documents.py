"""Files of programs that hold a diary well but give it to nobody: what they are, and how to get the table out."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from afterrun.language import say

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 1024
_WEB_PAGES = (b"<!doctype html", b"<html")
_SHEET_IN_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_DATABASE = b"SQLite format 3\0"
_MAILS = (b"from:", b"from ", b"return-path:", b"received:", b"delivered-to:", b"mime-version:", b"x-")
_CALENDAR = b"begin:vcalendar"
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_LONGEST_KIND = 100
_PACKED = {
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\xfd7zXZ\0": "XZ",
    b"BZh": "bzip2",
    b"LZIP": "lzip",
    b"\x04\x22\x4d\x18": "LZ4",
}
"""How a file that is packed in another way than zip and gzip begins: what packed it."""
_PICTURES = (".png", ".jpg", ".jpeg", ".heic", ".heif", ".webp", ".gif", ".bmp", ".tif", ".tiff")


def comes_in_many(path: Path) -> bool:
    """Whether files are called so of which exports and folders hold many, and none is a diary: pictures, pages."""
    return PurePosixPath(path.name).suffix.lower() in (*_PICTURES, ".htm", ".html")


def document_told(path: Path) -> tuple[str, str] | None:
    """Say what a document is, and what to do instead of importing it; None if it is none."""
    suffix = PurePosixPath(path.name).suffix.lower()
    if suffix in _PICTURES:
        return say("Afterrun cannot read pictures."), say("Type what it shows into a table, or log it in the app.")
    if suffix == ".pdf":
        return _of_text()
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
            if (told := _by_beginning(head.lstrip(_BLANKS), suffix)) is not None:
                return told
            if head.startswith(_OLD_OFFICE):
                return _of_text() if suffix in (".doc", ".dot", ".msg") else None
            return _in_archive(file, suffix) if head.startswith(b"PK") else None
    except OSError:  # whoever reads it says so
        return None


def _by_beginning(head: bytes, suffix: str) -> tuple[str, str] | None:
    lower = head.lower()
    if _SHEET_IN_XML in lower or (lower.startswith(_WEB_PAGES) and suffix in (".xls", ".xlsx")):
        return (
            say("This is a table as a web page or XML, under the name of a workbook."),
            say("Open it in a spreadsheet program, save it as .xlsx, .ods or CSV, and import that."),
        )
    if lower.startswith(_WEB_PAGES):
        return (
            say("This is a web page, not the file itself."),
            say("Sign in at the service, and download the file again; or copy the table it shows into a spreadsheet."),
        )
    if lower.startswith(_CALENDAR):
        return (
            say("This is a calendar: it tells when runs were planned, not how far they went."),
            say("Put your runs into a table: date, time, km, minutes."),
        )
    if head.startswith(_DATABASE):
        return _of_database()
    if suffix in (".eml", ".mbox") and lower.startswith(_MAILS):
        return (
            say("This is a mail."),
            say("Save the file attached to it, or copy its table into a text file (.txt), and import that."),
        )
    return None


def _of_database() -> tuple[str, str]:
    return (
        say("This is a database, of Health Connect or another program."),
        say(
            "Let the app that recorded your runs export them as FIT, GPX, TCX or CSV. "
            "A journal of Afterrun is opened with --journal."
        ),
    )


def packed_told(path: Path) -> tuple[str, str] | None:
    """Say what a file was packed with, and what to do, where that is nothing Afterrun unpacks; None for any other."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:  # whoever reads it says so
        return None
    program = next((program for mark, program in _PACKED.items() if head.startswith(mark)), None)
    if program is None:
        return None
    return (
        say("It is packed with {program}, which Afterrun does not unpack.", program=program),
        say("Unpack it yourself, and import that."),
    )


def _in_archive(file: Any, suffix: str) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            is_said = "mimetype" in names and archive.getinfo("mimetype").file_size < _LONGEST_KIND
            kind = archive.read("mimetype") if is_said else b""
    except Exception:  # the library raises whatever a damaged byte leads it to; what reads archives says so
        return None
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
        if suffix == ".numbers":
            return (
                say("This is a Numbers file, which only Numbers can open."),
                say("In Numbers, choose File, Export To, Excel or CSV, and import that."),
            )
        return _of_text()
    if "word/document.xml" in names or kind == b"application/vnd.oasis.opendocument.text":
        return _of_text()
    return None


def _of_text() -> tuple[str, str]:
    return (
        say("This is a text document, not a table."),
        say("Copy its table into a spreadsheet, save that as .xlsx, .ods or CSV, and import it."),
    )
