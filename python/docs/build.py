# SPDX-License-Identifier: MIT
"""Write the reference: a page per function, and tables of special values, kinks and names.

    python python/docs/build.py --output DIR     # then open DIR/index.html

Everything is computed from the installed package: the catalogue, the functions themselves,
the measured errors, the tables of swiftact.compat. The pages need no network and no script.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import swiftact as sa
from pages import function, index, tables


def build(output: Path) -> list[Path]:
    pages = {
        "index.html": index.page(),
        "special-values.html": tables.special_values(),
        "kinks.html": tables.kinks(),
        "libraries.html": tables.libraries(),
    }
    pages |= {f"{name}.html": function.page(found) for name, found in sa.ACTIVATIONS.items()}
    output.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (output / name).write_text(text, encoding="utf-8")
    return [output / name for name in pages]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the reference as HTML.")
    parser.add_argument("--output", type=Path, required=True, help="folder for the pages")
    output = parser.parse_args().output
    print(f"{len(build(output))} pages, from {output / 'index.html'}")


if __name__ == "__main__":
    main()
