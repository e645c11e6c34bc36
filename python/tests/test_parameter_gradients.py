# SPDX-License-Identifier: MIT
"""dx and the gradient for a parameter: sums of the right terms, in one order."""

from __future__ import annotations

import pickle
import tracemalloc
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import swiftact as sa
from conftest import numpy_dtype
from swiftact import _core
from ulps import assert_same

LEARNABLE = [function for function in sa.ACTIVATIONS.values() if function.learnable]
GENERATOR = np.random.default_rng(11)
SHAPES = [
    ((), ()),
    ((5,), ()),
    ((5,), (5,)),
    ((4, 3, 5, 2), (3, 1, 1)),
    ((4, 3, 5, 2), (1, 3, 1, 1)),
    ((4, 3, 5, 2), (2,)),
    ((4, 3, 5, 2), (4, 1, 5, 1)),
    ((700, 3), (3,)),
    ((3, 700), (3, 1)),
    ((5,), (4, 1)),
    ((), (3,)),
    ((1, 4), (3, 1, 1)),
    ((0, 3), (3,)),
    ((3, 0), (3, 1)),
    ((0,), ()),
    ((2, 3), (0, 1, 1)),
]


@pytest.fixture(params=LEARNABLE, ids=lambda function: function.name)
def learned(request: pytest.FixtureRequest) -> Any:
    return request.param


def values(shape: tuple[int, ...], dtype: Any = np.float64) -> Any:
    """Positive, so that every function takes them."""
    return np.asarray(GENERATOR.uniform(0.25, 2.0, shape), dtype)


def normal(shape: tuple[int, ...], dtype: Any = np.float64) -> Any:
    return np.asarray(GENERATOR.standard_normal(shape), dtype)


def reduced(terms: Any, shape: tuple[int, ...]) -> Any:
    """Exactly rounded sums over the axes that `shape` lacks or has once."""
    added = terms.reshape((1,) * max(0, len(shape) - terms.ndim) + terms.shape)
    shape_there = (1,) * (added.ndim - len(shape)) + shape
    sums = np.zeros(shape_there, object)
    for at in np.ndindex(added.shape):
        to = tuple(i if n != 1 else 0 for i, n in zip(at, shape_there, strict=True))
        sums[to] += Fraction(float(added[at]))
    return sums.astype(float).reshape(shape)


@pytest.mark.parametrize(("x_shape", "shape"), SHAPES)
def test_sums_the_terms(learned: Any, x_shape: Any, shape: Any) -> None:
    x, value = normal(x_shape), values(shape)
    dy = normal(np.broadcast_shapes(x_shape, shape))
    dx, total = learned.vjp(dy, x, value)
    assert_same(dx, learned.ufunc_backward(dy, x, value), dx)
    terms = dy * learned.grad_parameter(x, value)
    assert np.shape(total) == shape
    assert total.dtype == np.float64
    bound = 1e-15 * reduced(abs(np.asarray(terms)), shape)
    assert (abs(total - reduced(np.asarray(terms), shape)) <= bound).all()


def test_against_differences(learned: Any) -> None:
    """Of the loss sum(dy * f(x, parameter)), for a parameter per channel."""
    x, value, step = normal((6, 3, 4)), values((3, 1)), 1e-6
    dy = normal(x.shape)
    above = (dy * learned(x, value + step)).sum(axis=(0, 2))
    below = (dy * learned(x, value - step)).sum(axis=(0, 2))
    _, total = learned.vjp(dy, x, value)
    assert np.allclose(total[:, 0], (above - below) / (2 * step), rtol=1e-7, atol=1e-8)


def test_types(learned: Any, any_dtype: str) -> None:
    """Terms from float32 kernels and double sums, rounded once."""
    dtype = numpy_dtype(any_dtype)
    x, dy, value = (
        array.astype(dtype) for array in (normal((50, 4)), normal((50, 4)), values((4,)))
    )
    dx, total = learned.vjp(dy, x, value)
    assert dx.dtype == total.dtype == dtype
    wide = np.dtype(np.float64 if dtype == np.float64 else np.float32)
    slope = learned.ufunc_grad_parameter(x.astype(wide), value.astype(wide))
    expected = reduced(dy.astype(float) * slope.astype(float), (4,))
    error = abs(total.astype(float) - expected)
    unit = {"float64": 2.0**-50, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}
    assert (error <= abs(expected) * unit[any_dtype] + 1e-7).all()


def test_same_bits_for_every_layout(learned: Any, any_dtype: str) -> None:
    dtype = numpy_dtype(any_dtype)
    dy, x = normal((40, 6, 31)).astype(dtype), normal((40, 6, 31)).astype(dtype)
    value = values((6, 1)).astype(dtype)
    _, expected = learned.vjp(dy, x, value)
    for order in ((0, 1, 2), (1, 0, 2), (2, 1, 0), (0, 2, 1), (2, 0, 1)):
        back = np.argsort(order)
        moved_x = np.ascontiguousarray(x.transpose(order)).transpose(back)
        moved_dy = np.ascontiguousarray(dy.transpose(order)).transpose(back)
        _, total = learned.vjp(moved_dy, moved_x, value)
        assert_same(value, expected, total, f"{order}")
        _, total = learned.vjp(dy, moved_x, value)
        assert_same(value, expected, total, f"x alone {order}")
    spread = np.zeros((80, 12, 62), dtype)[::-2, ::2, ::-2]
    spread[...] = x
    assert_same(value, expected, learned.vjp(dy, spread, value)[1])
    for channel in range(6):
        part = dy[:, channel], x[:, channel], value[channel, 0]
        _, total = learned.vjp(*part)
        assert_same(total, expected[channel, 0], total, "one channel alone")


