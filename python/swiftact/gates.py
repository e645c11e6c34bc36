# SPDX-License-Identifier: MIT
"""Gated linear units: an activation of one half times the other.

    glu     sigmoid(gate) * value       swiglu  silu(gate) * value
    geglu   gelu(gate) * value          reglu   relu(gate) * value

As functions of two arrays, `sa.swiglu(gate, value)`, or of one that holds both,
`sa.swiglu(x, axis=-1)`. Libraries disagree on which half is the gate, so `gate_first=`
says it. The defaults are those of the libraries that have the function under this name:
`glu` has the value first (torch.nn.functional.glu, jax.nn.glu), the others the gate first
(ONNX SwiGLU, the fused gate-and-up projections of LLaMA). Where GEGLU is written as
`value, gate = split(x)`, pass `gate_first=False`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import _core
from .rows.arguments import as_array, normalise_axes

if TYPE_CHECKING:
    from .activation import Activation


class Gate:
    """activation(gate) * value, with both gradients in one pass."""

    def __init__(
        self, name: str, activation: str, gate_first: bool, ufunc: Any = None, backward: Any = None
    ):
        self.name = self.__name__ = name
        self.activation_name = activation
        self.gate_first = gate_first
        self.ufunc = ufunc
        self.ufunc_backward = backward
        order = "gate, value" if gate_first else "value, gate"
        self.formula = f"{activation}(gate) * value"
        self.__doc__ = (
            f"{self.formula}, of two arrays or of the halves of one.\n\n"
            f"    {name}(gate, value)     two arrays that broadcast\n"
            f"    {name}(x, axis=-1)      x holds ({order}) along the axis\n\n"
            "`gate_first` says otherwise. `out` may be one of the inputs; keywords are those\n"
            f"of every ufunc. `{name}.backward(dy, gate, value)` gives (dgate, dvalue), and\n"
            f"`{name}.backward(dy, x)` gives dx.\n"
        )

    def __repr__(self) -> str:
        return f"<swiftact.{self.name}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        return self.name

    @property
    def activation(self) -> Activation:
        from .lookup import get  # the catalogue, which a call has no need of

        return get(self.activation_name)

    def __call__(
        self,
        x: Any,
        value: Any = None,
        *,
        axis: int = -1,
        gate_first: bool | None = None,
        **options: Any,
    ) -> Any:
        if value is not None:
            return self._value(as_array(self.name, "gate", x), value, **options)
        gate, value = self._halves(as_array(self.name, "x", x), axis, gate_first)
        return self._value(gate, value, **options)

    def backward(
        self,
        dy: Any,
        x: Any,
        value: Any = None,
        *,
        axis: int = -1,
        gate_first: bool | None = None,
        out: Any = None,
        **options: Any,
    ) -> Any:
        """(dgate, dvalue) given the gate and the value; dx given x that holds both."""
        label = f"{self.name}.backward"
        if value is not None:
            return self._backward(dy, as_array(label, "gate", x), value, out=out, **options)
        x = as_array(label, "x", x)
        gate, value = self._halves(x, axis, gate_first)
        if out is None:
            out = np.empty_like(x, dtype=np.result_type(x, dy) if x.dtype.kind in "fV" else float)
        elif isinstance(out, tuple):
            (out,) = out
        self._backward(dy, gate, value, out=self._halves(out, axis, gate_first), **options)
        return out

    def _value(self, gate: Any, value: Any, **options: Any) -> Any:
        return self.ufunc(gate, value, **options)

    def _backward(self, dy: Any, gate: Any, value: Any, *, out: Any = None, **options: Any) -> Any:
        if out is not None:
            options["out"] = out
        return self.ufunc_backward(dy, gate, value, **options)

    def _halves(self, x: Any, axis: int, gate_first: bool | None) -> tuple[Any, Any]:
        """Views of x: the gate and the value."""
        (index,) = normalise_axes(self.name, axis if isinstance(axis, int) else (axis,), x.ndim)
        length = x.shape[index]
        if length % 2:
            raise ValueError(
                f"{self.name}: axis {axis} has {length} elements, which is not two halves"
            )
        along = x.ndim * [slice(None)]
        along[index] = slice(None, length // 2)
        first = x[tuple(along)]
        along[index] = slice(length // 2, None)
        second = x[tuple(along)]
        first_is_gate = self.gate_first if gate_first is None else gate_first
        return (first, second) if first_is_gate else (second, first)


class CustomGate(Gate):
    """A gate made of any activation: two passes over the data instead of one."""

    def __init__(self, activation: Activation, gate_first: bool):
        super().__init__(f"gated({activation.name})", activation.name, gate_first)
        self._activation = activation

    def __reduce__(self) -> tuple[Any, ...]:
        return gated, (self._activation, self.gate_first)

    @property
    def activation(self) -> Activation:
        return self._activation

    def _value(self, gate: Any, value: Any, *, out: Any = None, **options: Any) -> Any:
        gated = self._activation(gate)
        return np.multiply(gated, value, out=out, **options)

    def _backward(self, dy: Any, gate: Any, value: Any, *, out: Any = None, **options: Any) -> Any:
        dgate, dvalue = (None, None) if out is None else out
        # Before an output may overwrite it, what the second needs of the inputs.
        active = self._activation(gate)
        dgate = self._activation.backward(np.multiply(dy, value), gate, out=dgate, **options)
        return dgate, np.multiply(dy, active, out=dvalue, **options)


def gated(activation: str | Activation, gate_first: bool = True) -> Gate:
    """The gate of any activation: `gated("mish")(gate, value)` is mish(gate) * value.

    >>> x = np.array([1.0, 2.0, 3.0, 4.0])
    >>> print(sa.gated("relu")(x), sa.reglu(x))
    [3. 8.] [3. 8.]
    """
    from .lookup import get

    return CustomGate(get(activation), gate_first)


def _native(name: str, activation: str, gate_first: bool) -> Gate:
    ufuncs = getattr(_core, name), getattr(_core, f"{name}_backward")
    return Gate(name, activation, gate_first, *ufuncs)


glu = _native("glu", "sigmoid", gate_first=False)
swiglu = _native("swiglu", "silu", gate_first=True)
geglu = _native("geglu", "gelu", gate_first=True)
reglu = _native("reglu", "relu", gate_first=True)
