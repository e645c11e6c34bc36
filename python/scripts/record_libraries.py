# SPDX-License-Identifier: MIT
"""Write down what the installed libraries compute, for the tests of machines without them.

python python/scripts/record_libraries.py            # every library that is installed
python python/scripts/record_libraries.py torch jax
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import libraries
import library_cases

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "libraries"


def record(library: str) -> Path:
    versions, call = libraries.OPEN[library]()
    rows = []
    for function in library_cases.elementwise(library):
        for arguments in library_cases.cases(function):
            value, slope = call(function.row.name, np.array(library_cases.FEW), arguments)
            rows.append([function.row.name, arguments, digits(value), digits(slope)])
    for function, arguments in library_cases.along_axis(library):
        value, _ = call(function.row.name, np.array(library_cases.MATRIX), arguments)
        rows.append([function.row.name, arguments, digits(np.ravel(value)), None])
    path = FOLDER / f"{library}.json"
    path.parent.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(row) for row in rows)
    x = json.dumps(library_cases.FEW)
    path.write_text(f'{{"versions": {json.dumps(versions)}, "x": {x}, "rows": [\n{lines}\n]}}\n')
    return path


def digits(results: Any) -> list[float] | None:
    """Nine digits: more than are compared."""
    return None if results is None else [float(f"{number:.9g}") for number in results]


def main(names: list[str]) -> None:
    for name in names or filter(libraries.installed, libraries.OPEN):
        print(record(name))


if __name__ == "__main__":
    main(sys.argv[1:])
