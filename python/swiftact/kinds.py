# SPDX-License-Identifier: MIT
"""Activation by the names of its parameters, so that editors complete `sa.elu(x, alpha=`.

At run time the classes only differ in name: the call is C for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .activation import Activation

if TYPE_CHECKING:
    from typing import Any, TypedDict, overload

    import numpy as np
    from numpy.typing import ArrayLike, DTypeLike
    from typing_extensions import Unpack

    from .activation import Pass

    class Options(TypedDict, total=False):
        """The keywords of every ufunc."""

        out: Any
        where: ArrayLike
        dtype: DTypeLike
        casting: str
        order: str
        subok: bool

    Array = np.ndarray[Any, Any] | np.floating[Any]


class Unary(Activation):
    """f(x)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(self, x: ArrayLike, /, **options: Unpack[Options]) -> Any: ...

        class Backward(Pass):
            @overload
            def __call__(
                self, dy: ArrayLike, x: ArrayLike, /, **options: Unpack[Options]
            ) -> Any: ...
            @overload
            def __call__(
                self, dy: ArrayLike, /, *, y: ArrayLike, **options: Unpack[Options]
            ) -> Any: ...

            def __call__(self, *operands: Any, **options: Any) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(self, x: ArrayLike, /, **options: Unpack[Options]) -> Any: ...


class Alpha(Activation):
    """f(x, alpha)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self, x: ArrayLike, /, alpha: ArrayLike = ..., **options: Unpack[Options]
            ) -> Any: ...

        class Backward(Pass):
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                x: ArrayLike,
                /,
                alpha: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                /,
                *,
                y: ArrayLike,
                alpha: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

            def __call__(self, *operands: Any, **options: Any) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self, x: ArrayLike, /, alpha: ArrayLike = ..., **options: Unpack[Options]
        ) -> Any: ...


class B(Activation):
    """f(x, b)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self, x: ArrayLike, /, b: ArrayLike = ..., **options: Unpack[Options]
            ) -> Any: ...

        class Backward(Pass):
            def __call__(
                self, dy: ArrayLike, x: ArrayLike, /, b: ArrayLike = ..., **options: Unpack[Options]
            ) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self, x: ArrayLike, /, b: ArrayLike = ..., **options: Unpack[Options]
        ) -> Any: ...


class Beta(Activation):
    """f(x, beta)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self, x: ArrayLike, /, beta: ArrayLike = ..., **options: Unpack[Options]
            ) -> Any: ...

        class Backward(Pass):
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                x: ArrayLike,
                /,
                beta: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                /,
                *,
                y: ArrayLike,
                beta: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

            def __call__(self, *operands: Any, **options: Any) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self, x: ArrayLike, /, beta: ArrayLike = ..., **options: Unpack[Options]
        ) -> Any: ...


class Bounds(Activation):
    """f(x, minimum, maximum)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self,
                x: ArrayLike,
                /,
                minimum: ArrayLike = ...,
                maximum: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

        class Backward(Pass):
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                x: ArrayLike,
                /,
                minimum: ArrayLike = ...,
                maximum: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...
            @overload
            def __call__(
                self,
                dy: ArrayLike,
                /,
                *,
                y: ArrayLike,
                minimum: ArrayLike = ...,
                maximum: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

            def __call__(self, *operands: Any, **options: Any) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self,
            x: ArrayLike,
            /,
            minimum: ArrayLike = ...,
            maximum: ArrayLike = ...,
            **options: Unpack[Options],
        ) -> Any: ...


class Lambd(Activation):
    """f(x, lambd)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self, x: ArrayLike, /, lambd: ArrayLike = ..., **options: Unpack[Options]
            ) -> Any: ...

        class Backward(Pass):
            def __call__(
                self,
                dy: ArrayLike,
                x: ArrayLike,
                /,
                lambd: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self, x: ArrayLike, /, lambd: ArrayLike = ..., **options: Unpack[Options]
        ) -> Any: ...


class Threshold(Activation):
    """f(x, threshold, value)."""

    if TYPE_CHECKING:

        class Grad(Pass):
            def __call__(
                self,
                x: ArrayLike,
                /,
                threshold: ArrayLike = ...,
                value: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

        class Backward(Pass):
            def __call__(
                self,
                dy: ArrayLike,
                x: ArrayLike,
                /,
                threshold: ArrayLike = ...,
                value: ArrayLike = ...,
                **options: Unpack[Options],
            ) -> Any: ...

        grad: Grad
        backward: Backward

        def __call__(
            self,
            x: ArrayLike,
            /,
            threshold: ArrayLike = ...,
            value: ArrayLike = ...,
            **options: Unpack[Options],
        ) -> Any: ...