def test_same_bits_for_every_number_of_threads(learned: Any) -> None:
    dy, x, value = normal((300, 1000)), normal((300, 1000)), values((1000,))
    expected = learned.vjp(dy, x, value)
    with sa.threads(4):
        observed = learned.vjp(dy, x, value)
    for one, other in zip(expected, observed, strict=True):
        assert_same(one, one, other)


def test_instruction_sets_sum_alike(learned: Any, dtype: str) -> None:
    dy, x = normal((5000,)).astype(dtype), normal((5000,)).astype(dtype)
    row = learned.ufunc_grad_parameter.__name__
    sums = [
        _core.parameter_sum(_core.kernels(isa)[row], dy, x, x.dtype.type(0.5), dtype == "float64")
        for isa in _core.isas
    ]
    assert len(set(map(float, sums))) == 1


def test_sum_is_accurate_where_terms_cancel() -> None:
    x = np.full(2_000_001, -1.0)
    dy = np.resize([1e8, -1e8], x.shape)
    dy[-1] = 2.0**-20
    assert sa.prelu.backward(dy, x)[1] == -(2.0**-20)
    assert sa.prelu.backward(np.ones(10**6, np.float32), x[: 10**6].astype("f4"))[1] == -(10**6)


def test_infinity_and_nan() -> None:
    x = np.array([-1.0, -1.0, 1.0])
    assert sa.prelu.backward([np.inf, 1.0, 1.0], x)[1] == -np.inf
    assert np.isnan(sa.prelu.backward([np.inf, -np.inf, 1.0], x)[1])
    assert np.isnan(sa.prelu.backward([1.0, 1.0, np.inf], x)[1])  # inf * 0
    huge = np.full(600, 3e38, np.float32)
    assert sa.prelu.backward(huge, -huge)[1] == -np.inf
    half = np.full(600, 6e4, np.float16)
    assert sa.prelu.backward(half, -half)[1] == -np.inf


def test_out(learned: Any) -> None:
    dy, x, value = normal((8, 3)), normal((8, 3)), values((3,))
    expected = learned.vjp(dy, x, value)
    for target in (0, 1):
        given = [dy.copy(), x.copy()]
        observed = learned.vjp(*given, value, out=given[target])
        assert observed[0] is given[target]
        assert_same(x, expected[0], observed[0])
        assert_same(value, expected[1], observed[1])
    room = np.empty((8, 3)), np.empty(3)
    observed = learned.vjp(dy, x, value, out=room)
    assert observed[0] is room[0]
    assert observed[1] is room[1]
    assert_same(value, expected[1], room[1])
    assert learned.vjp(dy, x, value, out=(None, room[1]))[1] is room[1]


def test_parameter_by_name_and_by_default(learned: Any) -> None:
    dy, x, value = normal((8, 3)), normal((8, 3)), values((3,))
    expected = learned.vjp(dy, x, value)
    bound = learned.partial(**{learned.learnable[0]: value})
    for observed in (
        learned.vjp(dy, x, **{learned.learnable[0]: value}),
        bound.vjp(dy, x),
        pickle.loads(pickle.dumps(bound.vjp))(dy, x),
    ):
        assert_same(value, expected[1], observed[1])
    (default,) = learned.params.values()
    for observed in (
        learned.vjp(dy, x),
        learned.vjp(dy, x, default),
    ):
        assert np.shape(observed[1]) == ()
        assert observed[1] == learned.vjp(dy, x, np.float64(default))[1]


