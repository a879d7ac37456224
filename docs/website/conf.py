"""What Sphinx is told; `docs.website.build` runs it on a copy of the pages."""

from __future__ import annotations

from docs.website.build import ROOT

project = "Afterrun"
author = "Afterrun"
root_doc = "index"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.apidoc"]

# Pages: Markdown as it is read elsewhere too; a link that leads nowhere is a warning, and a warning an error.
myst_heading_anchors = 4
suppress_warnings = ["docutils", "ref.python"]  # how a docstring is set; a type that has two namesakes

# Reference: every module finds its own way in.
apidoc_modules = [
    {
        "path": str(ROOT / "src/afterrun"),
        "destination": "reference",
        "exclude_patterns": [str(ROOT / "src/afterrun/**/migrations")],
        "separate_modules": False,
        "module_first": True,
        "automodule_options": {"members"},
    }
]
autodoc_default_options = {"members": True, "ignore-module-all": True}
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
default_role = "code"
add_module_names = False

# Looks: one theme, its files beside the pages, no fonts or scripts from elsewhere.
html_theme = "furo"
html_title = "Afterrun"
html_copy_source = False
html_show_copyright = False
autodoc_mock_imports = ["casadi", "psycopg"]  # extras that the pages about them do not need
