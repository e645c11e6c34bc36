# SPDX-License-Identifier: MIT
"""Activation: a catalogue entry with its parameters bound, callable at the speed of its ufunc.

The call itself is C (`_core.ActivationBase`): it fills in the parameters, checks those
that are numbers, and puts a failure in words. Nothing here runs during a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from inspect import Signature
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from . import _core
from .documentation import Documented, of_activation, of_pass, signature
from .entry import Entry, Paper, Saturates, ZeroCentred
from .facts import interval, intervals, kinks, numbers, sign, truth
from .measurements import measured

if TYPE_CHECKING:
    from .parameter_gradient import Gradients

Role = Literal["grad", "backward", "backward_input"]
Bound = TypeVar("Bound", bound="Activation")


class Forwarder(_core.ActivationBase):
    """A ufunc whose trailing parameters are filled in."""

    _params: dict[str, Any]

    def __init_subclass__(cls) -> None:
        cls.__doc__ = Documented(cls.__doc__ or "")  # type: ignore[assignment]

    def __init__(self, ufunc: Any, label: str, inputs: tuple[str, ...], owner: Activation):
        self._label = label  # "gelu", "gelu.grad"
        self._inputs = inputs
        self._params = owner.params
        self._connect(ufunc, owner)

    def _connect(self, ufunc: Any, owner: Activation) -> None:
        super().__init__(ufunc, *bindings(owner))

    @property
    def __signature__(self) -> Signature:
        return signature(self._inputs, self._params)

    def __repr__(self) -> str:
        bound = ", ".join(f"{name}={value!r}" for name, value in self._params.items())
        return f"<swiftact.{self._label}({bound})>" if bound else f"<swiftact.{self._label}>"

    def _documentation(self) -> str:
        raise NotImplementedError


def bindings(owner: Activation) -> tuple[Any, Any, Any]:
    """Defaults, names and bounds of the parameters, as ActivationBase takes them."""
    bounds = tuple((p.lowest, p.highest) for p in owner.entry.params.values())
    return tuple(owner.params.values()), tuple(owner.params), bounds


def _from_output(owner: Activation) -> _core.ActivationBase | None:
    """dy * f'(x) from dy and y, where y determines f': f must not fall for this parameter."""
    ufunc = getattr(_core, f"{owner.name}_backward_y", None)
    defaults, names, bounds = bindings(owner)
    if ufunc is None or truth(owner.entry.monotone, owner.params) is False:
        return None
    if len(names) == 1 and truth(owner.entry.monotone, {names[0]: -1.0}) is False:
        bounds = ((max(0.0, bounds[0][0]), bounds[0][1]),)
    return _core.ActivationBase(ufunc, defaults, names, bounds)


class Pass(Forwarder):
    """A derivative, or the product dy * f'(x)."""

    def __init__(self, owner: Activation, role: Role, ufunc: Any):
        inputs = ("dy", "x") if role.startswith("backward") else ("x",)
        self.role = role
        self.owner = owner
        super().__init__(ufunc, f"{owner.name}.{role}", inputs, owner)

    def _connect(self, ufunc: Any, owner: Activation) -> None:
        taken = bindings(owner)
        saved = _from_output(owner) if self.role in ("backward", "backward_input") else None
        _core.ActivationBase.__init__(self, ufunc, *taken, saved)

    def _documentation(self) -> str:
        return of_pass(self)

    def __reduce__(self) -> Any:
        return getattr, (self.owner, self.role)


