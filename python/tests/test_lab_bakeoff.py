# SPDX-License-Identifier: MIT
"""The bake-off: what is measured, kept, resumed, concluded and reported."""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from html.parser import HTMLParser

import numpy as np
import pytest

import swiftact as sa
from swiftact import lab, nn
from swiftact.lab.bakeoff import Bakeoff, Entrant, Run, Settings, report
from swiftact.lab.bakeoff.conclusion import conclude

pytest.importorskip("matplotlib")


def data():
    generator = np.random.default_rng(1)
    x = generator.normal(size=(150, 6)).astype(np.float32)
    y = (x[:, 0] > 0).astype(np.int64) + (x[:, 1] > 0.5)
    return nn.DataSet("small", x[:100], y[:100], x[100:], y[100:])


def race(**options):
    defaults = {"hidden": (12, 8), "epochs": 3, "batch_size": 20, "seeds": 2}
    return lab.bakeoff(["relu", "tanh", "sigmoid"], data(), **(defaults | options))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bakeoff")
    return race(out=folder), folder


def test_shapes(finished):
    result, _ = finished
    assert {entrant.name for entrant in result.entrants} == {"relu", "tanh", "sigmoid"}
    assert result.sizes == (6, 12, 8, 3)
    for entrant in result.entrants:
        assert len(entrant.runs) == 2
        for run in entrant.runs:
            assert np.shape(run.gradient_norms) == (3, 3)
            assert np.shape(run.dead_shares) == (3, 2)
            columns = (run.train_loss, run.test_accuracy, run.test_loss, run.seconds)
            assert {len(column) for column in columns} == {3}


def test_a_run_is_what_fit_gives():
    """The same network trained by hand: losses, accuracies, norms and deaths."""
    run = race(seeds=[7], epochs=2)["relu"].runs[0]
    network = nn.mlp((6, 12, 8, 3), sa.relu, seed=7)
    norms = []

    class Norms(nn.Hook):
        def backpropagated(self, name, layer, gradient):
            if name == "dense1":
                norms.append(np.linalg.norm(layer.weight.grad))

    history = nn.fit(
        network, data(), optimiser=nn.Adam(1e-3), epochs=2, batch_size=20, seed=7, hooks=(Norms(),)
    )
    assert run.train_loss == tuple(history.column("train_loss").tolist())
    assert run.test_accuracy == tuple(history.column("test_accuracy").tolist())
    assert [row[0] for row in run.gradient_norms] == pytest.approx(
        [np.mean(norms[:5]), np.mean(norms[5:])], rel=1e-5
    )
    outputs = network.activations(data().x_train)
    expected = [float(np.mean((array == 0).all(axis=0))) for array in outputs.values()]
    assert run.dead_shares[-1] == pytest.approx(expected)


def test_all_start_from_the_same_draws():
    result = race(epochs=1, seeds=1, initialisation="he")
    networks = [nn.mlp((6, 12, 8, 3), f, seed=0, initialisation="he") for f in (sa.relu, sa.tanh)]
    weights = [network.layers["dense1"].weight.value for network in networks]
    assert np.array_equal(*weights)
    assert result["relu"].runs[0].settings.initialisation == "he"


def test_files(finished):
    result, folder = finished
    names = {path.name for path in folder.iterdir()}
    assert names == {"runs", "results.json", "conclusion.txt", "bakeoff.png", "report.html"}
    assert {path.name for path in (folder / "runs").iterdir()} == {
        f"{name}-{seed}.json" for name in ("relu", "tanh", "sigmoid") for seed in (0, 1)
    }
    stored = json.loads((folder / "results.json").read_text())
    assert stored["conclusion"] == result.conclusion
    assert [row["activation"] for row in stored["summary"]] == [e.name for e in result.entrants]
    assert result.conclusion in (folder / "conclusion.txt").read_text()
    assert (folder / "bakeoff.png").read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def trainings(monkeypatch):
    module = importlib.import_module("swiftact.lab.bakeoff.race")
    calls = []
    original = module.measure

    def counted(function, dataset, settings, tick):
        calls.append((settings.function, settings.seed))
        return original(function, dataset, settings, tick)

    monkeypatch.setattr(module, "measure", counted)
    monkeypatch.setattr(Bakeoff, "write", lambda result, folder: None)
    return calls