def test_no_temporary_of_the_size_of_x() -> None:
    x = np.zeros((1000, 1000), np.float32)
    room = np.empty_like(x), np.empty(1000, np.float32)
    tracemalloc.start()
    for value in (np.full(1000, 0.5, np.float32), np.float32(0.5)):
        sa.swish.vjp(x, x, value, out=(room[0], None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < x.nbytes / 8


def test_prelu_returns_both() -> None:
    dy, x = normal((4, 3)), normal((4, 3))
    dx, dalpha = sa.prelu.backward(dy, x, [0.1, 0.2, 0.3])
    assert_same(x, dx, sa.prelu.backward_input(dy, x, [0.1, 0.2, 0.3]))
    assert np.allclose(dalpha, np.where(x > 0, 0, dy * x).sum(axis=0))
    alone = sa.prelu.backward(dy, y=sa.prelu(x))
    assert np.allclose(alone, sa.prelu.backward_input(dy, x), rtol=1e-15)


def test_backward_input_is_dx_alone(function: Any) -> None:
    x = np.linspace(0.1, 0.9, 5)
    expected = function.ufunc_backward(x, x, *function.params.values())
    assert_same(x, expected, function.backward_input(x, x))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda x: sa.prelu.backward(x), TypeError, "prelu.backward.*dy, x, alpha; got 1"),
        (lambda x: sa.prelu.backward(x, x, 1.0, alpha=1.0), TypeError, "multiple values"),
        (lambda x: sa.prelu.backward(x, x, beta=1.0), TypeError, "prelu.backward.*'beta'"),
        (lambda x: sa.prelu.backward(x, x[:2]), ValueError, "prelu_backward.*broadcast"),
        (lambda x: sa.prelu.backward(x, x, x[:2]), ValueError, "prelu_backward.*broadcast"),
        (lambda x: sa.prelu.backward(x, x + 1j), TypeError, "prelu_backward.*complex"),
        (lambda x: sa.prelu.backward(x, x + 1j, out=x), TypeError, "prelu.backward.*complex"),
        (lambda x: sa.celu.vjp(x, x, -1.0), ValueError, "celu_backward.*alpha"),
        (lambda x: sa.swish.vjp(x, x, np.nan), ValueError, "swish_backward.*beta"),
        (lambda x: sa.swish.vjp(x, y=x), TypeError, "swish.vjp.*beta, out, not 'y'"),
        (lambda x: sa.gelu.vjp(x, x, x), TypeError, "gelu.vjp.*got 3"),
        (lambda x: sa.hard_tanh.grad_parameter(x), TypeError, "hard_tanh has 0 parameters"),
    ],
)
def test_errors(call: Any, error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        call(np.ones(3))


def test_functions_without_parameters_to_learn_have_dx_alone() -> None:
    x, dy = normal((7,)), normal((7,))
    for function in (sa.tanh, sa.hard_tanh, sa.softshrink):
        (dx,) = function.vjp(dy, x)
        assert_same(x, function.backward(dy, x), dx)
        assert function.ufunc_grad_parameter is None


def test_custom_functions() -> None:
    """A name that a built-in has does not lend its parameters to a function of the user."""
    plain = sa.custom(
        lambda x, beta: x, lambda x, beta: 1 + 0 * x, name="swish", params={"beta": 1}
    )
    x, dy = normal((5, 4)), normal((5, 4))
    assert plain.learnable == ()
    assert_same(x, dy, *plain.vjp(dy, x))
    line = sa.custom(
        lambda x, slope, at: slope * x + at,
        lambda x, slope, at: slope + 0 * x,
        name="line",
        params={"slope": 2.0, "at": 0.0},
        parameter_slopes={"slope": lambda x, slope, at: x, "at": lambda x, slope, at: 1 + 0 * x},
    )
    dx, dslope, dat = line.vjp(dy, x, np.ones((4,)), at=np.zeros((5, 1)))
    assert_same(x, dy, dx)
    assert np.allclose(dslope, (dy * x).sum(axis=0))
    assert np.allclose(dat, dy.sum(axis=1, keepdims=True))
    dx, dslope, dat = line.vjp(dy.astype("f4"), x.astype("f4"))
    assert dx.dtype == dslope.dtype == dat.dtype == np.float32
    assert np.isclose(dslope, (dy * x).sum(), rtol=1e-6)
    assert line.backward_input is line.backward
    one = sa.custom(
        lambda x, k: k * x,
        lambda x, k: k + 0 * x,
        name="one",
        params={"k": 2.0},
        parameter_slopes={"k": lambda x, k: x},
    )
    assert_same(x, x, one.grad_parameter(x))
    assert_same(x, x, one.grad_parameter(x, k=3.0))


def test_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    x, dy, alpha = normal((5, 3, 4)), normal((5, 3, 4)), values((3,))
    leaves = [torch.tensor(a, requires_grad=True) for a in (x, alpha)]
    torch.nn.functional.prelu(*leaves).backward(torch.tensor(dy))
    dx, dalpha = sa.prelu.backward(dy, x, alpha[:, None])
    assert np.allclose(dx, leaves[0].grad.numpy(), rtol=1e-14)
    assert np.allclose(dalpha[:, 0], leaves[1].grad.numpy(), rtol=1e-12)
    x, beta = torch.tensor(x, requires_grad=True), torch.tensor(0.75, dtype=torch.float64)
    beta.requires_grad_()
    (x * torch.sigmoid(beta * x)).backward(torch.tensor(dy))
    dx, dbeta = sa.swish.vjp(dy, x.detach().numpy(), 0.75)
    assert np.allclose(dx, x.grad.numpy(), rtol=1e-13)
    assert np.isclose(dbeta, beta.grad.item(), rtol=1e-12)


def test_documentation(learned: Any) -> None:
    gradient = learned.vjp
    assert learned.learnable[0] in gradient.__doc__
    assert repr(gradient).startswith(f"<swiftact.{learned.name}.vjp")
    assert learned.learnable[0] in str(gradient.__signature__)
    assert "backward_input" in sa.prelu.backward.__doc__
