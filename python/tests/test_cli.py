# SPDX-License-Identifier: MIT
"""The command line: every command, its options, its errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from swiftact import lab
from swiftact.cli import main
from swiftact.cli.parser import build

pytest.importorskip("matplotlib")
pytest.importorskip("mpmath")
pytest.importorskip("sklearn")

QUICK = {
    "demo": [],
    "table": ["relu", "gelu", "--no-cost"],
    "show": ["gelu"],
    "scan": ["relu", "gelu"],
    "signal": ["relu", "--layers", "50"],
    "gradient": ["sigmoid", "relu"],
    "dead": ["elu", "--samples", "50"],
    "temperature": ["--logits", "3,1", "--temperatures", "0.5,1"],
    "collapse": ["gelu", "--depth", "4"],
    "gallery": ["relu", "gelu"],
    "train": ["relu", "tanh", "--epochs", "2"],
    "monitor": ["sigmoid", "--epochs", "2"],
    "search": ["gelu", "relu", "--epochs", "2", "--seeds", "1"],
    "diagnose": ["sigmoid", "--epochs", "1"],
    "bakeoff": ["relu", "--hidden", "8", "--epochs", "1", "--seeds", "1"],
    "recommend": ["--architecture", "cnn", "--symptom", "dying-relu"],
    "accuracy": ["elu", "--points", "30"],
    "bench": ["relu", "--size", "100"],
}


def commands():
    (action,) = (
        a for a in build()._actions if a.dest == "run" or (hasattr(a, "choices") and a.choices)
    )
    return action.choices


def run(capsys, *arguments):
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_command_is_tried_here():
    assert set(commands()) == set(QUICK)


@pytest.mark.parametrize("name", sorted(QUICK))
def test_commands_report(capsys, name):
    code, out, err = run(capsys, name, *QUICK[name])
    assert (code, err) == (0, "")
    assert len(out.splitlines()) >= 3


@pytest.mark.parametrize("name", sorted(QUICK))
def test_commands_give_json(capsys, name):
    code, out, _ = run(capsys, name, *QUICK[name], "--json")
    assert code == 0
    assert json.loads(out)


@pytest.mark.parametrize("name", sorted(QUICK))
def test_help_has_examples_that_parse(capsys, name):
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    examples = text.split("examples:\n")[1].strip().splitlines()
    assert examples
    for example in examples:
        program, *arguments = example.split()
        assert program == "swiftact"
        assert build().parse_args(arguments).run


@pytest.mark.parametrize("name", sorted(set(QUICK) - {"demo", "bakeoff", "table", "recommend"}))
def test_out_writes_pictures_data_and_reports(capsys, tmp_path, name):
    names = [tmp_path / f"result{suffix}" for suffix in (".png", ".json", ".txt")]
    options = [part for path in names for part in ("--out", str(path))]
    code, out, _ = run(capsys, name, *QUICK[name], *options)
    assert code == 0
    assert names[0].read_bytes().startswith(b"\x89PNG")
    assert json.loads(names[1].read_text())
    assert names[2].read_text() == out


def test_figures_are_those_of_the_library(capsys):
    _, out, _ = run(capsys, "gradient", "tanh", "--layers", "7", "--seed", "3", "--json")
    expected = lab.gradient_depth("tanh", layers=7, seed=3).to_dict()
    assert json.loads(out) == expected
    _, out, _ = run(capsys, "dead", "--neurons", "9", "--seed", "4", "--json")
    assert json.loads(out) == lab.dead_neurons(neurons=9, seed=4).to_dict()
    _, out, _ = run(
        capsys, "train", "relu", "--data", "xor", "--epochs", "3", "--seed", "2", "--json"
    )
    assert json.loads(out) == lab.compare("relu", "xor", epochs=3, seed=2).to_dict()


def test_the_bakeoff_writes_its_folder_and_resumes(capsys, tmp_path):
    arguments = [*QUICK["bakeoff"], "--out", str(tmp_path / "results")]
    code, first, _ = run(capsys, "bakeoff", *arguments)
    assert code == 0
    assert first.endswith(f"report: {tmp_path / 'results' / 'report.html'}\n")
    assert (tmp_path / "results" / "report.html").stat().st_size > 10_000
    code, second, _ = run(capsys, "bakeoff", *arguments)
    assert (code, second) == (0, first)


def test_parameters_and_functions_from_files(capsys, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "import numpy as np, swiftact as sa\n"
        "swoosh = sa.custom(lambda x: x * x, lambda x: 2 * x, name='swoosh')\n"
        "number = 3\n"
    )
    code, out, _ = run(capsys, "scan", "elu:alpha=0.5", f"{path}:swoosh", "--json")
    assert code == 0
    names = [scan["name"] for scan in json.loads(out)["scans"]]
    assert names == ["elu(alpha=0.5)", "swoosh"]
    slopes = json.loads(out)["scans"][1]["slopes"]
    np.testing.assert_allclose(slopes, 2 * lab.gradient_scan("relu").points)
    broken = tmp_path / "broken.py"
    broken.write_text("1 / 0\n")
    for text, message in (
        (f"{path}:number", "has no activation called 'number'"),
        (f"{path}:missing", "has no activation called 'missing'"),
        (f"{path}", "say which function of"),
        (f"{tmp_path}/none.py:f", "there is no file"),
        (f"{broken}:f", "does not run: ZeroDivisionError"),
        ("elu:alpha", "expected NAME:parameter=number"),
        ("elu:alpha=big", "expected NAME:parameter=number"),
        ("elu:gamma=1", "has no parameter 'gamma'"),
    ):
        code, out, err = run(capsys, "scan", text)
        assert (code, out) == (2, "")
        assert message in err


def test_show_writes_the_card(capsys, tmp_path):
    code, out, _ = run(capsys, "show", "gelu", "--png", str(tmp_path / "card.png"))
    assert code == 0
    assert (tmp_path / "card.png").read_bytes().startswith(b"\x89PNG")
    assert any("⠀" <= character <= "⣿" for character in out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "relo"],
        ["show", "relu:alpha=1"],
        ["scan", "--points", "0"],
        ["scan", "relu", "relu"],
        ["scan", "--out", "picture.gif"],
        ["signal", "--layers", "-3"],
        ["gradient", "--width", "0"],
        ["dead", "--samples", "0"],
        ["temperature", "--temperatures", "0"],
        ["collapse", "--depth", "1"],
        ["train", "--data", "moons"],
        ["train", "--epochs", "0"],
        ["monitor", "relu", "--low", "9", "--high", "1"],
        ["search", "--seeds", "0"],
        ["diagnose", "relu", "--layers", "0"],
        ["diagnose", "relu", "--rate", "0"],
        ["bakeoff", "--seeds", "0"],
        ["bakeoff", "--data", "fashion", "--folder", "/nowhere/at/all"],
        ["bakeoff", "--initialisation", "zero"],
        ["recommend", "--layer", "output"],
        ["recommend", "--symptom", "cough"],
        ["accuracy", "elu", "--points", "1"],
        ["bench", "--dtype", "int8"],
        ["recommend", "--out", "advice.png"],
        ["gallery", "--out", "/nowhere/at/all/gallery.png", "relu"],
    ],
    ids=" ".join,
)
def test_wrong_input_is_one_line_and_exit_code_2(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("swiftact: error: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["frob"], ["scan", "--points", "many"], ["show"], ["temperature", "--logits", "a,b"],
     ["bakeoff", "--hidden", "1.5"], ["bakeoff", "--data", "cifar"], ["scan", "--frob"]],
    ids=" ".join,
)  # fmt: skip
def test_unparsable_input_is_one_line_and_exit_code_2(capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    captured = capsys.readouterr()
    assert caught.value.code == 2
    assert captured.out == ""
    assert captured.err.startswith("swiftact")
    assert captured.err.count("\n") == 1


def process(arguments, **options):
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "TERM", "COLUMNS")
    }
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path)} | options.pop("environment", {})
    return subprocess.run(
        [sys.executable, "-m", "swiftact", *arguments],
        capture_output=True,
        env=environment,
        **options,
    )


def test_without_a_terminal_or_a_display(tmp_path):
    done = process(["scan", "relu", "--out", "scan.png"], cwd=tmp_path, stdin=subprocess.DEVNULL)
    assert done.returncode == 0
    assert done.stderr == b""
    assert (tmp_path / "scan.png").exists()


def test_on_a_terminal_that_only_knows_ascii():
    done = process(["scan", "relu"], environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"relu" in done.stdout


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{sys.executable} -m swiftact scan | head -n 1; exit ${{PIPESTATUS[0]}}"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment)
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_missing_extra_is_named(capsys, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    code, _, err = run(capsys, "scan", "relu", "--out", str(tmp_path / "scan.png"))
    assert code == 2
    assert err == "swiftact: error: a picture needs matplotlib: pip install 'swiftact[lab]'\n"


def test_an_interruption_is_no_traceback(capsys, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(lab, "gradient_scan", interrupted)
    assert run(capsys, "scan") == (130, "", "swiftact: interrupted\n")
