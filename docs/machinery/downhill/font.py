"""The math font of the site: STIX Two Math from the ziamath wheel, cut down to the characters in use."""

import hashlib
import importlib.metadata
import io
from pathlib import Path
from typing import TYPE_CHECKING

from downhill.files import write

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FEATURES = ["ccmp", "kern", "mark", "mkmk"]  # no alternates, and none of the thicker letters for small sizes
PRIMES = {0x2032, 0x2033, 0x2034}
GREEK = {code: code - 0x3B1 + 0x1D6FC for code in range(0x3B1, 0x3CA)}  # small letters, and their italics in formulas
FONT = Path(str(importlib.metadata.distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf")))


def math_font(characters: set[str], cache: Path, tall_roots: bool = False) -> bytes:
    """Return the font as WOFF2 with the given characters and their larger variants; subsets are kept in `cache`.

    Chromium makes the box of every root as wide as the widest form of √ in its font. So the font has only the first,
    which is as high as a line; one that is asked for `tall_roots` has them all.
    """
    text = "".join(sorted(characters))
    depends = f"{text}{tall_roots}{Path(__file__).read_text('utf-8')}"
    kept = cache / f"{hashlib.sha256(depends.encode()).hexdigest()[:16]}.woff2"
    if kept.exists():
        return kept.read_bytes()
    from fontTools import subset  # takes longer to load than a warm build has for it

    options = subset.Options(flavor="woff2", layout_features=FEATURES, notdef_outline=True, hinting=False)
    options.recalc_timestamp = False
    out = io.BytesIO()
    with subset.load_font(FONT, options) as font:
        with_primes_as_exponents(font)
        if not tall_roots:
            without_tall_roots(font)
        with_italic_greek(font)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = "woff2"
        subset.save_font(font, out, options)
    write(kept, out.getvalue())
    return out.getvalue()


def with_primes_as_exponents(font: "TTFont") -> None:
    """Give the primes the forms of the feature `ssty`: as they are they are small and raised, and an exponent again."""
    table = font["GSUB"].table
    for each in table.FeatureList.FeatureRecord:
        if each.FeatureTag == "ssty":
            for at in each.Feature.LookupListIndex:
                for rule in table.LookupList.Lookup[at].SubTable:
                    forms = getattr(getattr(rule, "ExtSubTable", rule), "alternates", {})
                    for cmap in font["cmap"].tables:
                        for code in PRIMES & cmap.cmap.keys():
                            cmap.cmap[code] = forms.get(cmap.cmap[code], [cmap.cmap[code]])[0]


def with_italic_greek(font: "TTFont") -> None:
    """Give the plain Greek letters, which the text takes from this font, the forms that they have in formulas."""
    for cmap in font["cmap"].tables:
        cmap.cmap.update({code: cmap.cmap[italic] for code, italic in GREEK.items() if italic in cmap.cmap})


def without_tall_roots(font: "TTFont") -> None:
    """Leave out the larger forms of √."""
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord("√")])
    del variants.VertGlyphCoverage.glyphs[place], variants.VertGlyphConstruction[place]
