"""Every pair of colours that carries words or a shape keeps its contrast, in both themes."""

from __future__ import annotations

import pytest

from ui.theme.tokens import DARK, LIGHT, Colours, pill_colours

WORDS = (
    ("ink", "ground", 7.0),
    ("ink", "surface", 7.0),
    ("ink", "sunken", 7.0),
    ("ink", "primary_soft", 7.0),
    ("ink2", "ground", 4.5),
    ("ink2", "surface", 4.5),
    ("ink2", "sunken", 4.5),
    ("ink2", "primary_soft", 4.5),
    ("primary", "surface", 4.5),
    ("primary", "primary_soft", 4.5),
    ("primary", "sunken", 4.5),
    ("on_primary", "primary_fill", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("on_darurat", "darurat_fill", 7.0),
    ("darurat_ink", "darurat_soft", 7.0),
    ("darurat_ink", "ground", 7.0),
    ("tinggi_ink", "tinggi_soft", 7.0),
    ("tinggi_ink", "surface", 7.0),
    ("sedang_ink", "sedang_soft", 7.0),
    ("rendah_ink", "rendah_soft", 7.0),
    ("done_ink", "surface", 7.0),
    ("done_ink", "sunken", 4.5),
)
SHAPES = (
    ("edge", "surface", 3.0),
    ("edge", "ground", 3.0),
    ("tinggi", "tinggi_soft", 3.0),
    ("sedang", "sedang_soft", 3.0),
    ("rendah", "rendah_soft", 3.0),
    ("done", "surface", 3.0),
    ("focus", "ground", 7.0),
    ("primary_fill", "ground", 3.0),
)


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), WORDS + SHAPES)
def test_a_colour_stands_out_from_its_ground(
    colours: Colours, front: str, back: str, least: float
) -> None:
    ratio = contrast(getattr(colours, front), getattr(colours, back))
    assert ratio >= least - 0.05, f"{front} on {back}: {ratio:.1f}"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_of_every_level_reach_seven_to_one(colours: Colours) -> None:
    for level in ("darurat", "tinggi", "sedang", "rendah"):
        ground, words, _shape = pill_colours(colours, level)
        assert contrast(words, ground) >= 7.0, level


def test_only_darurat_is_a_filled_level() -> None:
    fills = {level: pill_colours(LIGHT, level)[0] for level in ("tinggi", "sedang", "rendah")}
    assert all(_light(fill) > 0.7 for fill in fills.values())
    assert _light(pill_colours(LIGHT, "darurat")[0]) < 0.1
