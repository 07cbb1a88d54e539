#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the bundled fonts from those of Debian; see README.md. Needs python3-fonttools."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")

# Latin, Greek, Cyrillic, punctuation, super- and subscripts, letter-like, arrows, mathematics, marks.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2C6, 0x2DD), (0x300, 0x304), (0x370, 0x3FF),
    (0x400, 0x45F), (0x490, 0x491), (0x1E80, 0x1E85), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044),
    (0x2070, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199), (0x21BB, 0x21BB),
    (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x221E), (0x2248, 0x2248), (0x2260, 0x2265), (0x2318, 0x2318),
    (0x25A0, 0x25CF), (0x2605, 0x2606), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
]
MONO_EXTRA = [(0x2500, 0x259F), (0x2800, 0x28FF)]  # boxes, blocks and braille: progress bars in logs


def with_tabular_digits(font: TTFont) -> None:
    """Maps the digits and signs to the glyphs that `tnum` would choose; full stops and commas stay narrow."""
    gsub = font["GSUB"].table
    lookups = {i for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "tnum"
               for i in record.Feature.LookupListIndex}
    mapping = {}
    for i in sorted(lookups):
        for table in gsub.LookupList.Lookup[i].SubTable:
            mapping.update(getattr(table, "ExtSubTable", table).mapping)
    wanted = {ord(c) for c in "0123456789+\u2212"}
    for table in font["cmap"].tables:
        for code, glyph in table.cmap.items():
            if code in wanted:
                table.cmap[code] = mapping.get(glyph, glyph)


def rename(font: TTFont, family: str, style: str) -> None:
    names = font["name"]
    for name_id in (16, 17, 18, 21, 22, 25):
        names.removeNames(nameID=name_id)
    full = f"{family} {style}"
    for name_id, text in ((1, family), (2, style), (3, full), (4, full), (6, full.replace(" ", ""))):
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [full.replace(" ", "")]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = full, family


def make(source: Path, target: str, family: str, style: str, ranges, tabular: bool) -> None:
    font = TTFont(source)
    if tabular:
        with_tabular_digits(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = source.suffix == ".ttf"
    options.desubroutinize = True
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, family, style)
    font.save(Path(__file__).parent / target)


def main() -> int:
    for style in ("Regular", "Medium", "SemiBold", "Bold"):
        make(INTER / f"Inter-{style}.otf", f"AttuneSans-{style}.otf", "Attune Sans", style, RANGES, tabular=True)
    for style, suffix in (("Regular", ""), ("Bold", "-Bold")):
        make(DEJAVU / f"DejaVuSansMono{suffix}.ttf", f"AttuneMono-{style}.ttf", "Attune Mono", style,
             RANGES + MONO_EXTRA, tabular=False)
    return 0


sys.exit(main())
