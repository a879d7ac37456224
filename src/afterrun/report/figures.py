"""Figures for paper: SVG that reads in black and white, with words inside and nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from afterrun.language import say

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BOTTOM, _TOP = 680.0, 200.0, 34.0, 20.0, 26.0, 10.0
_LONGEST, _UNKNOWN = 55.0, 12.0  # heights of the bar of the longest run, and of one whose distance is not known


@dataclass(frozen=True, slots=True)
class Series:
    """What the timeline shows, all in days from its start.

    Parameters
    ----------
    days : float
        Length. [d]
    reports : sequence of (day, nrs)
        Pain. [d], [NRS]
    runs : sequence of (day, metres)
        [d], [m]; None where the distance is not known.
    care : sequence of float
        Days on which something was done. [d]
    ticks : sequence of (day, label)
        Dates below the axis.
    """

    days: float
    reports: Sequence[tuple[float, float]]
    runs: Sequence[tuple[float, float | None]]
    care: Sequence[float]
    ticks: Sequence[tuple[float, str]]


def timeline(series: Series) -> str:
    """Pain as dots joined over at most two days, runs as bars from below, care as crosses along the top."""
    longest = max((metres for _, metres in series.runs if metres is not None), default=0.0) or 1.0

    def x(day: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * day / max(series.days, 1.0)

    def bar(day: float, metres: float | None) -> str:
        height = _UNKNOWN if metres is None else _LONGEST * metres / longest
        look = 'fill="none" stroke="#888" stroke-dasharray="2 2"' if metres is None else 'fill="#bbb"'
        return f'<rect x="{x(day) - 2:.1f}" y="{_base() - height:.1f}" width="4" height="{height:.1f}" {look}/>'

    def joined(a: tuple[float, float], b: tuple[float, float]) -> str:
        ends = f'x1="{x(a[0]):.1f}" y1="{_pain_y(a[1]):.1f}" x2="{x(b[0]):.1f}" y2="{_pain_y(b[1]):.1f}"'
        return f'<line {ends} stroke="#000" stroke-width=".8"/>'

    pairs = zip(series.reports, series.reports[1:], strict=False)
    parts = [
        *(bar(day, metres) for day, metres in series.runs),
        *_scale(),
        *(joined(a, b) for a, b in pairs if b[0] - a[0] <= 2),
        *(f'<circle cx="{x(day):.1f}" cy="{_pain_y(nrs):.1f}" r="2"/>' for day, nrs in series.reports),
        *(_label(x(day), _TOP + 2, "+") for day in series.care),
        *(_label(x(day), _HEIGHT - 8, label) for day, label in series.ticks),
    ]
    return _svg(parts, say("Pain reports (dots), runs (grey bars) and care (+) over time"))


def curve(h: Sequence[float], median: Sequence[float], lo: Sequence[float], hi: Sequence[float]) -> str:
    """Rise after the usual run, with the band that holds it in nine of ten diaries like this one."""
    top = max(max(hi, default=1.0), 1.0) * 1.1
    last = min(max(h, default=1.0), 168.0)

    def at(hour: float, rise: float) -> str:
        x = _LEFT + (_WIDTH - _LEFT - _RIGHT) * hour / last
        return f"{x:.1f},{_base() - (_base() - _TOP) * max(rise, 0.0) / top:.1f}"

    shown = [i for i, hour in enumerate(h) if hour <= last]
    band = [at(h[i], hi[i]) for i in shown] + [at(h[i], lo[i]) for i in reversed(shown)]
    line = [at(h[i], median[i]) for i in shown]
    days = [
        _label(_LEFT + (_WIDTH - _LEFT - _RIGHT) * 24 * day / last, _HEIGHT - 8, say("{day} d", day=day))
        for day in range(8)
    ]
    steps = [s for s in (0, 1, 2, 3, 4, 5, 6, 8) if s < top]
    ticks = [_label(_LEFT - 6, _base() - (_base() - _TOP) * s / top + 4, str(s), anchor="end") for s in steps]
    return _svg(
        [
            f'<polygon points="{" ".join(band)}" fill="#ddd"/>',
            f'<polyline points="{" ".join(line)}" fill="none" stroke="#000" stroke-width="1.6"/>',
            *ticks,
            *days,
        ],
        say("Points of pain above what it would be without the run, by days after it"),
    )


def _base() -> float:
    return _HEIGHT - _BOTTOM


def _pain_y(nrs: float) -> float:
    return _base() - (_base() - _TOP - 8) * nrs / 10


def _scale() -> list[str]:
    marks = [_label(_LEFT - 6, _pain_y(nrs) + 4, str(nrs), anchor="end") for nrs in (0, 5, 10)]
    return [*marks, *(_rule(nrs) for nrs in (0, 5, 10))]


def _rule(nrs: float) -> str:
    y = f"{_pain_y(nrs):.1f}"
    return f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="#ccc" stroke-width=".5"/>'


def _label(x: float, y: float, text: str, *, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="10">{escape(text)}</text>'


def _svg(parts: Sequence[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" aria-label="{escape(title)}" '
        f'font-family="sans-serif">{"".join(parts)}</svg>'
    )
