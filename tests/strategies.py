"""Records as Hypothesis draws them: everything the rules allow, with the awkward cases often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

from hypothesis import strategies as st

from afterrun.records import REGIONS, SIDES, Allocation, Care, Event, PainReport, Phase, Run, Site, Trial

T = TypeVar("T")


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Sometimes unknown."""
    return st.one_of(st.none(), strategy)


texts = st.one_of(
    st.sampled_from(["=1+1", "'=x", "+43", "-", "@a", "a,b", 'say "so"', "line\nbreak", "Füße", "🦶", "''"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
).filter(lambda text: text == text.strip() and bool(text))
names = st.sampled_from(["calf-stretch", "massage", "=tape", "Wärme", "a b"])
offsets = st.integers(-56, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
times = st.builds(
    lambda seconds, micro, zone: datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro).astimezone(zone),
    st.integers(1_600_000_000, 1_800_000_000),
    st.sampled_from([0, 0, 1, 999_999, 123_456]),
    offsets,
)
sites = st.builds(Site, st.sampled_from(SIDES), st.sampled_from(REGIONS))
points = st.one_of(st.integers(0, 10).map(float), st.sampled_from([0.5, 2.5, 3.7, 9.99]))
metres = st.floats(0, 1e5, allow_nan=False)

runs = st.builds(
    Run,
    start=times,
    duration_s=st.floats(1, 1e5),
    distance_m=maybe(metres),
    ascent_m=maybe(st.floats(0, 3000)),
    descent_m=maybe(st.floats(0, 3000)),
    cadence_spm=maybe(st.floats(0, 300)),
    contact_ms=maybe(st.floats(100, 600)),
    rpe=maybe(points),
    shoe=maybe(texts),
    surface=maybe(texts),
    note=maybe(texts),
    walk_breaks=maybe(st.integers(0, 40)),
    sport=st.sampled_from(["running", "strength"]),
    source=st.sampled_from(["fit", "csv"]),
)
reports = st.builds(
    PainReport,
    at=times,
    site=sites,
    nrs=points,
    symptom=st.sampled_from(["pain", "cramp"]),
    moment=maybe(st.sampled_from(["first-steps", "evening"])),
    quality=st.lists(st.sampled_from(["sore", "bruised", "pebble"]), unique=True, max_size=3).map(tuple),
    note=maybe(texts),
    onset_km=maybe(st.floats(0, 50)),
    onset_min=maybe(st.floats(0, 600)),
)
cares = st.builds(
    Care,
    at=times,
    intervention=names,
    variant=maybe(texts),
    minutes=maybe(st.floats(0, 100)),
    site=maybe(sites),
    pain_before=maybe(points),
    pain_after=maybe(points),
    run=maybe(times),
    note=maybe(texts),
)
phases = st.builds(
    lambda start, length, **rest: Phase(start=start, end=None if length is None else start + length, **rest),
    start=times,
    length=maybe(st.timedeltas(timedelta(0), timedelta(days=200))),
    intervention=names,
    variant=maybe(texts),
    note=maybe(texts),
)
events = st.builds(
    Event, at=times, kind=names, minutes=maybe(st.floats(0, 600)), amount=maybe(st.floats(-1e6, 1e6)), note=maybe(texts)
)

trials = st.builds(
    Trial,
    start=times,
    question=st.sampled_from(["prevention", "relief"]),
    design=names,
    intervention=names,
    variant=maybe(texts),
    comparator=maybe(texts),
    site=sites,
    units=st.integers(1, 60),
    block_days=maybe(st.integers(1, 60)),
    run_in_days=st.integers(0, 60),
    worthwhile_ratio=st.floats(0.05, 1),
    ceiling_nrs=st.floats(0, 10),
    seed=st.integers(0, 2**40),
    stopped=maybe(times),
    stop_reason=maybe(texts),
    note=maybe(texts),
)
allocations = st.builds(Allocation, at=times, trial=names, unit=st.integers(0, 99), arm=st.integers(0, 1))
