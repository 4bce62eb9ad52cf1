"""Breaking: a text into lines of a width, where its script allows it (UAX #14, which has the Japanese kinsoku too)."""

from collections.abc import Callable, Iterator

from uniseg.linebreak import line_break_units

Measure = Callable[[str], float]
ELLIPSIS, DOTS = "…", "..."  # in Japanese type the former stands at half height
WIDE = 0x2E80  # where the characters of East Asia begin


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of a text; what is broken nowhere and yet too wide is broken anywhere."""
    lines, taken = [""], 0.0
    for unit in _units(text, width, measure):
        if lines[-1] and taken + measure(unit.rstrip()) > width:
            lines.append("")
            taken = 0.0
        lines[-1] += unit
        taken += measure(unit)
    return [line.rstrip() for line in lines if line.strip()]


def shortened(lines: list[str], most: int, width: float, measure: Measure) -> list[str]:
    """Return at most so many lines, the last of which says by an ellipsis that there were more."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    sign = ELLIPSIS if ord(last[-1]) >= WIDE else DOTS
    while last and measure(f"{last}{sign}") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' 、。，．,.;:')}{sign}"]


def _units(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield what stays together on a line: of what is wider than a line, each character."""
    for unit in line_break_units(" ".join(text.split())):
        yield from (unit if measure(unit.rstrip()) > width else (unit,))
