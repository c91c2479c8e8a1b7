"""Records what the Python library `icalendar` reads in the calendar files of the commands' snapshots.

Run it with icalendar installed, after the snapshots changed: python3 record_calendars.py > recorded/calendars.json
The result is committed; the test compares it with what the program prints and needs no Python.
"""

import json
import pathlib
from importlib.metadata import version

from icalendar import Calendar

SNAPSHOTS = pathlib.Path(__file__).parent.parent / "src" / "command" / "snapshots"


def text(path):
    """The snapshot's own text, with the line ends that the program prints."""
    body = path.read_bytes().decode("utf-8").split("\n---\n", 1)[1]
    return body.rstrip("\n").replace("\n", "\r\n") + "\r\n"


def event(component):
    assert not component.errors, component.errors
    assert component["DTSTAMP"].dt.tzinfo is not None
    alarms = component.walk("VALARM")
    assert all(alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in alarms)
    return {
        "uid": str(component["UID"]),
        "day": component["DTSTART"].dt.isoformat(),
        "summary": str(component["SUMMARY"]),
        "description": str(component["DESCRIPTION"]),
        "alarms": [alarm["TRIGGER"].dt.strftime("%Y%m%dT%H%M%SZ") for alarm in alarms],
    }


def calendar(path):
    read = Calendar.from_ical(text(path))
    assert not read.errors, read.errors
    assert read["VERSION"] == "2.0" and read["PRODID"]
    return [event(component) for component in read.walk("VEVENT")]


def main():
    paths = sorted(SNAPSHOTS.glob("*assess_ics_*.snap"))
    languages = {path.stem.rsplit("_", 1)[1]: calendar(path) for path in paths}
    print(json.dumps({"icalendar": version("icalendar"), "languages": languages}, ensure_ascii=False, indent=1))


main()
