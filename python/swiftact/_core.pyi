# SPDX-License-Identifier: MIT
from typing import Any

import numpy as np

isa: str
isas: tuple[str, ...]

class ActivationBase:
    def __init__(
        self,
        ufunc: np.ufunc,
        defaults: tuple[Any, ...] = (),
        names: tuple[str, ...] = (),
        bounds: tuple[tuple[float, float], ...] = (),
    ) -> None: ...
    @property
    def ufunc(self) -> np.ufunc: ...
    def __call__(self, *operands: Any, **keywords: Any) -> Any: ...

def kernels(isa: str, /) -> dict[str, np.ufunc]: ...
def register_bfloat16(dtype: Any, /) -> None: ...

# One ufunc for every row of the table; no list of names here.
def __getattr__(name: str) -> np.ufunc: ...
