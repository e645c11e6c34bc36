# SPDX-License-Identifier: MIT
"""What every result can do: print, draw, serialise; and how bad input is refused."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys

import numpy as np
import pytest

import swiftact as sa
from swiftact import lab, nn
from swiftact.lab.functions import activations

pytest.importorskip("matplotlib")
pytest.importorskip("mpmath")

PNG = b"\x89PNG\r\n"


def small_data():
    generator = np.random.default_rng(1)
    x = generator.normal(size=(120, 6)).astype(np.float32)
    y = (x[:, 0] > 0).astype(np.int64) + (x[:, 1] > 0.5)
    return nn.DataSet("small", x[:80], y[:80], x[80:], y[80:])


def monitored():
    monitor = lab.GradientMonitor()
    lab.train("sigmoid", epochs=3, n=20, monitor=monitor)
    return monitor.result()


RESULTS = {
    "accuracy": lambda: lab.accuracy("elu", n=40),
    "bakeoff": lambda: lab.bakeoff(["relu", "tanh"], small_data(), hidden=(8,), epochs=2, seeds=2),
    "card": lambda: lab.card("gelu"),
    "compare": lambda: lab.compare(["relu", "gelu"], epochs=3, n=20),
    "dead layer": lambda: lab.dead_neurons(samples=30),
    "dead layers": lambda: lab.dead_neurons(recorded=[np.eye(4), np.zeros((3, 5))]),
    "diagnose": lambda: lab.diagnose(nn.mlp([6, 4, 3], sa.relu), small_data()),
    "gallery": lambda: lab.gallery(),
    "gradient": lambda: lab.gradient_depth(),
    "health": monitored,
    "linear": lambda: lab.linear_collapse(),
    "scan": lambda: lab.gradient_scan(),
    "search": lambda: lab.search(["gelu", "relu"], epochs=3, n=40, seeds=2),
    "signal": lambda: lab.signal_depth(layers=50),
    "speed": lambda: lab.speed(["relu", "gelu"], size=100, seconds=0.001),
    "temperature": lambda: lab.temperature(),
    "train": lambda: lab.train("gelu", epochs=3, n=20),
}


@pytest.fixture(scope="module", params=sorted(RESULTS))
def result(request):
    return RESULTS[request.param]()


def test_prints(result):
    text = str(result)
    assert len(text.splitlines()) >= 3
    assert max(map(len, text.splitlines())) < 200
    assert "nan" not in text.lower().split()


def test_serialises(result, tmp_path):
    data = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert data["experiment"] == result.experiment
    fields = {field.name for field in dataclasses.fields(result)}
    assert fields < data.keys()
    path = tmp_path / "result.json"
    assert json.loads(result.to_json(path)) == json.loads(path.read_text()) == data


def test_is_frozen(result):
    field = dataclasses.fields(result)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(result, field, None)
    for each in dataclasses.fields(result):
        value = getattr(result, each.name)
        if isinstance(value, np.ndarray) and each.name != "points":
            assert not value.flags.writeable, each.name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_draws(result, theme):
    axes = result.plot(theme=theme)
    assert axes.get_title() or axes.get_figure().axes[1].get_title()
    assert result.png(theme=theme, dpi=40).startswith(PNG)


def test_draws_on_axes_of_the_caller(result):
    from matplotlib.figure import Figure

    rows, columns = result._layout()[0]
    axes = Figure().subplots(rows, columns, squeeze=False)
    given = axes[0, 0] if rows * columns == 1 else axes
    assert result.plot(given) is axes[0, 0]


def test_refuses_the_wrong_number_of_axes(result):
    from matplotlib.figure import Figure

    rows, columns = result._layout()[0]
    axes = Figure().subplots(1, rows * columns + 1)
    with pytest.raises(ValueError, match="panels, so ax must hold"):
        result.plot(list(axes))


def test_shows_itself_in_jupyter(result):
    html = result._repr_html_()
    assert html.startswith("<pre")
    assert 'src="data:image/png;base64,' in html


def test_saves_other_formats(tmp_path):
    result = lab.temperature()
    assert b"<svg" in result.save(tmp_path / "t.svg").read_bytes()
    assert result.save(tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")


def test_unknown_theme():
    with pytest.raises(ValueError, match="theme must be one of light, dark"):
        lab.temperature().plot(theme="pink")


def test_drawing_leaves_matplotlib_as_it_was():
    code = (
        "import sys\n"
        "from swiftact import lab\n"
        "assert 'matplotlib' not in sys.modules, 'imported without need'\n"
        "result = lab.gradient_scan()\n"
        "assert 'matplotlib' not in sys.modules, 'imported by an experiment'\n"
        "import matplotlib\n"
        "matplotlib.use('agg')  # reading rcParams would look for a backend\n"
        "before = dict(matplotlib.rcParams)\n"
        "result.png(); lab.gallery(['relu', 'elu']).png(theme='dark')\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_without_matplotlib_a_notebook_gets_the_text(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    result = lab.temperature()
    assert result._repr_html_().endswith("</pre>")
    with pytest.raises(ImportError, match=r"pip install 'swiftact\[lab\]'"):
        result.plot()


def swoosh():
    return sa.custom(
        lambda x: x * np.tanh(x), lambda x: np.tanh(x) + x / np.cosh(x) ** 2, name="swoosh"
    )


@pytest.mark.parametrize(
    "experiment",
    [
        lambda f: lab.gradient_scan([f, "relu"])["swoosh"],
        lambda f: lab.signal_depth(f)["swoosh"],
        lambda f: lab.gradient_depth([f])["swoosh"],
        lambda f: lab.dead_neurons(f, samples=20),
        lambda f: lab.train(f, epochs=2, n=10),
        lambda f: lab.compare(["relu", f], epochs=2, n=10)["swoosh"],
        lambda f: lab.search([f, "relu"], epochs=2, n=20, seeds=1)["swoosh"],
        lambda f: lab.gallery([f, "relu"])["swoosh"],
        lambda f: lab.linear_collapse(f),
        lambda f: lab.bakeoff([f, "relu"], small_data(), hidden=(4,), epochs=1, seeds=1)["swoosh"],
        lambda f: lab.diagnose(nn.mlp([6, 4, 3], f), small_data()),
        lambda f: lab.speed(f, size=10, seconds=0.001)["swoosh"],
    ],
)
def test_every_experiment_takes_a_function_of_the_users_own(experiment):
    assert experiment(swoosh()) is not None


def test_parameters_show_in_names():
    names = [s.name for s in lab.gradient_scan(["relu", sa.leaky_relu.partial(alpha=0.2)]).scans]
    assert names == ["relu", "leaky_relu(alpha=0.2)"]
    slopes = sa.leaky_relu.partial(alpha=np.full(100, 0.1))
    assert lab.gradient_scan(slopes).scans[0].name == "leaky_relu(alpha=array)"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lab.gradient_scan("relo"), "no activation is called 'relo'"),
        (lambda: lab.gradient_scan(np.tanh), "wrap a function of your own with swiftact.custom"),
        (lambda: lab.gradient_scan([]), "at least one activation"),
        (lambda: lab.gradient_scan(["relu", "relu"]), "relu given twice"),
        (lambda: lab.gradient_scan(n=0), "n must be at least 1, got 0"),
        (lambda: lab.gradient_scan(start=1, stop=1), "stop must exceed start"),
        (lambda: lab.signal_depth(layers=0), "layers and width must be at least 1"),
        (lambda: lab.gradient_depth(width=0), "layers and width must be at least 1"),
        (lambda: lab.dead_neurons(neurons=0), "must be at least 1"),
        (lambda: lab.dead_neurons(recorded=[]), "recorded holds no layer"),
        (lambda: lab.dead_neurons(recorded=[np.ones(3)]), r"\(examples, neurons\)"),
        (lambda: lab.dead_neurons(model=nn.mlp([2, 1], sa.relu)), "model needs data"),
        (
            lambda: lab.dead_neurons(model=nn.mlp([2, 1], sa.relu), data=np.ones((3, 2))),
            "no activation layer",
        ),
        (lambda: lab.temperature(temperatures=[1, 0]), "positive and finite, got 0"),
        (lambda: lab.temperature(temperatures=[]), "at least one temperature"),
        (lambda: lab.temperature([]), "non-empty list"),
        (lambda: lab.linear_collapse(depth=1), "depth must be at least 2"),
        (lambda: lab.gallery("relu", start=2, stop=1), "stop must exceed start"),
        (lambda: lab.train("relu", "moons"), "data must be one of circle, xor, spirals"),
        (lambda: lab.train("relu", ([[1.0, 2.0]], [2])), "labels must be 0 or 1"),
        (lambda: lab.train("relu", ([1.0, 2.0], [1])), r"points \(n, features\)"),
        (lambda: lab.train("relu", epochs=0), "at least 1"),
        (lambda: lab.train("relu", rate=-1), "rate positive"),
        (lambda: lab.train("relu", learn=("alpha",)), "relu has no parameter 'alpha'"),
        (lambda: lab.search("relu", seeds=0), "at least one seed"),
        (lambda: lab.accuracy("relu", n=1), "n must be at least 10"),
        (lambda: lab.accuracy(swoosh()), "swoosh has no formula"),
        (lambda: lab.speed("relu", dtype="int8"), "dtype must be one of"),
        (lambda: lab.speed("relu", size=0), "size must be at least 1"),
        (lambda: lab.GradientMonitor(low=2, high=1), "expected 0 <= low < high"),
        (lambda: lab.GradientMonitor().result(), "no epoch has been watched"),
        (lambda: lab.diagnose(3), "expected a Network"),
        (lambda: lab.diagnose(nn.mlp([2, 1], sa.relu)), "a network needs data"),
        (lambda: lab.diagnose(3, loss="l1"), "loss must be one of"),
        (lambda: lab.bakeoff("relu", small_data(), seeds=0), "at least one seed"),
        (lambda: lab.bakeoff("relu", small_data(), initialisation="zero"), "suggested, he"),
        (lambda: lab.bakeoff("relu", "cifar"), "data must be digits, fashion or"),
    ],
)
def test_wrong_input_is_refused_in_one_readable_line(call, message):
    with pytest.raises((ValueError, TypeError), match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_every_activation_of_the_catalogue_is_taken():
    names = activations()
    for result in (
        lab.gradient_scan(names),
        lab.signal_depth(names, layers=3),
        lab.gradient_depth(names, layers=3),
        lab.gallery(names),
        lab.compare([name for name in names if name != "prelu"], epochs=1, n=5),
        lab.speed(names, size=10, seconds=0.0),
    ):
        parts = getattr(result, dataclasses.fields(result)[-1].name)
        assert {part.name for part in parts} >= set(names) - {"prelu"}
