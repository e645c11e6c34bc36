# SPDX-License-Identifier: MIT
"""JAX on the CPU: `jax.nn` under jit, gradients by its own vjp. It always allocates."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import jax
import numpy as np
from jax import nn
from jax import numpy as jnp
from jax.scipy import special

from cases import BACKWARD, BOTH, SAVED, Operands

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")


def version() -> str:
    return str(jax.__version__)


def start(threads: int) -> None:
    """Threads are counted in the environment; alone, the calling one is to do the work."""
    jax.config.update("jax_cpu_enable_async_dispatch", threads > 1)


def array(result: Any) -> Any:
    return np.asarray(result)


ELEMENTWISE: dict[str, Callable[..., Any]] = {
    "relu": nn.relu,
    "relu6": nn.relu6,
    "leaky_relu": nn.leaky_relu,
    "prelu": nn.leaky_relu,
    "squared_relu": lambda x: jnp.square(nn.relu(x)),
    "elu": nn.elu,
    "selu": nn.selu,
    "celu": nn.celu,
    "sigmoid": nn.sigmoid,
    "tanh": jnp.tanh,
    "log_sigmoid": nn.log_sigmoid,
    "softplus": lambda x, beta=1.0: nn.softplus(x) if beta == 1 else nn.softplus(beta * x) / beta,
    "softsign": nn.soft_sign,
    "squareplus": nn.squareplus,
    "gelu": partial(nn.gelu, approximate=False),
    "gelu_tanh": partial(nn.gelu, approximate=True),
    "silu": nn.silu,
    "swish": lambda x, beta: x * nn.sigmoid(beta * x),
    "quick_gelu": lambda x: x * nn.sigmoid(1.702 * x),
    "mish": nn.mish,
    "hard_sigmoid": nn.hard_sigmoid,
    "hard_swish": nn.hard_swish,
    "hard_tanh": lambda x, *bounds: jnp.clip(x, *bounds) if bounds else nn.hard_tanh(x),
    "sparse_plus": nn.sparse_plus,
    "sparse_sigmoid": nn.sparse_sigmoid,
    "exp": jnp.exp,
    "expm1": jnp.expm1,
    "log1p": jnp.log1p,
    "erf": special.erf,
    "erfc": special.erfc,
    "ndtr": special.ndtr,
    "log_ndtr": special.log_ndtr,
    "logit": special.logit,
}


@cache
def _compiled(name: str, params: tuple[float, ...], way: str) -> Any:
    def function(x: Any) -> Any:
        return ELEMENTWISE[name](x, *params)

    if way == BACKWARD:
        return jax.jit(lambda dy, x: jax.vjp(function, x)[1](dy)[0])
    return jax.jit(function)


def _waiting(function: Any, *operands: Any) -> Callable[[], Any]:
    """jax returns before the result is there."""
    held = [jax.device_put(operand) for operand in operands]
    return lambda: function(*held).block_until_ready()


def _elementwise(data: Operands) -> Callable[[], Any] | None:
    case = data.case
    if case.way == SAVED:
        return None
    operands = (data.dy, data.x) if case.way == BACKWARD else (data.x,)
    return _waiting(_compiled(case.function, case.params, case.way), *operands)


def _softmax(data: Operands) -> Callable[[], Any] | None:
    if data.case.way == SAVED:
        return None
    return _waiting(jax.jit(getattr(nn, data.case.function)), data.x)


def _logsumexp(data: Operands) -> Callable[[], Any]:
    return _waiting(jax.jit(partial(nn.logsumexp, axis=-1)), data.x)


def _cross_entropy_value(logits: Any, labels: Any) -> Any:
    log_p = nn.log_softmax(logits)
    return -jnp.take_along_axis(log_p, labels[:, None], -1).mean()


def _bce_value(logits: Any, targets: Any) -> Any:
    return (-targets * nn.log_sigmoid(logits) - (1 - targets) * nn.log_sigmoid(-logits)).mean()


def _loss(value: Callable[..., Any], data: Operands, target: Any) -> Callable[[], Any]:
    if data.case.way != BOTH:
        return _waiting(jax.jit(value), data.x, target)
    both = jax.jit(jax.value_and_grad(value))
    held = jax.device_put(data.x), jax.device_put(target)

    def call() -> Any:
        loss, gradient = both(*held)
        loss.block_until_ready()
        return gradient.block_until_ready()

    return call


FUNCTIONS = dict.fromkeys(ELEMENTWISE, _elementwise) | {
    "softmax": _softmax,
    "log_softmax": _softmax,
    "logsumexp": _logsumexp,
    "cross_entropy": lambda data: _loss(_cross_entropy_value, data, data.labels),
    "bce_with_logits": lambda data: _loss(_bce_value, data, data.targets),
}
