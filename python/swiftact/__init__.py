# SPDX-License-Identifier: MIT
"""Activation functions and their gradients as NumPy ufuncs.

>>> import numpy as np, swiftact as sa
>>> x = np.array([-2.0, 0.0, 3.0], np.float32)
>>> print(sa.relu(x), sa.gelu.grad(x)[1])
[0. 0. 3.] 0.5

The functions are found by name (`sa.gelu`), in `sa.ACTIVATIONS`, and by `sa.get("gelu")`.
Importing costs a few milliseconds: the catalogue is read when a function is first used.
"""

from __future__ import annotations

from . import _bfloat16, _threadpoolctl
from .version import __version__ as __version__

TYPE_CHECKING = False  # what checkers read as True; `typing` is slow to import
if TYPE_CHECKING:
    from typing import Any

    from .activation import Activation as Activation
    from .catalogue import ACTIVATIONS as ACTIVATIONS
    from .catalogue.gates import *  # noqa: F403
    from .catalogue.rectifiers import *  # noqa: F403
    from .catalogue.shrinkers import *  # noqa: F403
    from .catalogue.sigmoids import *  # noqa: F403
    from .catalogue.soft_rectifiers import *  # noqa: F403
    from .catalogue.special import *  # noqa: F403
    from .config import get_include as get_include
    from .config import show_config as show_config
    from .custom_activation import custom as custom
    from .entry import Entry as Entry
    from .gates import gated as gated
    from .gates import geglu as geglu
    from .gates import glu as glu
    from .gates import reglu as reglu
    from .gates import swiglu as swiglu
    from .guide import recommend as recommend
    from .guide import table as table
    from .lookup import get as get
    from .losses import bce_with_logits as bce_with_logits
    from .losses import cross_entropy as cross_entropy
    from .losses import focal as focal
    from .losses import hinge as hinge
    from .losses import huber as huber
    from .losses import kl_div as kl_div
    from .losses import log_cosh as log_cosh
    from .losses import mse_loss as mse_loss
    from .losses import nll_loss as nll_loss
    from .losses import smooth_l1 as smooth_l1
    from .memory import get_recycle_limit as get_recycle_limit
    from .memory import set_recycle_limit as set_recycle_limit
    from .parallel import get_num_threads as get_num_threads
    from .parallel import set_num_threads as set_num_threads
    from .parallel import threads as threads
    from .rows import log_softmax as log_softmax
    from .rows import logsumexp as logsumexp
    from .rows import softmax as softmax
    from .rows import softmin as softmin

_bfloat16.register_when_available()
_threadpoolctl.register_when_available()

# Public names that are no activations, and the module each is in.
_HOME = {
    "ACTIVATIONS": "catalogue",
    "Activation": "activation",
    "Entry": "entry",
    "bce_with_logits": "losses",
    "cross_entropy": "losses",
    "custom": "custom_activation",
    "focal": "losses",
    "gated": "gates",
    "geglu": "gates",
    "get": "lookup",
    "get_include": "config",
    "get_num_threads": "parallel",
    "get_recycle_limit": "memory",
    "glu": "gates",
    "hinge": "losses",
    "huber": "losses",
    "kl_div": "losses",
    "log_cosh": "losses",
    "log_softmax": "rows",
    "logsumexp": "rows",
    "mse_loss": "losses",
    "nll_loss": "losses",
    "recommend": "guide",
    "reglu": "gates",
    "set_num_threads": "parallel",
    "set_recycle_limit": "memory",
    "show_config": "config",
    "smooth_l1": "losses",
    "softmax": "rows",
    "softmin": "rows",
    "swiglu": "gates",
    "table": "guide",
    "threads": "parallel",
}

if not TYPE_CHECKING:  # with this in sight, checkers would believe in any name

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name == "__all__":
            return sorted([*_HOME, *_activations(), "__version__"])
        if name in _HOME:
            value = getattr(import_module(f".{_HOME[name]}", __name__), name)
        elif name.startswith("_") or name not in _activations():
            raise AttributeError(f"module 'swiftact' has no attribute {name!r}")
        else:
            value = _activations()[name]
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return [*__getattr__("__all__")]

    def _activations() -> Any:
        from .catalogue import ACTIVATIONS

        return ACTIVATIONS
