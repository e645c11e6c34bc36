# SPDX-License-Identifier: MIT
"""What every experiment returns: frozen data that prints, draws and serialises itself."""

from __future__ import annotations

import base64
import dataclasses
import html
import json
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from swiftact.lab.extras import MissingExtra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from swiftact.lab.pictures.style import Theme


def frozen(values: Any) -> np.ndarray[Any, Any]:
    """A float64 copy of ``values`` that refuses to be written to."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def plain(value: Any) -> Any:
    """``value`` in the vocabulary of JSON; not-a-number and infinities become strings."""
    if isinstance(value, Result):
        return value.to_dict()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(getattr(value, "name", value))


class Result:
    """Base of all results. Subclasses are frozen dataclasses with ``__str__`` and ``_draw``.

    They are declared with ``repr=False`` so that a prompt shows a line instead of arrays.
    """

    @property
    def experiment(self) -> str:
        """The name of the experiment, such as ``gradient_scan``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {str(self).splitlines()[0]}>"

    def to_dict(self) -> dict[str, Any]:
        """Everything measured, as plain dicts, lists, numbers and strings."""
        names = [f.name for f in dataclasses.fields(self)]  # type: ignore[arg-type]
        return {"experiment": self.experiment} | {n: plain(getattr(self, n)) for n in names}

    def to_json(self, path: str | Path | None = None) -> str:
        """`to_dict` as JSON text; also written to ``path`` when one is given."""
        text = json.dumps(self.to_dict(), indent=2)
        if path is not None:
            Path(path).write_text(text + "\n", encoding="utf-8")
        return text

    def plot(self, ax: Axes | Sequence[Axes] | None = None, *, theme: str = "light") -> Axes:
        """Draw on ``ax`` (or on a new figure) and return the first axes drawn on.

        A result with several panels takes a sequence of axes. Nothing global of matplotlib
        is touched: save with ``result.plot().figure.savefig(path)`` or `save`.
        """
        from swiftact.lab.pictures import style

        panels, size = self._layout()
        axes, chosen = style.prepare(ax, panels, size, theme)
        self._draw(axes, chosen)
        for each in axes:
            style.finish(each, chosen)
        return axes[0]

    def figure(self, *, theme: str = "light") -> Figure:
        """A new figure of this result; Jupyter shows it as a picture."""
        return cast("Figure", self.plot(theme=theme).get_figure())

    def png(self, *, theme: str = "light", dpi: int = 110) -> bytes:
        """The picture as PNG bytes."""
        from swiftact.lab.pictures import style

        return style.to_png(self.figure(theme=theme), dpi)

    def save(self, path: str | Path, *, theme: str = "light", dpi: int = 150) -> Path:
        """Write the picture; the suffix chooses the format (png, svg, pdf)."""
        self.figure(theme=theme).savefig(path, dpi=dpi)
        return Path(path)

    def _layout(self) -> tuple[tuple[int, int], tuple[float, float]]:
        """Rows and columns of panels, and the size of the figure in inches."""
        return (1, 1), (7.6, 4.2)

    def _draw(self, axes: list[Axes], theme: Theme) -> None:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        text = f'<pre style="line-height:1.25">{html.escape(str(self))}</pre>'
        try:
            encoded = base64.b64encode(self.png()).decode("ascii")
        except MissingExtra:  # without matplotlib a notebook gets the text
            return text
        return f'{text}<img alt="{self.experiment}" src="data:image/png;base64,{encoded}">'
