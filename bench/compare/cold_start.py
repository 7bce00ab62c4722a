#!/usr/bin/env python3
"""Times the start of a process to the end of its first epoch on MNIST, Gradus and PyTorch in turn, and the memory of both.

    python3 bench/compare/cold_start.py [--threads 1] [--rounds 5] [--model mlp|cnn]

Run `./gradus mnist` once before, so that it is built and the data is there.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(command):
    """Seconds until the line of the first epoch, and the peak of memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    seconds = None
    for line in process.stdout:
        if seconds is None and "1/1" in line:
            seconds = time.perf_counter() - start
    _, _, usage = os.wait4(process.pid, 0)
    if seconds is None:
        sys.exit(f"cold_start: no epoch in the output of {command}")
    return seconds, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", choices=["mlp", "cnn"], default="mlp")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        sides = {
            "Gradus": lambda turn: [
                str(ROOT / "gradus"), "mnist", "--recipe", "tutorial", "--model", options.model, "--epochs", "1", "--out", out,
                "--name", f"run{turn}", "--no-figures", "--threads", str(options.threads)],
            "PyTorch": lambda turn: [
                sys.executable, str(pathlib.Path(__file__).with_name("torch_digits.py")), str(options.threads),
                options.model],
        }
        for name in sides:
            run(sides[name]("warm"))
        results = {name: [] for name in sides}
        for turn in range(options.rounds):
            for name in sides:
                results[name].append(run(sides[name](turn)))
    for column, unit in ((0, "s to the end of the first epoch"), (1, "MB of memory at most")):
        medians = {name: statistics.median(row[column] for row in rows) for name, rows in results.items()}
        ratio = statistics.median(
            a[column] / b[column] for a, b in zip(results["Gradus"], results["PyTorch"]))
        print(f"Gradus {medians['Gradus']:.2f}, PyTorch {medians['PyTorch']:.2f} {unit}: ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
