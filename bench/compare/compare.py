#!/usr/bin/env python3
"""Runs Gradus and PyTorch on the same work, in turn, and prints the ratios of their times.

    python3 bench/compare/compare.py [--threads 1] [--vectors 256] [--rounds 15] [--seconds 0.2] [--peers djl,dl4j,numpy]
        [WORKLOAD ...]

Each side is one process that stays alive; both are warmed up, then asked in turn (A B, B A, ...), so that a machine that is slow for
a while is slow for both. Times are medians over the rounds; the ratio is the median of the rounds' ratios. Below 1 Gradus is
faster. `--java` gives another command that starts Gradus's side.

The first column is the share of what this machine could do at most, measured in the same run: multiply-adds on registers, or
copying memory, whichever is the narrower for a workload (`work.py` counts).

PyTorch has its best form of each workload: pictures with their channels first or last, as it is or compiled by torch.compile,
products by MKL or by NumPy's OpenBLAS, predictions by PyTorch or by ONNX Runtime. Each is warmed up and timed, and the
quickest one runs; `--forms onnx` leaves only some. Its allocator keeps what it
freed. `--plain` leaves all of that out.

`--vectors` holds both sides to vectors of a size: 256 bits with 16 registers, as most laptops and desktops have, 128 bits with
16, and 128x32, which are 128 bits with 32 registers as on Arm (PyTorch has SSE there). ONNX Runtime cannot be held and is
left out; MKL takes 256 bits on processors that are not Intel's.

`--peers` lets others take part in the same rounds, each a process of its own with a column of Gradus's time over its time:
DJL (on PyTorch; it predicts with PyTorch's models as TorchScript), DL4J, and NumPy. What a peer does not have stays empty,
and one that cannot be installed is left out.

Needs Python 3 with PyTorch, and NumPy for OpenBLAS; DJL and DL4J need Maven. Gradus itself needs none of them.
"""
import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import time

import peers
import work

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKLOADS = [
    ("gemm-256", 1.10), ("gemm-512", 1.10), ("gemm-1024", 1.10), ("gemm-2048", 1.10),
    ("gemm-128x784x128", 1.10), ("gemm-784x128x128-ta", 1.10), ("gemm-128x128x10", 1.10),
    ("gemm-128x10x128-tb", 1.10), ("gemm-1x784x128", 1.10),
    ("train-128", 1.0), ("train-64", 1.0), ("trainadam-128", 1.0),
    ("cnn-64", 1.0), ("conv3x3", 1.2),
    ("predict-1", 0.5), ("predict-256", 1.0), ("predictcnn-1", 1.0), ("predictcnn-64", 1.0),
    ("predictlstm-1", 1.0), ("predictlstm-32", 1.0), ("predictgpt-1", 1.0), ("predictgpt-12", 1.0),
    ("exp", 1.2), ("tanh", 1.2), ("sigmoid", 1.0), ("gelu", 1.0), ("adam", 1.0),
    ("lstm", 0.8), ("gpt", 1.0),
    ("gan-64", 1.0), ("unet-32", 1.0), ("resnet-64", 1.0), ("smallgpt-16", 1.0),
]
# Seconds before a turn: for as long, threads of the side before still wait for work at full speed, where others need processors.
REST = 0.1
VECTORS = {
    "256": ("-XX:UseAVX=2", "avx2", "AVX2", "AVX2", "Haswell"),
    "128": ("-XX:UseAVX=2 -XX:MaxVectorSize=16", "default", "SSE41", "SSE4_2", "Nehalem"),
    "128x32": ("-XX:MaxVectorSize=16 -Dgradus.vectorRegisters=32", "default", "SSE41", "SSE4_2", "Nehalem"),
}


