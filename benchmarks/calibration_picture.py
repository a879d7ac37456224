"""Rank histograms and coverage as one SVG: what a well calibrated quantity looks like is drawn into each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
from scipy.stats import binom

_BINS, _COLUMNS = 20, 4
_WIDTH, _HEIGHT, _GAP, _TOP = 210, 96, 18, 26
_LEVELS = (0.5, 0.9, 0.95)


def picture(ranks: Mapping[str, Sequence[float]], title: str) -> str:
    """Draw one panel a quantity.

    Bars count in how many people the truth had that rank among the draws; the band holds 95 % of bars if calibrated.
    Beneath each: how often the central 50, 90 and 95 % intervals held the truth.
    """
    rows = -(-len(ranks) // _COLUMNS)
    width, height = _COLUMNS * (_WIDTH + _GAP) + _GAP, _TOP + rows * (_HEIGHT + 44) + _GAP
    panels = [_placed(i, _panel(name, np.asarray(values))) for i, (name, values) in enumerate(ranks.items())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="11" fill="#222"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{_GAP}" y="18" font-size="13">{escape(title)}</text>{"".join(panels)}</svg>\n'
    )


def _placed(index: int, panel: str) -> str:
    row, column = divmod(index, _COLUMNS)
    x, y = _GAP + column * (_WIDTH + _GAP), _TOP + 20 + row * (_HEIGHT + 44)
    return f'<g transform="translate({x},{y})">{panel}</g>'


def _panel(name: str, ranks: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    counts = np.histogram(ranks, _BINS, (0.0, 1.0))[0]
    low, high = (float(binom.ppf(p, len(ranks), 1 / _BINS)) for p in (0.025, 0.975))
    top = max(float(counts.max()), high) * 1.1
    bar = _WIDTH / _BINS
    parts = [
        f'<text y="-5">{escape(name)} ({len(ranks)})</text>',
        f'<rect y="{_y(high, top):.1f}" width="{_WIDTH}" height="{_y(low, top) - _y(high, top):.1f}" fill="#cfe3f5"/>',
    ]
    parts += [
        f'<rect x="{k * bar + 1:.1f}" y="{_y(n, top):.1f}" width="{bar - 2:.1f}" height="{_HEIGHT - _y(n, top):.1f}" '
        f'fill="#35618f" fill-opacity="0.75"/>'
        for k, n in enumerate(counts)
    ]
    parts.append(f'<line y1="{_HEIGHT}" y2="{_HEIGHT}" x2="{_WIDTH}" stroke="#222"/>')
    held = ", ".join(f"{100 * level:.0f} %: {100 * _coverage(ranks, level):.1f}" for level in _LEVELS)
    parts.append(f'<text y="{_HEIGHT + 14}" fill="#555" font-size="10">{held}</text>')
    return "".join(parts)


def _y(count: float, top: float) -> float:
    return _HEIGHT * (1 - count / top)


def _coverage(ranks: np.ndarray[tuple[int], np.dtype[np.float64]], level: float) -> float:
    edge = (1 - level) / 2
    return float(((ranks >= edge) & (ranks <= 1 - edge)).mean())
