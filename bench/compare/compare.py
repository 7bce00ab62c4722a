#!/usr/bin/env python3
"""Runs Gradus and PyTorch on the same work, in turn, and prints the ratios of their times.

    python3 bench/compare/compare.py [--threads 1] [--rounds 15] [--seconds 0.2] [WORKLOAD ...]

Each side is one process that stays alive; both are warmed up, then asked in turn (A B, B A, ...), so that a machine that is slow for
a while is slow for both. Times are medians over the rounds; the ratio is the median of the rounds' ratios. Below 1 Gradus is
faster. `--java` gives another command that starts Gradus's side.

Needs Python 3 with PyTorch; Gradus itself needs neither.
"""
import argparse
import pathlib
import shlex
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKLOADS = [
    ("gemm-256", 1.10), ("gemm-512", 1.10), ("gemm-1024", 1.10), ("gemm-2048", 1.10),
    ("gemm-128x784x128", 1.10), ("gemm-784x128x128-ta", 1.10), ("gemm-128x128x10", 1.10),
    ("gemm-128x10x128-tb", 1.10), ("gemm-1x784x128", 1.10),
    ("train-128", 1.0), ("train-64", 1.0), ("trainadam-128", 1.0),
    ("cnn-64", 1.0), ("conv3x3", 1.2),
    ("predict-1", 0.5), ("predict-256", 1.0),
    ("exp", 1.2), ("tanh", 1.2), ("sigmoid", 1.2), ("gelu", 1.2), ("adam", 1.0),
    ("lstm", 1.0), ("gpt", 1.0),
]


class Side:
    def __init__(self, command, clock):
        self.clock = clock
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def answer(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"compare: a side ended at {question}")
        return line

    def seconds(self, workload, repetitions):
        return float(self.answer(f"{workload} {repetitions}").split()[self.clock])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def readable(seconds):
    for factor, unit in ((1, "s "), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= factor:
            return f"{seconds / factor:8.2f} {unit}"
    return f"{seconds / 1e-9:8.0f} ns"


def rate(workload, seconds, peak):
    if not workload.startswith("gemm-"):
        return ""
    sizes = [int(size) for size in workload.split("-")[1].split("x")]
    m, k, n = sizes if len(sizes) == 3 else sizes * 3
    gflops = 2 * m * k * n / seconds * 1e-9
    return f"   {gflops:5.0f} GFLOP/s, {gflops / peak:4.0%} of one thread's limit"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.2, help="about how long one turn takes")
    parser.add_argument("--warmup", type=float, default=3, help="seconds of warm-up for each side")
    parser.add_argument("--java", default=f"{shlex.quote(str(ROOT / 'gradus'))} bench peer")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall",
                        help="cpu: processor time, for a machine that others use too")
    parser.add_argument("workloads", nargs="*")
    options = parser.parse_args()
    targets = dict(WORKLOADS)
    chosen = options.workloads or list(targets)
    clock = ("wall", "cpu").index(options.clock)
    gradus = Side(shlex.split(options.java) + [str(options.threads)], clock)
    torch = Side([sys.executable, str(pathlib.Path(__file__).with_name("torch_peer.py")), str(options.threads)],
                 clock)
    print(f"{options.threads} thread(s), {options.rounds} rounds, medians of {options.clock} time")
    lanes = int(gradus.answer("lanes 0"))
    fma, copy = (min(float(gradus.answer(f"limit-{limit} {count}").split()[0]) for _ in range(20)) / count
                 for limit, count in (("fma", 100), ("copy", 1)))
    peak = 2 * lanes * 12 * 100_000 / fma * 1e-9
    print(f"limits of one thread here: {peak:.0f} GFLOP/s (multiply-adds on registers), "
          f"{2 * 4 * (1 << 25) / copy * 1e-9:.1f} GB/s (copying)")
    print(f"{'workload':22} {'Gradus':>11} {'PyTorch':>11} {'ratio':>7} {'target':>7}")
    for workload in chosen:
        repetitions = {}
        for side in (gradus, torch):
            spent, count = 0.0, 1
            while spent < options.warmup:
                last = side.seconds(workload, count)
                spent += last
                each = last / count
                count = max(1, min(count * 2, int(options.seconds / max(each, 1e-9))))
            repetitions[side] = max(1, round(options.seconds / max(each, 1e-9)))
        times = {gradus: [], torch: []}
        for turn in range(options.rounds):
            for side in ((gradus, torch) if turn % 2 == 0 else (torch, gradus)):
                times[side].append(side.seconds(workload, repetitions[side]) / repetitions[side])
        ratio = statistics.median(a / b for a, b in zip(times[gradus], times[torch]))
        target = targets.get(workload)
        print(f"{workload:22} {readable(statistics.median(times[gradus])):>11} "
              f"{readable(statistics.median(times[torch])):>11} {ratio:7.2f} {target or '':>7}"
              f"{rate(workload, statistics.median(times[gradus]), peak)}", flush=True)
    gradus.close()
    torch.close()


if __name__ == "__main__":
    main()
