"""The tokens of the look: colours of both themes, type, space. The only place they are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one theme, as #RRGGBB. Names say the job, not the hue."""

    ground: str
    surface: str
    sunken: str
    rail: str
    line: str
    edge: str
    ink: str
    ink2: str
    primary: str
    primary_fill: str
    on_primary: str
    primary_hover: str
    primary_soft: str
    darurat: str
    darurat_fill: str
    on_darurat: str
    darurat_ink: str
    darurat_soft: str
    tinggi: str
    tinggi_ink: str
    tinggi_soft: str
    sedang: str
    sedang_ink: str
    sedang_soft: str
    rendah: str
    rendah_ink: str
    rendah_soft: str
    done: str
    done_ink: str
    done_soft: str
    focus: str


LIGHT = Colours(
    ground="#FAF8F4",
    surface="#FFFFFF",
    sunken="#F3EEE4",
    rail="#F3EEE4",
    line="#E4DCCD",
    edge="#857C6C",
    ink="#1F2A37",
    ink2="#505A66",
    primary="#0F6E6E",
    primary_fill="#0F6E6E",
    on_primary="#FFFFFF",
    primary_hover="#0B5858",
    primary_soft="#E4F0ED",
    darurat="#8C1D18",
    darurat_fill="#8C1D18",
    on_darurat="#FFFFFF",
    darurat_ink="#8C1D18",
    darurat_soft="#FBE9E7",
    tinggi="#B3261E",
    tinggi_ink="#96180F",
    tinggi_soft="#FDEEEC",
    sedang="#9A5B00",
    sedang_ink="#6E4100",
    sedang_soft="#FBF0DD",
    rendah="#2E5E9E",
    rendah_ink="#224A80",
    rendah_soft="#E9F0F9",
    done="#2E7D32",
    done_ink="#1F5E24",
    done_soft="#E6F2E6",
    focus="#1F2A37",
)

DARK = Colours(
    ground="#15191B",
    surface="#1F2426",
    sunken="#1C2325",
    rail="#101416",
    line="#343B3E",
    edge="#8A9296",
    ink="#F0EBE2",
    ink2="#BDB9B0",
    primary="#63C7BF",
    primary_fill="#17706C",
    on_primary="#FFFFFF",
    primary_hover="#1D807B",
    primary_soft="#17393A",
    darurat="#FFB4A8",
    darurat_fill="#FFB4A8",
    on_darurat="#3F0703",
    darurat_ink="#FFC2B8",
    darurat_soft="#3F1C1A",
    tinggi="#FF897C",
    tinggi_ink="#FFB0A5",
    tinggi_soft="#3A1F1D",
    sedang="#F0BA62",
    sedang_ink="#F5CB87",
    sedang_soft="#35291A",
    rendah="#8DB8F0",
    rendah_ink="#B2D0F7",
    rendah_soft="#1C2B3E",
    done="#86D08C",
    done_ink="#A3DFA8",
    done_soft="#1E3322",
    focus="#FFFFFF",
)

# Type, in px at 100 %.
SMALL, BODY, SECTION, PAGE = 13, 15, 18, 24

# Space, in px at 100 %.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32

RADIUS = 8
READING_WIDTH = 720
FORM_WIDTH = 760


def shape_colour(colours: Colours, level: str) -> str:
    """The colour of a level's shape; ink2 where nothing was judged."""
    return {
        "darurat": colours.darurat,
        "tinggi": colours.tinggi,
        "sedang": colours.sedang,
        "rendah": colours.rendah,
    }.get(level, colours.ink2)


def pill_colours(colours: Colours, level: str) -> tuple[str, str, str]:
    """Ground, words and shape of a level's pill. Only DARURAT is filled."""
    return {
        "darurat": (colours.darurat_fill, colours.on_darurat, colours.on_darurat),
        "tinggi": (colours.tinggi_soft, colours.tinggi_ink, colours.tinggi),
        "sedang": (colours.sedang_soft, colours.sedang_ink, colours.sedang),
        "rendah": (colours.rendah_soft, colours.rendah_ink, colours.rendah),
    }.get(level, (colours.sunken, colours.ink2, colours.ink2))
