"""What was tried, as a table: when, and each question with its verdict and the numbers that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.findings import Interval, Intervention
from afterrun.language import say, say_n, sentence_case
from afterrun.records import Diary
from afterrun.report.tried import VERDICTS, done_together, name_of
from afterrun.report.words import points_and_range, ratio_range

_WORSE = frozenset({"worsens", "may-worsen"})
_ONLY_SEEN = frozenset({"may-help", "may-worsen"})


def tried_table(tried: Sequence[Intervention], diary: Diary) -> list[tuple[str, ...]]:
    """Tell of each thing in a row; the first row is the head."""
    by_day = any(_has_days(each) for each in tried)
    head = ["", say("When"), say("Does it ease pain?"), say("Less pain after runs?")]
    rows = [tuple([*head, say("Less pain every day?")] if by_day else head)]
    for each in tried:
        cells = [sentence_case(name_of(each)), _when(each, diary), _eased(each), _prevented(each)]
        rows.append(tuple([*cells, _every_day(each)] if by_day else cells))
    return rows


def tried_note(tried: Sequence[Intervention]) -> list[str]:
    """Say what a "may" in the table is, and what was always done together; nothing where there is neither."""
    found = [each.everyday for each in tried if each.everyday is not None and _has_days(each)]
    verdicts = {each.prevention.verdict for each in tried} | {each.seen for each in found}
    notes = [_chosen()] if verdicts & _ONLY_SEEN else []
    for each in tried:
        for told in (each.prevention, each.everyday):
            if told is not None and told.together and told.seen != "not-yet-known":
                notes.append(f"{sentence_case(name_of(each))}.{done_together(told.together)}")
    return list(dict.fromkeys(notes))


def _chosen() -> str:
    return say("'May': I chose when to do it, so whatever else changed at the same times could look alike.")


def _eased(item: Intervention) -> str:
    relief = item.relief
    if relief is None:
        return say("Not rated")
    return _by_points(relief.verdict, relief.drop_nrs)


def _prevented(item: Intervention) -> str:
    """Say the verdict on the pain after runs, with the share that it rests on where there is one to tell."""
    found = item.prevention
    told = say(VERDICTS[found.verdict])
    if found.response_ratio is None or found.verdict == "not-yet-known":
        return told
    return say("{verdict}: {ratio} of the pain after others", verdict=told, ratio=ratio_range(found.response_ratio))


def _every_day(item: Intervention) -> str:
    if item.everyday is None or not _has_days(item):
        return ""
    return _by_points(item.everyday.seen, item.everyday.drop_nrs)


def _by_points(verdict: str, drop: Interval | None) -> str:
    """Say a verdict with the points that it rests on; what is not known yet has none to tell."""
    told = say(VERDICTS[verdict])
    if drop is None or verdict == "not-yet-known":
        return told
    if verdict == "no-worthwhile-effect":
        return say("{verdict}: less than a point", verdict=told)
    if verdict in _WORSE:
        return say("{verdict}: {rise} more", verdict=told, rise=points_and_range(drop.turned))
    return say("{verdict}: {drop} less", verdict=told, drop=points_and_range(drop))


def _has_days(item: Intervention) -> bool:
    return item.everyday is not None and item.everyday.n_days_with > 0


def _when(item: Intervention, diary: Diary) -> str:
    """Say from when to when, and how often."""
    names = (item.intervention, item.variant)
    done = [each.at for each in diary.care if (each.intervention, each.variant) == names]
    kept = [each for each in diary.phases if (each.intervention, each.variant) == names]
    if kept and not done:
        since, until = kept[0].start, kept[-1].end
        if until is None:
            return say("since {at:%d %b %Y}", at=since)
        return say("{since:%d %b} to {until:%d %b %Y}", since=since, until=until)
    if not done:
        return ""
    return say_n(
        "once, {since:%d %b %Y}",
        "{n} times, {since:%d %b} to {until:%d %b %Y}",
        len(done),
        since=done[0],
        until=done[-1],
    )