def test_resumes_what_is_done_and_redoes_what_is_not(tmp_path, trainings):
    first = race(out=tmp_path)
    assert len(trainings) == 6
    trainings.clear()
    again = race(out=tmp_path)
    assert trainings == []
    assert again.to_dict() == first.to_dict()
    (tmp_path / "runs" / "relu-1.json").unlink()
    (tmp_path / "runs" / "tanh-0.json").write_text('{"settings": ')
    (tmp_path / "runs" / "tanh-1.json").write_text("[1, 2]")
    race(out=tmp_path)
    assert sorted(trainings) == [("relu", 1), ("tanh", 0), ("tanh", 1)]
    trainings.clear()
    race(out=tmp_path, seeds=3)
    assert sorted(trainings) == [("relu", 2), ("sigmoid", 2), ("tanh", 2)]
    trainings.clear()
    race(out=tmp_path, rate=0.01)
    assert len(trainings) == 6


def test_an_edited_function_is_trained_anew(tmp_path, trainings):
    for slope in (0.1, 0.1, 0.2):
        function = sa.custom(
            lambda x, s=slope: np.where(x > 0, x, s * x),
            lambda x, s=slope: np.where(x > 0, 1.0, s),
            name="mine",
        )
        lab.bakeoff([function], data(), hidden=(4,), epochs=1, seeds=1, out=tmp_path)
    assert len(trainings) == 2


def test_other_data_of_the_same_size_is_trained_anew(tmp_path, trainings):
    first = data()
    second = nn.DataSet("small", first.x_train + 1, first.y_train, first.x_test, first.y_test)
    for dataset in (first, second, second):
        lab.bakeoff("relu", dataset, hidden=(4,), epochs=1, seeds=[5], out=tmp_path)
        lab.bakeoff("relu", first, hidden=(4,), epochs=1, seeds=[6], out=tmp_path)
    assert trainings == [("relu", 5), ("relu", 6), ("relu", 5)]


def run_with(name, accuracies, *, norms=(1.0, 1.0), dead=(0.0,), seconds=1.0, loss=0.1, seed=0):
    settings = Settings(
        "toy", "", (9, 9), (2, 4, 2), len(accuracies), 1, 0.1, "float32", "he", name, "", seed
    )
    n = len(accuracies)
    return Run(
        settings, (loss,) * n, tuple(accuracies), (loss,) * n, tuple(accuracies),
        (seconds / n,) * n, (tuple(norms),) * n, (tuple(dead),) * n,
    )  # fmt: skip


def toy(*entrants, seeds=(0,)):
    entries = tuple(Entrant(runs[0].settings.function, tuple(runs)) for runs in entrants)
    return Bakeoff("toy", (2, 4, 2), len(entrants[0][0].train_loss), seeds, entries)


def test_the_conclusion_follows_from_the_figures():
    result = toy(
        [run_with("good", [0.5, 0.9], seconds=2.0, dead=(0.25,))],
        [run_with("slow", [0.1, 0.8], seconds=1.0, norms=(0.01, 1.0))],
    )
    words = conclude(result)
    assert words["Winner"].startswith("good has the best test accuracy, 90.00%;")
    assert "with one seed" in words["Winner"]
    assert words["Convergence"] == (
        "good reached 85.5% (95% of the winner's accuracy) in epoch 2; slow never did."
    )
    assert words["Gradient health"].startswith(
        "Gradients vanish towards the first layer with slow (0.01) "
    )
    assert words["Dead neurons"] == (
        "good ends with 25.0% dead neurons in its worst layer (concerning); the others have none."
    )
    assert words["Cost"] == (
        "slow trained fastest, 1.00 s a run; good took longest, 2.00 s (100.0% more)."
    )


