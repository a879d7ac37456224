"""What people write of signs, in their own words."""

from afterrun.reasons.red_flags.written.found import Written, flags_of_texts, may_matter, written_signs
from afterrun.reasons.red_flags.written.reading import READ, How, read
from afterrun.reasons.red_flags.written.texts import Text, texts_of

__all__ = ["READ", "How", "Text", "Written", "flags_of_texts", "may_matter", "read", "texts_of", "written_signs"]
