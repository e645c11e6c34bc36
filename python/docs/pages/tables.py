# SPDX-License-Identifier: MIT
"""Pages that are one table of all functions."""

from __future__ import annotations

from math import inf

import swiftact as sa
from swiftact.compat.library import LIBRARIES
from swiftact.compat.library import table as names_of

from . import names, points
from .layout import code, interval, link, number, page, remarks, section, table


def special_values() -> str:
    head = ["", "", *(number(x) for x in points.SPECIAL), "domain"]
    rows = []
    for name, function in sa.ACTIVATIONS.items():
        domain = function.domain
        limited = "" if domain == (-inf, inf) else interval(domain)
        rows.append([link(name), "f", *points.values(function), limited])
        rows.append(["", "f′", *points.slopes(function), ""])
    body = (
        "<h1>Special values</h1>"
        "<p>The same in every data type and instruction set. Parameters have their defaults."
        " <code>backward</code> is the product dy · f′(x) of IEEE arithmetic.</p>"
    )
    return page("Special values", body + table(head, rows, numbers_from=2))


def kinks() -> str:
    rows = [
        [link(name) if i == 0 else "", *row]
        for name, function in sa.ACTIVATIONS.items()
        for i, row in enumerate(points.kinks(function))
    ]
    smooth = ", ".join(link(name) for name, f in sa.ACTIVATIONS.items() if f.smooth)
    body = (
        "<h1>Kinks</h1><p>Where the derivative jumps, and the value that it is given there,"
        " which lies between those on both sides. Parameters have their defaults.</p>"
        + table(("", "x", "f′ left", "f′(x)", "f′ right"), rows, numbers_from=1)
        + section("No kinks", f"<p>{smooth}.</p>")
    )
    return page("Kinks", body)


def libraries() -> str:
    parts = [
        "<h1>Other libraries</h1><p><code>swiftact.compat</code> has the functions of other"
        " libraries by their own names, parameters and defaults. Where their results are not"
        " ours to six digits, in float64, is said here, and tested.</p>"
    ]
    for library in LIBRARIES:
        rows = []
        for row in names_of(library).rows.values():
            targets = ", ".join(
                link(each) if names.known(each) else code(each)
                for each in names.leads_to(library, row)
            )
            rows.append([code(row.signature), targets, remarks(names.remarks(library, row))])
        head = ("theirs", "ours", "where it gives something else")
        parts.append(section(f"swiftact.compat.{library}", table(head, rows)))
    return page("Other libraries", "".join(parts))
