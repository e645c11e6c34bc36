# SPDX-License-Identifier: MIT
"""The compiled references: built when a source is newer, loaded with ctypes."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from ctypes import POINTER, Structure, c_double, c_float, c_int, c_int32, c_int64, c_long, c_void_p
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

SOURCES = Path(__file__).resolve().parent / "reference"
LIBRARY = Path(__file__).resolve().parents[2] / ".build" / "accuracy" / "references.so"

# -fno-thread-jumps: threaded jumps keep gcc from vectorising.
COMMON = "-fPIC -std=gnu11 -Wall -Wextra -Wno-unused-parameter"
FAST = "-O3 -march=native -fno-math-errno -fno-trapping-math -fno-thread-jumps -fopenmp-simd"
UNITS = {"float64.c": FAST, "compare.c": FAST, "float128.c": "-O2", "errors.c": "-O2"}
WORST = 5


class Format(Structure):
    """A binary floating-point format."""

    _fields_ = [
        ("precision", c_int),
        ("lowest", c_int),
        ("highest", c_int),
        ("rounds_slope", c_int),
    ]


FORMATS = {
    "float32": Format(24, -126, 128),
    "float64": Format(53, -1022, 1024, 1),
    "float16": Format(11, -14, 16),
    "bfloat16": Format(8, -126, 128),
}


class Function(Structure):
    """An exact reference with its parameters, and the roots of the function."""

    _fields_ = [
        ("loop", c_void_p),
        ("a", c_double),
        ("b", c_double),
        ("root_count", c_int),
        ("roots", c_double * 2),
    ]


class Input(Structure):
    """An input, the result, and its error."""

    _fields_ = [
        ("ulp", c_double),
        ("plain", c_double),
        ("x", c_float),
        ("dy", c_float),
        ("got", c_float),
    ]


class Statistics(Structure):
    """What compare.c gathers about a sweep."""

    _fields_ = [
        ("sum", c_double),
        ("plain", c_double),
        ("quick", c_double),
        ("inputs", c_int64),
        ("above_half", c_int64),
        ("above_one", c_int64),
        ("above_two", c_int64),
        ("nan_mismatches", c_int64),
        ("sign_mismatches", c_int64),
        ("worst_count", c_int32),
        ("worst", Input * WORST),
        ("mismatch", Input),
    ]


EXACT_ERROR = np.dtype(
    [("ulp", "f8"), ("plain", "f8"), ("quick", "f8"), ("nan", "i4"), ("sign", "i4")]
)


class NoReferenceError(Exception):
    """The catalogue has a function that reference/formulas lacks."""


@cache
def library() -> ctypes.CDLL:
    inputs = [*SOURCES.rglob("*.[ch]"), Path(__file__)]
    newest = max(path.stat().st_mtime_ns for path in inputs)
    if not LIBRARY.exists() or LIBRARY.stat().st_mtime_ns <= newest:
        _build()
    loaded = ctypes.CDLL(str(LIBRARY))
    address, function = c_void_p, POINTER(Function)
    loaded.compare.argtypes = [POINTER(Statistics), function, *[address] * 4, c_long]
    loaded.upstream.argtypes = [address, address, c_long]
    loaded.exact_errors.argtypes = [function, POINTER(Format), *[address] * 4, c_long]
    loaded.exact_values.argtypes = [function, *[address] * 4, c_long]
    for name in ("compare", "upstream", "exact_errors", "exact_values"):
        getattr(loaded, name).restype = None
    return loaded


def _build() -> None:
    compiler = shutil.which("gcc")
    if compiler is None:
        raise FileNotFoundError("the accuracy checker needs gcc, for __float128 and libquadmath")
    LIBRARY.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "references.so"
        for vector in ("-DSWIFTACT_LIBMVEC", ""):  # libmvec has them all since glibc 2.35
            objects = []
            for unit, flags in UNITS.items():
                objects.append(str(Path(folder) / f"{unit}.o"))
                options = [*COMMON.split(), *flags.split(), *vector.split()]
                command = [compiler, *options, "-c", str(SOURCES / unit), "-o", objects[-1]]
                subprocess.run(command, check=True)
            libraries = ["-lquadmath", *(["-lmvec"] if vector else []), "-lm"]
            link = [compiler, "-shared", "-Wl,-z,defs", *objects, *libraries, "-o", str(fresh)]
            if subprocess.run(link, capture_output=bool(vector)).returncode == 0:
                staged = LIBRARY.with_name(f"{LIBRARY.name}.{os.getpid()}")
                shutil.copy(fresh, staged)
                staged.replace(LIBRARY)
                return
    sys.exit("error: the references did not link; the linker's messages are above")


def formula(role: str) -> str:
    """The formula that a pass is compared with: of f, of f' or by the parameter."""
    named = {"": "value", "grad": "slope", "backward": "slope"}
    return named.get(role, "parameter_slope")


def _symbol(prefix: str, name: str, formula: str) -> Any:
    symbol = f"{prefix}_{name}_{formula}"
    try:
        return getattr(library(), symbol)
    except AttributeError:
        raise NoReferenceError(f"reference/formulas lacks {symbol}") from None


def exact(name: str, role: str, params: tuple[float, ...], roots: tuple[float, ...]) -> Function:
    """The binary128 reference of a pass: "", "grad", "backward" or "grad_alpha"."""
    a, b, *_ = (*params, 0.0, 0.0)
    loop = ctypes.cast(_symbol("float128", name, formula(role)), c_void_p)
    return Function(loop, a, b, len(roots), (c_double * 2)(*roots))


def quick(name: str, formula: str, params: tuple[float, ...], x: Any, y: Any) -> None:
    """What the double reference makes of float64 x, into y; infinity where it cannot tell."""
    a, b, *_ = (*params, 0.0, 0.0)
    loop = _symbol("float64", name, formula)
    loop(pointer(x), c_double(a), c_double(b), pointer(y), c_long(len(x)))


def pointer(array: Any) -> c_void_p:
    if not array.flags.c_contiguous:
        raise ValueError("the references take contiguous arrays")
    return c_void_p(array.ctypes.data)
