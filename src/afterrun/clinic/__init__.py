"""Many people in one house: who they are, who may see whose journal and until when, and what was done.

It knows no web and no science. The clock is passed in; a journal is opened by `journals`, and by nothing else here.
"""
