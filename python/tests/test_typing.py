# SPDX-License-Identifier: MIT
"""Type checkers and editors know every function with its parameters."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

import swiftact
from swiftact import catalogue

GOOD = """
import numpy as np
import swiftact as sa

x = np.zeros(3)
sa.elu(x, alpha=0.3, out=x)
sa.elu(x, 0.3, dtype="f4")
sa.elu.backward(x, x, 0.3, where=x > 0)
sa.gelu.grad(x, casting="same_kind")
sa.tanh.backward(x, y=x, out=x)
sa.get("elu", alpha=0.5).partial(alpha=0.1)(x)
sa.custom(np.tanh, np.tanh, name="t").grad(x)
"""
BAD = ("sa.gelu(x, alpha=1.0)", "sa.elu(x, beta=1.0)", "sa.gelu.backward(x)", "sa.gleu(x)")


def test_checkers_see_every_family() -> None:
    source = inspect.getsource(swiftact)
    for family in catalogue.FAMILIES:
        name = family.__name__.rpartition(".")[2]
        assert f"from .catalogue.{name} import *" in source


@pytest.mark.slow
def test_mypy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = pytest.importorskip("mypy.api")
    monkeypatch.setenv("MYPYPATH", str(Path(swiftact.__file__).parents[1]))
    names = "".join(f"sa.{name}(x)\n" for name in swiftact.ACTIVATIONS)
    names += "".join(f"print(sa.{name})\n" for name in swiftact.__all__)
    program = tmp_path / "program.py"
    program.write_text(GOOD + names + "\n".join(BAD))
    report, errors, _ = api.run(["--strict", "--cache-dir", str(tmp_path), str(program)])
    assert not errors
    first_bad = len((GOOD + names).splitlines()) + 1
    wrong = {int(line.split(":")[1]) for line in report.splitlines() if ": error:" in line}
    assert wrong == set(range(first_bad, first_bad + len(BAD))), report
