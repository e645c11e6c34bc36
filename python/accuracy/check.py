# SPDX-License-Identifier: MIT
"""Measures the accuracy of functions: float32 on all 2^32 inputs, the other types besides.

python python/accuracy/check.py gelu              all inputs, a few minutes
python python/accuracy/check.py --all --record    every function; keeps the results
python python/accuracy/check.py --all --quick     every 4099th float32 input, seconds
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone

import swiftact
import tables
from library import NoReferenceError
from measurement import Measurement
from origin import commit, machine
from records import Record, save
from sampled import inputs, sample
from subject import DTYPES, Subject, subjects
from sweep import sweep
from swiftact import _core

GRID_STRIDE = 1021  # float32 with other parameters than the defaults: 4 million inputs
QUICK_STRIDE = 4099
POINTS = 1_000_000
QUICK_POINTS = 50_000  # of float64 with other parameters, too


def main() -> int:
    options = arguments()
    names = list(swiftact.ACTIVATIONS) if options.all else options.names
    try:
        functions = [swiftact.get(name) for name in names]
        records: list[Record] = []
        for function in functions:
            for dtype in options.dtypes:
                fresh = list(measured(subjects(function, dtype, options.isa), options))
                for record in fresh:
                    print(tables.line(record), flush=True)
                if options.record:
                    save(fresh)
                records += fresh
    except (NoReferenceError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if options.record:
        tables.write_document()
    broken = [record for record in records if tables.verdict(record) != "ok"]
    for record in broken:
        print(f"BROKEN {tables.line(record)}", file=sys.stderr)
    return 1 if broken else 0


def measured(those: list[Subject], options: argparse.Namespace) -> Iterator[Record]:
    """The measurements of a function in one type, for its parameters one after the other."""
    for i, subject in enumerate(those):
        start = time.perf_counter()
        found = _measure(subject, i == 0, options)
        if sys.stderr.isatty():
            took = time.perf_counter() - start
            print(f"\r{subject.name} {subject.dtype}: {took:.1f} s\x1b[K", file=sys.stderr)
        today = datetime.now(timezone.utc).date().isoformat()
        for role, measurement in found.items():
            yield Record(
                subject.name, subject.dtype, subject.params, role, measurement, today,
                commit(), machine(subject.isa),
            )  # fmt: skip


def _measure(
    subject: Subject, is_default: bool, options: argparse.Namespace
) -> dict[str, Measurement]:
    if subject.dtype == "float32":
        stride = options.stride if is_default else max(options.stride, GRID_STRIDE)
        return sweep(subject, stride, options.threads, _progress(subject))
    points = QUICK_POINTS if options.quick or not is_default else POINTS
    return sample(subject, inputs(subject, points), options.threads)


def _progress(subject: Subject):  # type: ignore[no-untyped-def]
    if not sys.stderr.isatty():
        return None

    def show(share: float) -> None:
        print(f"\r{subject.name} {subject.dtype} {share:4.0%}", end="", file=sys.stderr)

    return show


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="functions, such as gelu")
    parser.add_argument("--all", action="store_true", help="every function of the catalogue")
    parser.add_argument("--quick", action="store_true", help="a sample instead of all inputs")
    parser.add_argument(
        "--stride", type=int, default=1, help="float32 on every n-th bit pattern (1: on all)"
    )
    parser.add_argument("--record", action="store_true", help="write records.json and its tables")
    parser.add_argument("--isa", choices=_core.isas, default=_core.isa, help="instruction set")
    parser.add_argument("--threads", type=int, default=2, help="threads to use (2)")
    parser.add_argument(
        "--dtype", action="append", choices=DTYPES, dest="dtypes", help="only this type"
    )
    options = parser.parse_args()
    if bool(options.names) == options.all:
        parser.error("give names of functions, or --all")
    if options.quick and options.record:
        parser.error("--record keeps thorough results only: not with --quick")
    if options.quick:
        options.stride = max(options.stride, QUICK_STRIDE)
    options.dtypes = options.dtypes or list(DTYPES)
    return options


if __name__ == "__main__":
    sys.exit(main())
