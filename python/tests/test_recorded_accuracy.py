# SPDX-License-Identifier: MIT
"""The recorded maxima hold: on every recorded worst input, and on a million others.

The sweep over all float32 inputs that made the records is python/accuracy/check.py.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from ctypes import byref
from typing import Any

import numpy as np
import pytest

import oracle
from swiftact import _core

if shutil.which("gcc") is None:
    pytest.skip("the references need gcc", allow_module_level=True)

import library
import records
import sampled
import sweep
import tables
from inputs import stratified
from subject import DTYPES, Subject, numpy_dtype, subjects

RECORDS = records.load()
SLACK = 1e-5  # in ulp: of the double reference, where it decides


@pytest.fixture(params=DTYPES)
def precision(request: pytest.FixtureRequest) -> str:
    if request.param == "bfloat16":
        pytest.importorskip("ml_dtypes")
    return str(request.param)


def exact_values(subject: Subject, role: str, xs: Any) -> Iterator[Any]:
    """The exact reference at each x as an mpmath number, 106 bits of it."""
    high, low, exponent = np.empty(len(xs)), np.empty(len(xs)), np.empty(len(xs), np.int32)
    library.library().exact_values(
        byref(subject.exact(role)), *map(library.pointer, (xs, high, low, exponent)), len(xs)
    )
    with oracle.context.workprec(oracle.DIGITS_50):
        for h, l, e in zip(high, low, exponent, strict=True):  # noqa: E741
            sum_of_both = oracle.context.mpf(float(h)) + float(l)
            yield oracle.context.ldexp(sum_of_both, int(e))


@pytest.mark.parametrize("part", ["", "grad"], ids=["value", "grad"])
def test_references_agree_with_50_digits(function: Any, part: str) -> None:
    for subject in subjects(function, "float32", _core.isa)[:2]:
        bound = function.partial(**subject.params)
        everything = stratified("float64", 3000, (*bound.kinks, *bound.stationary))
        xs = np.random.default_rng(5).choice(everything[np.isfinite(everything)], 60)
        xs = np.concatenate([xs, stratified("float32", 60)[:60:3].astype(float)])
        xs = xs[(xs > bound.domain[0]) & (xs < bound.domain[1])]
        trues = oracle.values(function, part, xs, subject.params)
        for x, true, value in zip(xs, trues, exact_values(subject, part, xs), strict=True):
            error = abs(value - true) / (abs(true) or 1)
            too_small = abs(true) < oracle.context.ldexp(1, -1200)
            too_large = abs(true) > oracle.context.ldexp(1, 1200)
            assert error < 2.0**-80 or too_small or too_large, (
                f"{function.name} {part} {subject.params} at {x!r}:"
                f" the reference has {value}, 50 digits give {true}"
            )


def recorded(function: Any, dtype: str) -> list[records.Record]:
    """The records of a function in one type; skips the test where it was not measured yet."""
    found = [r for r in RECORDS if r.function == function.name and r.dtype == dtype]
    if not found:
        pytest.skip(f"run python/accuracy/check.py {function.name} --dtype {dtype} --record")
    return found


def test_every_pass_is_recorded(function: Any, precision: str) -> None:
    found = {record.key for record in recorded(function, precision)}
    expected = {
        (function.name, precision, json.dumps(subject.params), role)
        for subject in subjects(function, precision, _core.isa)
        for role in subject.roles
    }
    assert found == expected


def is_exhaustive(record: records.Record) -> bool:
    return record.measurement.inputs >= {"float64": 1 << 64, "float32": 1 << 32}.get(
        record.dtype, 1 << 16
    )


def test_records_are_thorough(function: Any, precision: str) -> None:
    found = recorded(function, precision)
    least = {"float32": 70_000_000, "float64": 1_000_000}.get(precision, 1 << 16)
    for record in found:
        if record.params == found[0].params:  # the defaults
            assert record.measurement.inputs >= least


def test_records_hold_the_promises(function: Any, precision: str) -> None:
    for record in recorded(function, precision):
        assert tables.verdict(record) == "ok", tables.line(record)


def test_maxima_shown_are_those_recorded(function: Any) -> None:
    shown = json.loads(records.summary(RECORDS)).get(function.name, {})
    assert {dtype: list(maxima) for dtype, maxima in function.ulp.items()} == shown


def test_document_shows_the_records() -> None:
    assert tables.tables(RECORDS) in tables.DOCUMENT.read_text()


def worst_inputs(record: records.Record, dtype: Any) -> tuple[Any, Any]:
    """The x and dy that a record names."""
    integer = f"u{dtype.itemsize}"
    worst = record.measurement.worst
    x = np.array([int(each.x, 16) for each in worst], integer).view(dtype)
    if record.role != "backward":
        return x, np.ones_like(x)
    return x, np.array([int(each.dy, 16) for each in worst], integer).view(dtype)


def test_recorded_worst_inputs_are_still_the_worst(function: Any, precision: str) -> None:
    for record in recorded(function, precision):
        subject = Subject(function, precision, dict(record.params), _core.isa)
        x, dy = worst_inputs(record, numpy_dtype(precision))
        for error in sampled.errors(subject, record.role, x, dy)["ulp"]:
            assert error <= record.measurement.ulp + SLACK, tables.line(record)


def test_no_stratified_input_is_worse_than_recorded(function: Any, precision: str) -> None:
    bound = function.partial()
    for subject in subjects(function, precision, _core.isa)[:1]:
        if precision == "float32":
            points = (*bound.kinks, *bound.stationary)
            found = sweep.measure(subject, stratified("float32", 1_000_000, points))
        else:
            found = sampled.sample(subject, sampled.inputs(subject, 20_000), threads=1)
        for record in recorded(function, precision)[: len(found)]:
            here = found[record.role]
            assert here.failures == 0, here.mismatch
            assert here.quick < tables.QUICK_LIMIT
            sampled_less = 0.25 if precision == "float64" else 0.05
            limit = record.measurement.ulp + (SLACK if is_exhaustive(record) else sampled_less)
            assert here.ulp <= min(limit, tables.bound(record)), here.worst
