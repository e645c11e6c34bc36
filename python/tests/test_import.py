# SPDX-License-Identifier: MIT
"""`import swiftact` is cheap, needs NumPy alone and leaves the process as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import swiftact

PACKAGE = str(Path(swiftact.__file__).parents[1])


def run(code: str) -> str:
    program = f"import sys; sys.path.insert(0, {PACKAGE!r})\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_time() -> None:
    """Five times the 3 ms that an import may cost beyond NumPy: a floor that noise stays below.

    python/scripts/wheel_report.py measures the time of the installed wheel.
    """
    code = """
import time, numpy
start = time.process_time()
import swiftact
print(1e3 * (time.process_time() - start))
"""
    times = [float(run(code)) for _ in range(7)]
    assert min(times) <= 15.0, times


def test_needs_numpy_alone() -> None:
    code = """
import numpy
before = set(sys.modules)
import swiftact as sa
sa.gelu([1.0]), sa.get("elu", alpha=0.5).grad([1.0]), sa.gelu._repr_html_(), sa.gelu.__doc__
foreign = {m.partition(".")[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names)
print(sorted(foreign))
"""
    assert run(code) == "['swiftact']"


def test_floating_point_environment_is_untouched() -> None:
    code = """
import numpy as np
import swiftact as sa
tiny = np.finfo(np.float64).smallest_subnormal
assert tiny > 0 and tiny / 2 == 0 and tiny * 3 > tiny, "subnormals are flushed"
sa.gelu(np.linspace(-9, 9, 1000))
assert tiny * 3 > tiny and np.float32(1e-45) > 0
with np.errstate(all="raise"):
    try:
        np.array([1.0]) / np.array([0.0])
    except FloatingPointError:
        print("still raises")
"""
    assert run(code) == "still raises"


def test_instruction_set_can_be_chosen() -> None:
    code = """
import os
os.environ["SWIFTACT_ISA"] = "baseline"
import swiftact
print(swiftact.show_config()["instruction set"])
"""
    assert run(code) == "baseline"


def test_bfloat16_by_whichever_import_order() -> None:
    pytest.importorskip("ml_dtypes")
    for first, second in (("ml_dtypes", "swiftact"), ("swiftact", "ml_dtypes")):
        code = f"""
import {first}, {second}
import numpy as np
print(swiftact.gelu(np.ones(3, ml_dtypes.bfloat16)).dtype)
"""
        assert run(code) == "bfloat16"


def test_no_module_hides_a_function() -> None:
    """Importing swiftact.gelu as a module would replace the function of that name."""
    import pkgutil

    assert not {m.name for m in pkgutil.iter_modules(swiftact.__path__)} & set(swiftact.__all__)
