"""A line to speak on, and what was written of it."""

from auditor.capture.packets.line import Line
from auditor.capture.packets.room import Room


def a_line(written, **changes):
    some = {
        "address": "192.0.2.7",
        "port": 80,
        "app": "",
        "write": lambda make: written.append(make()),
        "room": Room(),
        "named": lambda: "",
        "sealed": "and nobody has keys",
    }
    return Line(**{**some, **changes})
