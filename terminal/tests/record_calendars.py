"""Records what the Python library `icalendar` reads in the calendar files of the commands' snapshots.

Run it with icalendar installed, after the snapshots changed: python3 record_calendars.py > recorded/calendars.json
The result is committed; the test compares it with what the program prints and needs no Python.
"""

import json
import pathlib
from datetime import datetime, timedelta
from importlib.metadata import version

from icalendar import Calendar

SNAPSHOTS = pathlib.Path(__file__).parent.parent / "src" / "command" / "snapshots"


def text(path):
    """The snapshot's own text, with the line ends that the program prints."""
    body = path.read_bytes().decode("utf-8").split("\n---\n", 1)[1]
    return body.rstrip("\n").replace("\n", "\r\n") + "\r\n"


def moment(value):
    assert value.dt.utcoffset().total_seconds() == 0, value
    return value.dt.strftime("%Y%m%dT%H%M%SZ")


def alarm(component):
    assert not component.errors, component.errors
    assert component["ACTION"] == "DISPLAY"
    return {
        "at": moment(component["TRIGGER"]),
        "uid": str(component["UID"]),
        "says": str(component["DESCRIPTION"]),
    }


def event(component):
    assert not component.errors, component.errors
    # RFC 5545: a day alone lasts until the day after, which is no part of it.
    assert (component["DTEND"].dt - component["DTSTART"].dt).days == 1
    return {
        "uid": str(component["UID"]),
        "stamp": moment(component["DTSTAMP"]),
        "modified": moment(component["LAST-MODIFIED"]),
        "sequence": int(component["SEQUENCE"]),
        "day": component["DTSTART"].dt.isoformat(),
        "end": component["DTEND"].dt.isoformat(),
        "summary": str(component["SUMMARY"]),
        "description": str(component["DESCRIPTION"]),
        "alarms": [alarm(one) for one in component.walk("VALARM")],
    }


def calendar(path):
    read = Calendar.from_ical(text(path))
    assert not read.errors, read.errors
    assert read["VERSION"] == "2.0" and read["PRODID"]
    events = [event(component) for component in read.walk("VEVENT")]
    names = [one["uid"] for one in events] + [one["uid"] for all in events for one in all["alarms"]]
    assert len(set(names)) == len(names), names
    return events


def components(path):
    """What a calendar without deadlines consists of."""
    read = Calendar.from_ical(text(path))
    assert not read.errors, read.errors
    (zone,) = read.walk("VTIMEZONE")
    assert zone.to_tz().utcoffset(datetime(2026, 11, 22)) == timedelta(hours=6)
    return [component.name for component in read.walk()]


def main():
    paths = sorted(SNAPSHOTS.glob("*assess_ics_*.snap"))
    languages = {path.stem.rsplit("_", 1)[1]: calendar(path) for path in paths}
    (none,) = SNAPSHOTS.glob("*assess_no_deadline.snap")
    recorded = {"icalendar": version("icalendar"), "languages": languages, "without_deadlines": components(none)}
    print(json.dumps(recorded, ensure_ascii=False, indent=1))


main()
