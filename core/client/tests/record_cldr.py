"""Records how the Unicode CLDR, as the Python library `babel` carries it, counts and writes in the app's three languages.

Run it with babel installed: python3 record_cldr.py > recorded/cldr.json
The result is committed; the tests beside `src/text` compare the app's texts with it and need no Python.

The languages are those of Kyrgyzstan. CLDR has no English of Kyrgyzstan: it is written as in Great Britain.
"""

import datetime
import json
import random
from decimal import Decimal

import babel
from babel import Locale
from babel.core import get_cldr_version
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent

LOCALES = {"ky": "ky_KG", "ru": "ru_KG", "en": "en_GB"}
MOST = 130


def days():
    day = datetime.date(2026, 1, 1)
    while day.year == 2026:
        yield day
        day += datetime.timedelta(days=1)
    for text in ("2021-01-01", "2024-02-29", "2028-02-29", "2035-12-31"):
        yield datetime.date.fromisoformat(text)


def sums():
    """In tyiyn: around each power of ten up to 10^15, both signs, and some at random."""
    chance = random.Random(2026)
    whole = {0}
    for power in range(16):
        whole |= {10**power - 1, 10**power, 10**power + 1}
    whole |= {chance.randrange(10 ** chance.randrange(1, 16)) for _ in range(60)}
    whole = {one for one in whole if one <= 10**15}
    return sorted(whole | {-one for one in whole})


def moments():
    for hour, minute in ((0, 0), (7, 5), (12, 30), (23, 59)):
        yield datetime.datetime(2026, 8, 29, hour, minute)


def moment(at, locale):
    """CLDR's long date with its short time, joined as it joins them."""
    pattern = Locale.parse(locale).datetime_formats["long"]
    date, time = format_date(at, "long", locale=locale), format_time(at, "short", locale=locale)
    return str(pattern).replace("{1}", date).replace("{0}", time)


def percent(ppm, locale):
    return format_percent(Decimal(ppm) / 1_000_000, locale=locale, decimal_quantization=False)


def number(thousandths, locale):
    return format_decimal(Decimal(thousandths) / 1000, locale=locale)


def language(locale):
    plural = Locale.parse(locale).plural_form
    return {
        "locale": locale,
        "plurals": [plural(count) for count in range(MOST + 1)],
        "days": {str(day): format_date(day, "long", locale=locale) for day in days()},
        "moments": {at.isoformat(): moment(at, locale) for at in moments()},
        "sums": [[one, format_currency(Decimal(one) / 100, "KGS", locale=locale)] for one in sums()],
        "percents": [[ppm, percent(ppm, locale)] for ppm in (1, 10, 300, 900, 1_300, 10_000, 125_000, 1_000_000)],
        "thousandths": [[one, number(one, locale)] for one in (0, 1, 500, 2_500, 999_999, 1_000_000, 1_234_567_890)],
    }


def main():
    languages = {tag: language(locale) for tag, locale in LOCALES.items()}
    record = {"babel": babel.__version__, "cldr": get_cldr_version(), "languages": languages}
    print(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


main()
