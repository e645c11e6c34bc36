# SPDX-License-Identifier: MIT
"""The image data sets: digits, IDX files, and the download with its checksums."""

from __future__ import annotations

import gzip
import hashlib
import struct

import numpy as np
import pytest

from swiftact import lab
from swiftact.lab import images

GENERATOR = np.random.default_rng(0)


def idx(array):
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return header + array.astype(np.uint8).tobytes()


def write_fashion(folder, packed):
    arrays = {
        "train-images-idx3-ubyte": GENERATOR.integers(0, 256, (12, 28, 28)),
        "train-labels-idx1-ubyte": np.arange(12) % 10,
        "t10k-images-idx3-ubyte": GENERATOR.integers(0, 256, (4, 28, 28)),
        "t10k-labels-idx1-ubyte": np.arange(4),
    }
    for name, array in arrays.items():
        content = idx(array)
        if packed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))
        else:
            (folder / name).write_bytes(content)
    return arrays


def test_digits():
    pytest.importorskip("sklearn")
    data = lab.digits()
    assert data.x_train.shape[1] == 64
    assert len(data.x_train) + len(data.x_test) == 1797
    assert data.x_train.min() == 0
    assert data.x_train.max() == 1
    shares = np.bincount(data.y_test) / np.bincount(np.concatenate([data.y_train, data.y_test]))
    assert abs(shares - 0.2).max() < 0.01
    again = lab.digits()
    assert np.array_equal(again.x_test, data.x_test)
    joined = {row.tobytes() for row in data.x_train} & {row.tobytes() for row in data.x_test}
    assert len(joined) == 0


@pytest.mark.parametrize("packed", [True, False])
def test_fashion_from_a_folder(tmp_path, packed):
    arrays = write_fashion(tmp_path, packed)
    data = lab.fashion_mnist(tmp_path)
    expected = arrays["train-images-idx3-ubyte"].reshape(12, 784) / 255
    np.testing.assert_allclose(data.x_train, expected, rtol=1e-6)
    assert data.y_train.tolist() == arrays["train-labels-idx1-ubyte"].tolist()
    assert data.x_test.shape == (4, 784)
    assert len(data.classes) == 10


def test_a_bakeoff_on_fashion_files(tmp_path):
    write_fashion(tmp_path, packed=True)
    result = lab.bakeoff("relu", "fashion", folder=tmp_path, hidden=(4,), epochs=1, seeds=1)
    assert result.sizes == (784, 4, 10)
    assert result.data == "Fashion-MNIST"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an IDX file"),
        (b"\x00\x00\x0d\x01\x00\x00\x00\x01\x00", "not an IDX file of unsigned bytes"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x05ab", "cut off"),
        (b"\x00\x00\x08\x03\x00\x00", "cut off"),
    ],
)
def test_damaged_files(tmp_path, content, message):
    path = tmp_path / "damaged"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message):
        images.read_idx(path)


def test_a_folder_without_the_files(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds neither train-images"):
        lab.fashion_mnist(tmp_path)


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A place to download from, whose files have the checksums that are asked for."""
    place = tmp_path / "server"
    place.mkdir()
    write_fashion(place, packed=True)
    sums = {
        name: hashlib.md5((place / name).read_bytes(), usedforsecurity=False).hexdigest()
        for name in images.FASHION_FILES
    }
    monkeypatch.setattr(images, "FASHION_FILES", sums)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return place


def test_download(server):
    folder = images.download(f"{server.as_uri()}/")
    assert folder == images.cache_folder()
    assert {path.name for path in folder.iterdir()} == set(images.FASHION_FILES)
    kept = folder / "t10k-labels-idx1-ubyte.gz"
    for path in server.iterdir():
        path.unlink()
    assert images.download(f"{server.as_uri()}/") == folder
    assert len(lab.fashion_mnist().x_train) == 12
    kept.write_bytes(b"damaged")
    with pytest.raises(ConnectionError, match="Give a folder with its four IDX files"):
        images.download(f"{server.as_uri()}/")


def test_a_download_with_another_checksum_is_not_kept(server):
    (server / "train-images-idx3-ubyte.gz").write_bytes(b"something else")
    with pytest.raises(ValueError, match="does not have the expected MD5 sum"):
        images.download(f"{server.as_uri()}/")
    assert not images.cache_folder().exists()


def test_the_published_checksums():
    assert [len(bytes.fromhex(md5)) for md5 in images.FASHION_FILES.values()] == [16] * 4
