# SPDX-License-Identifier: MIT
"""Image data sets for the bake-off: scikit-learn's digits, or Fashion-MNIST from IDX files."""

from __future__ import annotations

import gzip
import hashlib
import os
import struct
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np

from swiftact.lab.extras import require
from swiftact.nn import DataSet

FASHION_CLASSES = (
    "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot",
)  # fmt: skip
FASHION_URL = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
# The MD5 sums that the data set's authors publish.
FASHION_FILES = {
    "train-images-idx3-ubyte.gz": "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    "train-labels-idx1-ubyte.gz": "25c81989df183df01b3e8a0aad5dffbe",
    "t10k-images-idx3-ubyte.gz": "bef4ecab320f06d8554ea6380940ec79",
    "t10k-labels-idx1-ubyte.gz": "bb300cfdad3c16e7a12a480ee83cd310",
}


def digits(seed: int = 0) -> DataSet:
    """1797 images of 8×8 pixels in [0, 1], a fifth of each class held out for testing."""
    datasets = require("sklearn.datasets", "the digits data set (scikit-learn)")
    x, labels = datasets.load_digits(return_X_y=True)
    x = (x / 16.0).astype(np.float32)
    generator = np.random.default_rng(seed)
    held_out = np.zeros(len(x), dtype=bool)
    for digit in range(10):
        members = np.flatnonzero(labels == digit)
        held_out[generator.permutation(members)[: len(members) // 5]] = True
    return DataSet(
        "digits", x[~held_out], labels[~held_out], x[held_out], labels[held_out],
        tuple("0123456789"),
    )  # fmt: skip


def fashion_mnist(folder: str | Path | None = None) -> DataSet:
    """60,000 and 10,000 images of 28×28 pixels in [0, 1].

    ``folder`` holds the four IDX files, packed (.gz) or not. Without it they are downloaded
    once into the user's cache folder and their checksums compared.
    """
    place = download() if folder is None else Path(folder)
    x_train, y_train, x_test, y_test = (_find(place, name) for name in FASHION_FILES)
    return DataSet(
        "Fashion-MNIST", _pixels(x_train), y_train.astype(np.int64), _pixels(x_test),
        y_test.astype(np.int64), FASHION_CLASSES,
    )  # fmt: skip


def load(data: str | DataSet, folder: str | Path | None = None) -> DataSet:
    """``digits``, ``fashion``, or a data set of one's own."""
    if isinstance(data, DataSet):
        return data
    if data == "digits":
        return digits()
    if data == "fashion":
        return fashion_mnist(folder)
    raise ValueError(f"data must be digits, fashion or a swiftact.nn.DataSet, got {data!r}")


def cache_folder() -> Path:
    """Where downloads are kept: $XDG_CACHE_HOME/swiftact, usually ~/.cache/swiftact."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "swiftact" / "fashion-mnist"


def download(url: str = FASHION_URL, timeout: float = 20.0) -> Path:
    """Fetch the Fashion-MNIST files that are missing or damaged in the cache."""
    place = cache_folder()
    for name, checksum in FASHION_FILES.items():
        target = place / name
        if target.exists() and _md5(target.read_bytes()) == checksum:
            continue
        try:
            with urllib.request.urlopen(url + name, timeout=timeout) as reply:
                content = reply.read()
        except (urllib.error.URLError, OSError) as error:
            raise ConnectionError(
                f"Fashion-MNIST could not be downloaded from {url}: "
                f"{getattr(error, 'reason', error)}. "
                "Give a folder with its four IDX files, or use the digits, which need no download"
            ) from error
        if _md5(content) != checksum:
            raise ValueError(
                f"{url + name} does not have the expected MD5 sum {checksum}; not kept"
            )
        place.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        partial.write_bytes(content)
        partial.replace(target)
    return place


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _find(folder: Path, name: str) -> np.ndarray[Any, np.dtype[np.uint8]]:
    for candidate in (folder / name, folder / name.removesuffix(".gz")):
        if candidate.is_file():
            return read_idx(candidate)
    raise FileNotFoundError(f"{folder} holds neither {name} nor {name.removesuffix('.gz')}")


def read_idx(path: str | Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """An IDX file of bytes: two zeros, type 8, the number of axes, their lengths, the data."""
    content = Path(path).read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if len(content) < 4 or content[:3] != b"\x00\x00\x08":
        raise ValueError(f"{path} is not an IDX file of unsigned bytes")
    axes = content[3]
    header = 4 + 4 * axes
    shape = struct.unpack(f">{axes}I", content[4:header]) if len(content) >= header else ()
    data = np.frombuffer(content, np.uint8, offset=min(header, len(content)))
    if data.size != np.prod(shape, dtype=np.int64):
        raise ValueError(
            f"{path} is cut off: its header promises {shape}, it holds {data.size} bytes"
        )
    return data.reshape(shape)


def _pixels(images: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    flat = images.reshape(len(images), -1).astype(np.float32)
    return np.asarray(flat / np.float32(255))
