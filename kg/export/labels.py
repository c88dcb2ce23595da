"""Place labels beside their points so that none covers another label or a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Mean width of a character in parts of the font size, measured on Helvetica and Arial with English names.
CHARACTER = 0.54

#: Where a label may stand, best first: (share of its width, of its height that lie left of and above the point).
_SIDES = ((0.0, 0.5), (1.0, 0.5), (0.5, 1.0), (0.5, 0.0), (0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (1.0, 0.0))


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle in pixels, y downwards."""

    left: float
    top: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """Return the area that two rectangles share."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def within(self, other: Box) -> bool:
        """Tell whether the rectangle lies inside another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.left + self.width <= other.left + other.width
            and self.top + self.height <= other.top + other.height
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Hold a text with the pixel at which its base line starts, and its font size."""

    text: str
    x: float
    y: float
    size: float


def place_labels(wanted: Sequence[tuple[str, tuple[float, float], float, float]], taken: Sequence[Box], canvas: Box) -> list[Label]:
    """Return the labels that find room; ``wanted`` holds text, point, distance from the point and font size, best first.

    A label for which every side is taken is left out, so that what is shown can be read; the first ten are shown
    where they cover least.
    """
    full, labels = list(taken), list[Label]()
    for number, (text, point, gap, size) in enumerate(wanted):
        boxes = [box for box in _candidates(text, point, gap, size) if box.within(canvas)]
        costs = [(sum(box.overlap(other) for other in full), rank) for rank, box in enumerate(boxes)]
        if not costs or (min(costs)[0] > 0 and number >= 10):
            continue
        box = boxes[min(costs)[1]]
        full.append(box)
        labels.append(Label(text, box.left, box.top + 0.8 * size, size))
    return labels


def _candidates(text: str, point: tuple[float, float], gap: float, size: float) -> list[Box]:
    width, height = CHARACTER * size * len(text), 1.15 * size
    boxes = []
    for left, above in _SIDES:
        x = point[0] - width * left + (gap + 4) * (1 - 2 * left) * (0.75 if above != 0.5 else 1)
        y = point[1] - height * above + (gap + 2) * (1 - 2 * above) * (0.75 if left != 0.5 else 1)
        boxes.append(Box(x, y, width, height))
    return boxes
