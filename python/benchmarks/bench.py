# SPDX-License-Identifier: MIT
"""swiftact against every installed peer: speed and error, one command.

    python python/benchmarks/bench.py                  everything, more than an hour
    python python/benchmarks/bench.py --quick          a look, under a minute
    python python/benchmarks/bench.py --functions gelu,softmax --dtypes float32 --sizes 10k,1M

Each number of threads has a process of its own, since most libraries read it once. In
it, contenders take turns, so that a figure is a comparison and not two afternoons.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import machine

DEFAULT = Path("benchmark.json")
SIZES = "1,100,10k,1M,30M"
QUICK = "relu,sigmoid,tanh,gelu,silu,elu,softmax"
UNITS = {"k": 10**3, "M": 10**6, "G": 10**9}


def size(text: str) -> int:
    return int(float(text[:-1]) * UNITS[text[-1]]) if text[-1] in UNITS else int(text)


def commas(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few functions, under a minute")
    parser.add_argument("--functions", type=commas, help="names, with commas between")
    parser.add_argument("--dtypes", type=commas, help="float32,float64,float16,bfloat16")
    parser.add_argument("--sizes", type=commas, help=f"elements: {SIZES}")
    parser.add_argument("--threads", type=commas, help="numbers of threads: 1,all")
    parser.add_argument("--peers", type=commas, help="libraries; 'none' for swiftact alone")
    parser.add_argument("--avx2", action="store_true", help="hold libraries back from AVX-512")
    parser.add_argument("--rounds", type=int, help="samples of each contender (8)")
    parser.add_argument("--sample-ms", type=float, help="length of a sample (2)")
    parser.add_argument("--no-small", action="store_true", help="leave out the small calls")
    parser.add_argument("--no-growth", action="store_true", help="leave out the cost of growth")
    parser.add_argument("--output", type=Path, default=DEFAULT, help=f"where to ({DEFAULT})")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    if options.worker:
        return work(options)
    given = options.threads or (("1",) if options.quick else ("1", "all"))
    counts = dict.fromkeys(machine.all_threads() if text == "all" else int(text) for text in given)
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for threads in counts:
            parts.append(Path(folder) / f"{threads}.json")
            command = [sys.executable, *sys.argv, "--worker", str(threads)]
            command += ["--output", str(parts[-1])]
            environment = machine.environment(threads, options.avx2)
            done = subprocess.run(command, env=environment, check=False)
            if done.returncode:
                return done.returncode
        finish(parts, options.output)
    return 0


def work(options: argparse.Namespace) -> int:
    import cases
    import peers
    import worker
    from results import save

    quick = options.quick
    known = [*cases.elementwise(), *cases.rows()]
    chosen = options.functions or (commas(QUICK) if quick else tuple(known))
    if options.functions and not set(chosen) <= set(known):
        print(f"unknown functions: {sorted(set(chosen) - set(known))}", file=sys.stderr)
        return 2
    first = options.worker == 1
    settings = worker.Settings(
        functions=tuple(name for name in chosen if name in known),
        dtypes=options.dtypes or (("float32",) if quick else cases.DTYPES),
        sizes=tuple(sorted(map(size, options.sizes or commas("10k,1M" if quick else SIZES)))),
        peers=options.peers or peers.NAMES,
        threads=options.worker,
        rounds=options.rounds or (4 if quick else 8),
        sample_ms=options.sample_ms or (1.0 if quick else 2.0),
        small=first and not options.no_small,
        growth=first and not options.no_growth and not quick,
    )
    save(worker.run(settings), options.output)
    return 0


def finish(parts: list[Path], output: Path) -> None:
    import report
    import results
    import summary

    run = results.merge(map(results.load, parts))
    results.save(run, output)
    if run.small:
        print(report.small_calls(run.small))
    if run.growth:
        print(report.growth(run.growth))
    print(summary.text(run))
    print(f"\nWritten to {output}")


if __name__ == "__main__":
    sys.exit(main())
