"""Every word for people goes through here: English in the code, other languages in catalogues beside it."""

from afterrun.language.choosing import LANGUAGES, from_browser, from_environment
from afterrun.language.current import language, speaking
from afterrun.language.marking import mark, marks
from afterrun.language.numbers import number
from afterrun.language.translate import say, say_n, sentence_case, spoken

__all__ = [
    "LANGUAGES",
    "from_browser",
    "from_environment",
    "language",
    "mark",
    "marks",
    "number",
    "say",
    "say_n",
    "sentence_case",
    "speaking",
    "spoken",
]