def test_a_gap_within_the_spread_is_called_one():
    near = toy(
        [run_with("a", [0.90], seed=0), run_with("a", [0.96], seed=1)],
        [run_with("b", [0.91], seed=0), run_with("b", [0.93], seed=1)],
        [run_with("c", [0.50], seed=0), run_with("c", [0.51], seed=1)],
        seeds=(0, 1),
    )
    assert "but b is within the spread between seeds. Last is c," in conclude(near)["Winner"]
    assert near["a"].final("test_accuracy") == pytest.approx((0.93, np.std([0.9, 0.96], ddof=1)))


def test_healthy_and_hopeless_bakeoffs():
    healthy = conclude(toy([run_with("a", [0.9])], [run_with("b", [0.9])]))
    assert healthy["Gradient health"].startswith("Gradients are healthy with every activation")
    assert healthy["Dead neurons"] == "No activation left a neuron dead."
    lost = toy([run_with("a", [float("nan")], loss=float("nan"))])
    assert conclude(lost)["Winner"].startswith("No activation trained")
    assert conclude(lost)["Convergence"] == "No activation converged."
    assert "raining diverged with a" in conclude(lost)["Gradient health"]


def test_a_diverging_run_is_a_finding(tmp_path):
    result = lab.bakeoff("relu", data(), hidden=(8,), epochs=2, rate=1e30, seeds=1, out=tmp_path)
    assert result.winner.diverged
    again = lab.bakeoff("relu", data(), hidden=(8,), epochs=2, rate=1e30, seeds=1, out=tmp_path)
    assert again.winner.diverged
    assert "diverged" in result.conclusion


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.sources, self.orders = [], [], []
        self.open = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        self.sources += [values[key] for key in ("src", "href") if key in values]
        if tag == "td":
            self.orders.append(float(values["data-order"]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_report_stands_alone(finished):
    result, folder = finished
    html = (folder / "report.html").read_text()
    page = Page()
    page.feed(html)
    assert page.open == []
    assert len(page.sources) == 12
    assert all(source.startswith("data:image/png;base64,") for source in page.sources)
    assert not re.search(r"https?://", html)
    assert page.tags.count("table") == 3
    # 7 figures, 3 layers of gradients and 2 of dead shares for each of three functions.
    assert len(page.orders) == 3 * (7 + 3 + 2)
    for words in conclude(result).values():
        assert words.replace("'", "&#x27;") in html
    assert "$" not in html.split("<script>")[0]


def test_names_are_escaped_in_the_report():
    result = toy([run_with("<b>&", [0.9])])
    html = report.html(result)
    assert "<b>&" not in html
    assert "&lt;b&gt;&amp;" in html


def test_progress_is_shown_when_asked_for(capsys):
    race(seeds=1, epochs=1, show_progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err != ""
    race(seeds=1, epochs=1)
    assert capsys.readouterr().err == ""


def test_progress_without_rich(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    race(seeds=1, epochs=2, show_progress=True)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "bake-off: relu, seed 0 (1/6)",
        "bake-off: tanh, seed 0 (3/6)",
        "bake-off: sigmoid, seed 0 (5/6)",
    ]


def test_a_prelu_learns_its_slope_in_the_bakeoff():
    result = lab.bakeoff("prelu", data(), hidden=(8,), epochs=1, seeds=1)
    assert result.winner.name == "prelu"


@pytest.mark.slow
def test_the_digits_bakeoff_takes_less_than_three_minutes():
    pytest.importorskip("sklearn")
    started = time.perf_counter()
    result = lab.bakeoff()
    assert time.perf_counter() - started < 180
    assert len(result.entrants) == 7
    assert result.winner.final("test_accuracy")[0] > 0.95
    assert result["sigmoid"].gradient_balance < 0.1
