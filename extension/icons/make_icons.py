"""Draw the icon, a sieve with what passed falling through: one geometry, as SVG and as PNG in all sizes asked for.

Run it after a change: ``python extension/icons/make_icons.py`` (needs Pillow).
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent
SIZES = (16, 32, 48, 128)

#: All measures are on a 128 by 128 grid.
GRID = 128
GROUND, INK, PASSED = "#1d3b57", "#ffffff", "#7fd6a2"
CORNER = 28
RIM = (18, 34, 110, 46)
#: The bowl: the lower half of an ellipse in this rectangle.
BOWL = (28, -10, 100, 86)
BOWL_TOP = 44
#: ``(x, y, radius)``.
HOLES = ((46, 57, 4.5), (64, 57, 4.5), (82, 57, 4.5), (55, 70, 4.5), (73, 70, 4.5))
DROPS = ((64, 101, 6.5), (46, 97, 5), (82, 97, 5))
#: Small sizes keep three holes and one drop, or the drawing turns to mud.
SMALL = 32
SMALL_HOLES = ((45, 58, 6), (64, 58, 6), (83, 58, 6))
SMALL_DROPS = ((64, 104, 9),)
#: Drawn this many times larger, then reduced, since Pillow draws without smoothing.
OVERSAMPLE = 8


def main() -> None:
    """Write ``icon.svg`` and ``icon-<size>.png`` beside this file."""
    (FOLDER / "icon.svg").write_text(as_svg(), "utf-8")
    for size in SIZES:
        as_image(size).save(FOLDER / f"icon-{size}.png", optimize=True)


def as_image(size: int) -> Image.Image:
    """The icon in ``size`` by ``size`` pixels, transparent outside its rounded corners."""
    side = size * OVERSAMPLE
    scale = side / GRID
    holes, drops = (SMALL_HOLES, SMALL_DROPS) if size <= SMALL else (HOLES, DROPS)
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), CORNER * scale, fill=GROUND)
    draw.pieslice(_scaled(BOWL, scale), 0, 180, fill=INK)
    draw.rectangle(_scaled((BOWL[0], (BOWL[1] + BOWL[3]) / 2, BOWL[2], BOWL_TOP), scale), fill=GROUND)
    draw.rounded_rectangle(_scaled(RIM, scale), (RIM[3] - RIM[1]) / 2 * scale, fill=INK)
    for dots, colour in ((holes, GROUND), (drops, PASSED)):
        for x, y, radius in dots:
            draw.ellipse(_scaled((x - radius, y - radius, x + radius, y + radius), scale), fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def as_svg() -> str:
    """The same drawing as SVG."""
    middle, half, deep = (BOWL[1] + BOWL[3]) / 2, (BOWL[2] - BOWL[0]) / 2, (BOWL[3] - BOWL[1]) / 2
    wide, high = RIM[2] - RIM[0], RIM[3] - RIM[1]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">',
        f'<rect width="{GRID}" height="{GRID}" rx="{CORNER}" fill="{GROUND}"/>',
        f'<path d="M{BOWL[0]} {middle:g}A{half:g} {deep:g} 0 0 0 {BOWL[2]} {middle:g}z" fill="{INK}"/>',
        f'<rect x="{RIM[0]}" y="{RIM[1]}" width="{wide}" height="{high}" rx="{high / 2:g}" fill="{INK}"/>',
        *(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/>'
          for dots, colour in ((HOLES, GROUND), (DROPS, PASSED)) for x, y, r in dots),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _scaled(box: tuple[float, float, float, float], scale: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (value * scale for value in box)
    return left, top, right, bottom


if __name__ == "__main__":
    main()
