# SPDX-License-Identifier: MIT
"""The machine and the versions that figures belong to, and threads held to a number."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

CACHES = Path("/sys/devices/system/cpu/cpu0/cache")
MEMORY = Path("/proc/meminfo")


def describe(peers: Mapping[str, ModuleType]) -> dict[str, Any]:
    return {
        "cpu": _cpu(),
        "cpus": os.cpu_count(),
        "caches": _caches(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "commit": _commit(),
        "versions": {name: module.version() for name, module in peers.items()},
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _caches() -> dict[str, int]:
    """Bytes of each data cache as the first core sees it: {"L1": 49152, ...}."""
    found = {}
    for cache in sorted(CACHES.glob("index*")):
        if (cache / "type").read_text().strip() != "Instruction":
            size = (cache / "size").read_text().strip()
            found["L" + (cache / "level").read_text().strip()] = int(size.rstrip("K")) * 1024
    return found


def _commit() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def memory_available() -> int:
    """Bytes that could be allocated now without swapping."""
    for line in MEMORY.read_text().splitlines() if MEMORY.exists() else ():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 4 << 30


def all_threads() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# How libraries are told to leave AVX-512 alone; ONNX Runtime cannot be told.
NO_AVX512 = {
    "SWIFTACT_ISA": "avx2",
    "ATEN_CPU_CAPABILITY": "avx2",
    "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"
    " AVX512_SPR",
    "NUMBA_CPU_NAME": "haswell",
}
XLA_NO_AVX512, XLA_ONE_THREAD = "--xla_cpu_max_isa=AVX2", "--xla_cpu_multi_thread_eigen=false"


def environment(threads: int, avx2: bool) -> dict[str, str]:
    """The environment of a process in which every library runs this many threads.

    Most libraries read it once, when they are imported.
    """
    count = str(threads)
    names = ("OMP", "MKL", "OPENBLAS", "NUMEXPR", "NUMBA", "SWIFTACT")
    xla = [os.environ.get("XLA_FLAGS", ""), XLA_ONE_THREAD * (threads == 1), XLA_NO_AVX512 * avx2]
    return {
        **os.environ,
        **{f"{name}_NUM_THREADS": count for name in names},
        "NUMEXPR_MAX_THREADS": count,
        "NPROC": count,  # XLA's thread pool
        "XLA_FLAGS": " ".join(flag for flag in xla if flag),
        "JAX_PLATFORMS": "cpu",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **(NO_AVX512 if avx2 else {}),
    }


def pin(threads: int) -> None:
    """Leave as many processors as there are threads, so that none wanders."""
    if hasattr(os, "sched_setaffinity") and sys.platform == "linux":
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-threads:])
