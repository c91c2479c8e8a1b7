"""Records the days off that the Python library `holidays` names for Kyrgyzstan, over the years of the bundled table.

Run it with holidays installed: python3 record_days_off.py > recorded/days_off.json
The result is committed; the test compares the table with it and needs no Python.
"""

import csv
import json
import pathlib

import holidays

DATA = pathlib.Path(__file__).parent.parent / "data"


def main():
    with open(DATA / "kg_holidays.csv", encoding="utf-8") as rows:
        years = sorted({int(row["date"][:4]) for row in csv.DictReader(rows)})
    named = holidays.country_holidays("KG", years=range(years[0], years[-1] + 1), language="en_US")
    days = [[str(day), name] for day, name in sorted(named.items())]
    print(json.dumps({"holidays": holidays.__version__, "years": [years[0], years[-1]], "days": days}, indent=0))


main()
