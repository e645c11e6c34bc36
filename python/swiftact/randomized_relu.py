# SPDX-License-Identifier: MIT
"""The leaky ReLU with slopes drawn at random."""

from __future__ import annotations

from typing import Any

import numpy as np

from .elementwise import precision

LOWER, UPPER = 1 / 8, 1 / 3


class RandomizedReLU:
    """rrelu(x, lower=1/8, upper=1/3, training=False, rng=None, slopes=None)

    Randomised leaky rectified linear unit: x where x > 0, else slope * x.

    In evaluation every slope is the mean of lower and upper. With training=True each
    element that is not positive gets a slope of its own, drawn from `rng`, a
    numpy.random.Generator, uniformly between the two; the result is (y, slopes), where
    slopes is an array like x, 1 where nothing was drawn. Draws follow the order of the
    elements, first to last, whatever their layout in memory. Given `slopes` again,
    nothing is drawn: so that `backward(dy, x, slopes=slopes)` belongs to the same y.

    >>> x = np.array([-2.0, -1.0, 3.0])
    >>> print(sa.rrelu(x))
    [-0.45833333 -0.22916667  3.        ]
    >>> y, slopes = sa.rrelu(x, training=True, rng=np.random.default_rng(1))
    >>> print(slopes, sa.rrelu.backward([1.0, 1.0, 1.0], x, slopes=slopes))
    [0.23162951 0.32301327 1.        ] [0.23162951 0.32301327 1.        ]

    Xu, Wang, Chen & Li (2015), Empirical Evaluation of Rectified Activations in
    Convolutional Network, arXiv:1505.00853.
    """

    name = "rrelu"

    def __call__(
        self,
        x: Any,
        lower: float = LOWER,
        upper: float = UPPER,
        training: bool = False,
        rng: np.random.Generator | None = None,
        slopes: Any = None,
        out: Any = None,
    ) -> Any:
        if slopes is None and training:
            slopes = self._draw(x, lower, upper, rng)
        y = _leaky_relu()(x, self._slopes(lower, upper, slopes), out=out)
        return (y, slopes) if training else y

    def grad(self, x: Any, lower: float = LOWER, upper: float = UPPER, slopes: Any = None) -> Any:
        """f'(x): 1 where x > 0, else the slope."""
        return _leaky_relu().grad(x, self._slopes(lower, upper, slopes))

    def backward(
        self,
        dy: Any,
        x: Any,
        lower: float = LOWER,
        upper: float = UPPER,
        slopes: Any = None,
        out: Any = None,
    ) -> Any:
        """dy * f'(x), with the slopes that the forward pass drew, or the mean slope."""
        return _leaky_relu().backward(dy, x, self._slopes(lower, upper, slopes), out=out)

    def _slopes(self, lower: float, upper: float, slopes: Any) -> Any:
        _check_interval(lower, upper)
        return lower + (upper - lower) / 2 if slopes is None else slopes

    def _draw(self, x: Any, lower: float, upper: float, rng: Any) -> Any:
        if not isinstance(rng, np.random.Generator):
            raise TypeError(
                f"rrelu: training needs rng=, a numpy.random.Generator, or slopes=, got {rng!r}"
            )
        _check_interval(lower, upper)
        x = np.asarray(x)
        slopes = np.ones(x.shape, precision(self.name, (x,)))
        drawn = x <= 0
        slopes[drawn] = rng.uniform(lower, upper, np.count_nonzero(drawn)).astype(slopes.dtype)
        return slopes

    def __repr__(self) -> str:
        return "<swiftact.rrelu>"

    def __reduce__(self) -> str:
        return "rrelu"


def _check_interval(lower: float, upper: float) -> None:
    if not -np.inf < lower <= upper < np.inf:
        raise ValueError(f"rrelu: expected finite lower <= upper, got {lower!r} and {upper!r}")


def _leaky_relu() -> Any:
    from .catalogue import ACTIVATIONS

    return ACTIVATIONS["leaky_relu"]


rrelu = RandomizedReLU()
