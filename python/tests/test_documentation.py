# SPDX-License-Identifier: MIT
"""Every example that is printed anywhere runs, and says what it prints."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import swiftact as sa

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md") if path.exists()]
TEXTS += sorted((ROOT / "python/docs").glob("*.md"))


def run_examples(text: str, name: str, own: Any = None) -> None:
    names = {"np": np, "sa": sa} | (own or {})
    test = doctest.DocTestParser().get_doctest(text, names, name, name, 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=report.append)
    assert not report, "".join(report)


def test_examples_of_functions(function: Any) -> None:
    assert function.entry.example.count(">>>") >= 1
    for documented in (function, function.grad, function.backward):
        run_examples(documented.__doc__, documented._label)


def modules() -> list[str]:
    found = pkgutil.walk_packages(sa.__path__, "swiftact.")
    return ["swiftact", *(m.name for m in found if not m.name.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_examples_of_modules(name: str) -> None:
    for optional in ("swiftact.lab", "swiftact.cli", "swiftact.nn"):
        if name.startswith(optional):
            pytest.skip("has tests of its own")
    module = importlib.import_module(name)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        run_examples(test.docstring, test.name, vars(module))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_examples_of_texts(path: Path) -> None:
    """Blocks with prompts run in order, in one session; the others must at least be Python."""
    names: dict[str, Any] = {"np": np, "sa": sa}
    for block in re.findall(r"```python\n(.*?)```", path.read_text(), re.S):
        if ">>>" not in block:
            compile(block, str(path), "exec")
            continue
        test = doctest.DocTestParser().get_doctest(block, names, path.name, str(path), 0)
        report: list[str] = []
        doctest.DocTestRunner().run(test, out=report.append, clear_globs=False)
        names.update(test.globs)
        assert not report, "".join(report)


def test_readme_is_short() -> None:
    if not (ROOT / "README.md").exists():
        pytest.skip("installed without the sources")
    assert len((ROOT / "README.md").read_text().splitlines()) < 200


def test_links_lead_somewhere() -> None:
    for path in TEXTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