class Activation(Forwarder):
    """An activation function: callable, with `.grad`, `.backward` and what is known about it."""

    def __init__(self, entry: Entry, **params: Any):
        self.entry = entry
        self.params = {name: p.default for name, p in entry.params.items()} | params
        super().__init__(self._native(""), entry.name, ("x",), self)
        self.grad = self._pass("grad")
        self.backward = self._pass("backward")

    def _native(self, suffix: str) -> Any:
        return getattr(_core, self.entry.name + suffix)

    def _pass(self, role: Role) -> Pass:
        return Pass(self, role, self._native(f"_{role}"))

    @property
    def ufunc_grad(self) -> np.ufunc:
        return self.grad.ufunc

    @property
    def ufunc_backward(self) -> np.ufunc:
        return self.backward.ufunc

    @property
    def ufunc_backward_y(self) -> np.ufunc | None:
        """What `backward(dy, y=y)` runs; None where f' is no function of the output y."""
        found = self.backward.from_output
        return None if found is None else found.ufunc

    # Parameters that can be learned.

    @cached_property
    def learnable(self) -> tuple[str, ...]:
        """The parameters that `vjp` has a gradient for."""
        return tuple(name for name in self.params if hasattr(_core, f"{self.name}_grad_{name}"))

    @cached_property
    def vjp(self) -> Gradients:
        """The gradients for x and each learnable parameter: `dx, dbeta = sa.swish.vjp(dy, x)`."""
        from .parameter_gradient import Gradients

        return Gradients(self)

    @cached_property
    def backward_input(self) -> Pass:
        """dx alone, for every activation: `backward`, unless that returns more."""
        return self.backward

    def grad_parameter(self, x: Any, /, *params: Any, **keywords: Any) -> Any:
        """df/dparameter, for the one that can be learned, at each x; keywords as of ufuncs."""
        if len(self.learnable) != 1:
            raise TypeError(f"{self.name} has {len(self.learnable)} parameters that can be learned")
        return self._parameter_slope(self.learnable[0])(x, *params, **keywords)

    @property
    def ufunc_grad_parameter(self) -> np.ufunc | None:
        """df/dparameter as a ufunc of x and the parameter; None where nothing can be learned."""
        return getattr(_core, f"{self.name}_grad_{self.learnable[0]}") if self.learnable else None

    def _parameter_slope(self, name: str) -> Any:
        return _core.ActivationBase(getattr(_core, f"{self.name}_grad_{name}"), *bindings(self))

    def _parameter_sum(
        self, name: str, dy: Any, x: Any, values: Mapping[str, Any], is_double: bool
    ) -> Any:
        """The sum of dy * df/dparameter in the shape of that parameter, as float64."""
        ufunc = getattr(_core, f"{self.name}_grad_{name}")
        return _core.parameter_sum(ufunc, dy, x, values[name], is_double)

    def partial(self: Bound, **params: Any) -> Bound:
        """The same function with other defaults: `sa.leaky_relu.partial(alpha=0.2)`."""
        for name, value in params.items():
            if name not in self.params:
                known = ", ".join(self.params) or "none"
                raise TypeError(f"{self.name} has no parameter {name!r}; parameters: {known}")
            if np.asarray(value).dtype.kind not in "biufV":
                raise TypeError(f"{self.name}: {name} must be real, got {value!r}")
        bound = self._with(self.params | params)
        if truth(self.entry.requires, bound.params) is False:
            raise ValueError(f"{self.name}: expected {self.entry.requires}, got {bound.params}")
        return bound

    def _with(self: Bound, params: dict[str, Any]) -> Bound:
        return type(self)(self.entry, **params)

    def _repr_html_(self) -> str:
        from .card import html

        return html(self)

    def _documentation(self) -> str:
        return of_activation(self)

    def __reduce__(self) -> Any:
        return restore, (self.name, self.params)

    # What the catalogue says.

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.entry.aliases

    @property
    def formula(self) -> str:
        return self.entry.formula

    @property
    def derivative(self) -> str:
        return self.entry.derivative

    @property
    def zero_centred(self) -> ZeroCentred | None:
        """True: odd. "roughly": of both signs. False: of one sign."""
        return sign(self.entry.zero_centred, self.params)

    @property
    def saturates(self) -> Saturates | None:
        """At which ends the derivative vanishes while the function levels off."""
        return self.entry.saturates

    @property
    def cost(self) -> str:
        return self.entry.cost

    @property
    def used(self) -> str:
        return self.entry.used

    @property
    def paper(self) -> Paper | None:
        return self.entry.paper

    @property
    def ulp(self) -> Mapping[str, tuple[float, float, float]]:
        """Largest measured error in ulp of value, gradient and backward, by dtype."""
        return measured().get(self.name, {})

    # What depends on the parameters: None where one is an array.

    @property
    def range(self) -> tuple[float, float] | None:
        """Infimum and supremum of the values."""
        return interval(self.entry.range, self.params)

    @property
    def domain(self) -> tuple[float, float] | None:
        """Outside of it the value is NaN."""
        return interval(self.entry.domain, self.params)

    @property
    def limits(self) -> tuple[float, float] | None:
        """The values at -inf and +inf."""
        return interval(self.entry.limits, self.params)

    @property
    def slope_limits(self) -> tuple[float, float] | None:
        """The derivatives at -inf and +inf."""
        return interval(self.entry.slope_limits, self.params)

    @property
    def minus_zero(self) -> float | None:
        """The value at -0.0, with its sign."""
        found = numbers((self.entry.minus_zero,), self.params)
        return None if found is None else found[0]

    @property
    def monotone(self) -> bool | None:
        """True when the function never decreases."""
        return truth(self.entry.monotone, self.params)

    @property
    def stationary(self) -> tuple[float, ...] | None:
        """Isolated points where the derivative is 0."""
        return numbers(self.entry.stationary, self.params)

    @property
    def kinks(self) -> dict[float, float] | None:
        """Where the derivative jumps, and the value it is given there."""
        return kinks(self.entry.kinks, self.params)

    @property
    def smooth(self) -> bool | None:
        """True when the derivative is continuous."""
        found = self.kinks
        return None if found is None else not found

    @property
    def dead_zone(self) -> tuple[tuple[float, float], ...] | None:
        """Intervals inside which the derivative is exactly 0."""
        return intervals(self.entry.dead_zone, self.params)


def restore(name: str, params: dict[str, Any]) -> Activation:
    """What a pickled activation is read back with."""
    from .catalogue import ACTIVATIONS

    function = ACTIVATIONS[name]
    if repr(params) == repr(function.params):
        return function
    return function.partial(**params)
