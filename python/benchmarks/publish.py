# SPDX-License-Identifier: MIT
"""Puts the results of one or more runs into the documentation: tables and pictures.

python python/benchmarks/publish.py benchmark.json [another.json ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import plot
from markdown import tables
from results import Run, load, merge

PAGE = Path(__file__).resolve().parent.parent / "docs" / "speed.md"
PICTURES = PAGE.parent / "images"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def publish(run: Run) -> None:
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    pictures = plot.draw(run, PICTURES)
    images = "\n".join(f"![{path.stem}](images/{path.name})" for path in pictures)
    PAGE.write_text(f"{before}{BEGIN}\n\n{images}\n\n{tables(run)}\n\n{END}{after}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    publish(merge([load(Path(name)) for name in sys.argv[1:]]))
    print(f"Written: {PAGE} and {PICTURES}")
