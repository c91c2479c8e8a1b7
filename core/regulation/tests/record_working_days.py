"""Records counts of working days that numpy makes over random tables of days off and worked Saturdays.

Run it with numpy installed: python3 record_working_days.py > recorded/working_days.json
The result is committed; the test compares the calendar with it and needs no Python.
"""

import csv
import datetime
import json
import pathlib
import random

import numpy

HERE = pathlib.Path(__file__).parent
DAY = datetime.timedelta(days=1)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def count(days_off, worked, start, length):
    """Every day off, named or a weekend that is not worked, is a holiday of a week of seven working days."""
    off = set(days_off)
    made_up = set(worked)
    free = [
        day
        for day in days(start - 40 * DAY, start + (4 * length + 60) * DAY)
        if day in off or (day.weekday() >= 5 and day not in made_up)
    ]
    end = numpy.busday_offset(
        numpy.datetime64(start), length, roll="preceding", weekmask="1111111", holidays=[numpy.datetime64(day) for day in free]
    )
    return end.astype(datetime.date)


def table(days_off, worked, starts):
    counts = [[str(start), length, str(count(days_off, worked, start, length))] for start, length in starts]
    return {"days_off": [str(day) for day in sorted(days_off)], "worked": [str(day) for day in sorted(worked)], "counts": counts}


def main():
    chance = random.Random(2026)
    tables = []
    for _ in range(40):
        year = chance.randrange(2021, 2036)
        every = list(days(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
        days_off = set(chance.sample(every, chance.randrange(1, 60)))
        saturdays = [day for day in every if day.weekday() == 5 and day not in days_off]
        worked = set(chance.sample(saturdays, chance.randrange(0, 8)))
        tables.append(table(days_off, worked, [(chance.choice(every), chance.randrange(1, 60)) for _ in range(30)]))
    data = HERE.parent / "data"
    with open(data / "kg_holidays.csv", encoding="utf-8") as rows:
        days_off = {datetime.date.fromisoformat(row["date"]) for row in csv.DictReader(rows)}
    with open(data / "kg_worked_days.csv", encoding="utf-8") as rows:
        worked = {datetime.date.fromisoformat(row["date"]) for row in csv.DictReader(rows)}
    every = days(datetime.date(2024, 1, 1), datetime.date(2027, 12, 15))
    tables.append(table(days_off, worked, [(day, 7) for day in every]))
    print(json.dumps({"numpy": numpy.__version__, "tables": tables}, separators=(",", ":")))


main()