def environments(vectors, plain, threads):
    """What the two sides' processes are told, beside what this one was."""
    gradus, torch = dict(os.environ), dict(os.environ)
    torch |= {"OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
    if vectors:
        options, aten, dnn, mkl, blas = VECTORS[vectors]
        gradus["GRADUS_JAVA_OPTIONS"] = f"{gradus.get('GRADUS_JAVA_OPTIONS', '')} {options}".strip()
        torch |= {"ATEN_CPU_CAPABILITY": aten, "ONEDNN_MAX_CPU_ISA": dnn, "MKL_ENABLE_INSTRUCTIONS": mkl,
                  "OPENBLAS_CORETYPE": blas}
    if not plain:
        # glibc gives large blocks back to the system at once, and each tensor then costs new pages.
        torch |= {"MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str(1 << 34),
                  "MALLOC_TOP_PAD_": str(1 << 26)}
    return gradus, torch


class Fails(Exception):
    """A side cannot run a workload, or a form of it."""


class Side:
    def __init__(self, command, clock, environment):
        self.command = command
        self.clock = clock
        self.environment = environment
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=self.environment)

    def answer(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            self.start()
            raise Fails(f"the process ended at {question}")
        return line

    def seconds(self, workload, repetitions):
        line = self.answer(f"{workload} {repetitions}")
        if line.startswith("failed"):
            raise Fails(f"{workload} {line.strip()}")
        return float(line.split()[self.clock])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def readable(seconds):
    for factor, unit in ((1, "s "), (1e-3, "ms"), (1e-6, "us")):
        if seconds >= factor:
            return f"{seconds / factor:8.2f} {unit}"
    return f"{seconds / 1e-9:8.0f} ns"


def warm(side, workload, options):
    """Warms a workload up, and says how many repetitions take about the time of a turn.

    It is warm when for as long as `--warmup` no turn was 2 % quicker than those before, or after six times as long:
    with two threads the JVM's compiler has one processor less, and is done later.
    """
    spent, count, best, since = 0.0, 1, float("inf"), 0.0
    while spent - since < options.warmup and spent < 6 * options.warmup:
        last = side.seconds(workload, count)
        spent += last
        each = last / count
        if each < 0.98 * best:
            best, since = each, spent
        count = max(1, min(count * 2, int(options.seconds / max(each, 1e-9))))
    return max(1, round(options.seconds / max(each, 1e-9)))


def limit(side, name, options):
    """Seconds of the quickest turn of what does nothing else than a limit allows."""
    count = warm(side, name, options)
    return min(side.seconds(name, count) for _ in range(20)) / count


def quickest(side, workload, options):
    """The form of a workload in which a side is quickest, and its repetitions."""
    forms = ["plain"] if options.plain else side.answer(f"forms {workload}").rstrip("\n").split("\t")
    # ONNX Runtime takes the longest vectors that there are, whatever it is told.
    wanted = options.forms or [form for form in forms if not (form == "onnx" and options.vectors)]
    forms = [form for form in forms if form in wanted]
    found = {}
    for form in forms:
        name = workload if form == "plain" else f"{workload}@{form}"
        try:
            repetitions = warm(side, name, options)
            each = min(side.seconds(name, repetitions) / repetitions for _ in range(3))
            found[form] = (each, name, repetitions)
        except Fails as failure:
            print(f"compare: left out: {failure}", file=sys.stderr)
    if not found:
        sys.exit(f"compare: PyTorch has {workload} in no form that was asked for")
    form = min(found, key=lambda one: found[one][0])
    return form, found[form][1], found[form][2]


def started(options, workloads, clock, environment):
    """The peers that can take part, by their names."""
    found = {}
    for name in options.peers:
        try:
            found[name] = Side(peers.command(name, options.threads, workloads), clock, environment)
        except peers.Missing as reason:
            print(f"compare: goes on without {peers.NAMES[name]}: {reason}", file=sys.stderr)
    return found


def turns(sides, asked, rounds):
    """The seconds of one repetition of what each side is asked for, of each round; sides change their order."""
    times = {side: [] for side in sides}
    for turn in range(rounds):
        for side in (sides if turn % 2 == 0 else sides[::-1]):
            name, count = asked[side]
            time.sleep(REST)
            times[side].append(side.seconds(name, count) / count)
    return times


def ratio(ours, theirs):
    return statistics.median(a / b for a, b in zip(ours, theirs))


def others(found, workload, options):
    """What is asked of those peers that have a workload."""
    asked = {}
    for side in found.values():
        try:
            asked[side] = workload, warm(side, workload, options)
        except Fails as failure:
            if "has no workload" not in str(failure):
                print(f"compare: left out: {failure}", file=sys.stderr)
    return asked


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--vectors", choices=tuple(VECTORS), help="hold both sides to vectors of so many bits")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.2, help="about how long one turn takes")
    parser.add_argument("--warmup", type=float, default=3, help="seconds without a quicker turn after which a side is warm")
    parser.add_argument("--plain", action="store_true", help="PyTorch as its tutorials write it, in no other form")
    parser.add_argument("--forms", type=lambda names: names.split(","), help="only these, such as plain,onnx")
    parser.add_argument("--peers", type=lambda names: names.split(","), default=[], help="of djl,dl4j,numpy")
    parser.add_argument("--json", type=pathlib.Path, help="also write what was measured to this file")
    parser.add_argument("--java", default=f"{shlex.quote(str(ROOT / 'gradus'))} bench peer")
    parser.add_argument("--clock", choices=("wall", "cpu"), default="wall",
                        help="cpu: processor time, for a machine that others use too")
    parser.add_argument("workloads", nargs="*")
    options = parser.parse_args()
    unknown = [name for name in options.peers if name not in peers.NAMES]
    if unknown:
        parser.error(f"no peer {unknown[0]}; there are {', '.join(peers.NAMES)}")
    return options


def main():
    options = parsed()
    targets = dict(WORKLOADS)
    chosen = options.workloads or list(targets)
    clock = ("wall", "cpu").index(options.clock)
    ours, theirs = environments(options.vectors, options.plain, options.threads)
    gradus = Side(shlex.split(options.java) + [str(options.threads)], clock, ours)
    torch = Side([sys.executable, str(pathlib.Path(__file__).with_name("torch_peer.py")), str(options.threads)],
                 clock, theirs)
    found = started(options, chosen, clock, theirs)
    lanes = int(gradus.answer("lanes 0"))
    print(f"{options.threads} thread(s), vectors of {32 * lanes} bits, {options.rounds} rounds, medians of "
          f"{options.clock} time")
    fma, copy = (limit(gradus, name, options) for name in ("limit-fma", "limit-copy"))
    peak = 2 * lanes * 12 * 100_000 / fma
    bandwidth = 2 * 4 * (1 << 25) / copy
    print(f"limits of one thread here: {peak * 1e-9:.0f} GFLOP/s (multiply-adds on registers), "
          f"{bandwidth * 1e-9:.1f} GB/s (copying)")
    heads = "".join(f"{'/' + peers.NAMES[name]:>7}" for name in found)
    print(f"{'workload':22} {'of limit':>8} {'Gradus':>11} {'PyTorch':>11} {'ratio':>7} {'goal':>5}{heads}  PyTorch's form")
    rows = []
    for workload in chosen:
        form, name, count = quickest(torch, workload, options)
        asked = {gradus: (workload, warm(gradus, workload, options)), torch: (name, count),
                 **others(found, workload, options)}
        times = turns(list(asked), asked, options.rounds)
        ours, theirs = (statistics.median(times[side]) for side in (gradus, torch))
        share = work.share(workload, ours, options.threads * peak, bandwidth)
        operations, moved = work.of(workload)
        row = {"workload": workload, "name": work.named(workload), "share": share, "gradus": ours, "pytorch": theirs,
               "ratio": ratio(times[gradus], times[torch]), "form": form, "operations": operations, "bytes": moved}
        row["peers"] = {peer: {"seconds": statistics.median(times[side]), "ratio": ratio(times[gradus], times[side])}
                        for peer, side in found.items() if side in times}
        rows.append(row)
        cells = "".join(f"{row['peers'][peer]['ratio']:7.2f}" if peer in row["peers"] else f"{'':7}" for peer in found)
        print(f"{workload:22} {'' if share is None else format(share, '.0%'):>8} {readable(ours):>11} "
              f"{readable(theirs):>11} {row['ratio']:7.2f} {targets.get(workload) or '':>5}{cells}  {form}", flush=True)
    for side in (gradus, torch, *found.values()):
        side.close()
    if options.json:
        options.json.write_text(json.dumps(
            {"threads": options.threads, "vectors": 32 * lanes, "held": options.vectors,
             "peak": options.threads * peak, "bandwidth": bandwidth, "peers": list(found),
             "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    except Fails as failure:
        sys.exit(f"compare: {failure}")
