# SPDX-License-Identifier: MIT
"""The same network in torch, where it is installed: forward, gradients and steps agree."""

from __future__ import annotations

import numpy as np
import pytest

import swiftact as sa
from swiftact import nn

torch = pytest.importorskip("torch")
MODULES = {
    "relu": torch.nn.ReLU,
    "tanh": torch.nn.Tanh,
    "gelu": torch.nn.GELU,
    "silu": torch.nn.SiLU,
    "elu": torch.nn.ELU,
    "prelu": torch.nn.PReLU,
}
OPTIMISERS = {
    "sgd": (lambda: nn.SGD(0.1), lambda p: torch.optim.SGD(p, 0.1)),
    "momentum": (lambda: nn.Momentum(0.05, 0.9), lambda p: torch.optim.SGD(p, 0.05, momentum=0.9)),
    "adam": (lambda: nn.Adam(0.01), lambda p: torch.optim.Adam(p, 0.01)),
}


def twins(name):
    """Our network and torch's, with equal weights, in float64."""
    learn = ("alpha",) if name == "prelu" else ()
    ours = nn.mlp(
        (6, 7, 5, 3), sa.get(name), dtype=np.float64, batch_norm=True, learn=learn, seed=3
    )
    layers = []
    for layer in ours.layers.values():
        if isinstance(layer, nn.Dense):
            linear = torch.nn.Linear(*layer.weight.value.shape, dtype=torch.float64)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(layer.weight.value.T))
                linear.bias.copy_(torch.from_numpy(layer.bias.value))
            layers.append(linear)
        elif isinstance(layer, nn.BatchNorm):
            layers.append(torch.nn.BatchNorm1d(len(layer.mean), dtype=torch.float64))
        elif learn:
            start = float(layer.parameters[0].value)
            layers.append(torch.nn.PReLU(1, init=start, dtype=torch.float64))
        else:
            layers.append(MODULES[name]())
    return ours, torch.nn.Sequential(*layers)


@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
@pytest.mark.parametrize("name", sorted(MODULES))
def test_steps_agree(name, optimiser):
    ours, theirs = twins(name)
    make_ours, make_theirs = OPTIMISERS[optimiser]
    step_ours = make_ours()
    step_theirs = make_theirs(theirs.parameters())
    generator = np.random.default_rng(0)
    for _ in range(5):
        x, labels = generator.normal(size=(12, 6)), generator.integers(0, 3, 12)
        loss, gradient = nn.cross_entropy(ours.forward(x, training=True), labels)
        ours.backward(gradient)
        expected = torch.nn.functional.cross_entropy(
            theirs(torch.from_numpy(x)), torch.from_numpy(labels)
        )
        step_theirs.zero_grad()
        expected.backward()
        assert loss == pytest.approx(expected.item(), rel=1e-9)
        for mine, other in zip(ours.parameters, theirs.parameters(), strict=True):
            grad = other.grad.numpy()
            grad = grad.T if mine.name == "weight" else grad.reshape(mine.value.shape)
            np.testing.assert_allclose(mine.grad, grad, rtol=1e-7, atol=1e-12, err_msg=mine.name)
        step_ours.step(ours.parameters)
        step_theirs.step()
    theirs.eval()
    x = generator.normal(size=(4, 6))
    # torch's running variance is the unbiased one; ours, like the batch's, is not.
    for layer, other in zip(ours.layers.values(), theirs, strict=True):
        if isinstance(layer, nn.BatchNorm):
            np.testing.assert_allclose(layer.mean, other.running_mean.numpy(), rtol=1e-7)
            other.running_var.copy_(torch.from_numpy(layer.variance))
    with torch.no_grad():
        np.testing.assert_allclose(
            ours.forward(x), theirs(torch.from_numpy(x)).numpy(), rtol=1e-6, atol=1e-9
        )
