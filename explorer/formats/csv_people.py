"""How other people's tables write names of people, and these as they are said."""

from __future__ import annotations

import re

from explorer.formats.names import displayed

INITIALS = re.compile(r"(.+) ((?:[^\W\d_]{1,2}\.-?)+|[A-Z]{1,3})")
NUMBERED = re.compile(r"\(\d++\)$")
FAMILY_FIRST = re.compile(r"[^,]+(?:, [^,]+){1,2}")


def given_first(people: list[str]) -> list[str]:
    """Turn `Łoś, Ada (57202137758)` to `Ada Łoś`."""
    parts = (NUMBERED.sub("", person).rstrip().partition(", ") for person in people)
    return [f"{given} {family}".strip() for family, _, given in parts]


def between_commas(people: list[str]) -> list[str]:
    """Part what the semicolons left together, as of `A Łoś, B Ode`."""
    return [name.strip() for line in people for name in line.split(", ")]


def initials_first(people: list[str]) -> list[str]:
    """Turn `Łoś A.B., Ode C.` to `A.B. Łoś` and `C. Ode`."""
    found = [(INITIALS.fullmatch(name), name) for name in between_commas(people)]
    return [f"{known[2]} {known[1]}" if known else name for known, name in found]


def bare_initials_first(people: list[str]) -> list[str]:
    """Turn `Łoś AB, Ode C.` to `AB Łoś` and `C Ode`."""
    return initials_first([line.removesuffix(".") for line in people])


def several_given_first(people: list[str]) -> list[str]:
    """Turn `Łoś, Ada` and `Ode, B.` to `Ada Łoś` and `B. Ode`, where there are several and all are written so.

    One such name alone may be two people of one name each.
    """
    is_turned = len(people) > 1 and all(map(FAMILY_FIRST.fullmatch, people))
    return list(map(displayed, people)) if is_turned else people
