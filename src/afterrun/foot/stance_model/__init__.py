"""A leg and a foot that move through stance, found anew so that they cost the least. Needs the extra ``foot`` (CasADi).

`whole_feet` (numbers) -> `parameters` -> `skeleton`, `ground`, `pull`, `resistance` -> `dynamics` -> `transcription`
-> `solving` (whole stances) and `replaying` (the same drive in a changed leg) -> `carried` (loads).
"""
