"""Units, weeks, language, zone; everything out, everything gone."""
