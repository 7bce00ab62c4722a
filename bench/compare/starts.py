#!/usr/bin/env python3
"""How alike fresh processes are: how long each workload takes in many of them, one after the other.

What the JVM's compiler makes of a loop depends on what it observed before, and so may differ from start to start.

    python3 bench/compare/starts.py [--starts 20] [--threads 1] [--vectors 512|256|128|128x32] [workload ...]
"""
import argparse
import statistics

import compare

SLOW = 1.5  # times the median


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workloads", nargs="*", default=["cnn-64", "predict-256"])
    parser.add_argument("--starts", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--vectors", choices=compare.VECTORS)
    parser.add_argument("--seconds", type=float, default=0.15, help="how long a turn takes, about")
    parser.add_argument("--warmup", type=float, default=1.2)
    options = parser.parse_args()
    environment, _ = compare.environments(options.vectors, True, options.threads)
    times = {workload: [] for workload in options.workloads}
    for _ in range(options.starts):
        side = compare.Side([str(compare.ROOT / "gradus"), "bench", "peer", str(options.threads)], 0, environment)
        for workload in options.workloads:
            repetitions = compare.warm(side, workload, options)
            times[workload].append(min(side.seconds(workload, repetitions) for _ in range(4)) / repetitions)
        side.close()
    for workload, each in times.items():
        median = statistics.median(each)
        slow = sum(one > SLOW * median for one in each)
        print(f"{workload}: quickest {compare.readable(min(each))}, median {compare.readable(median)}, "
              f"slowest {compare.readable(max(each))}; {slow} of {len(each)} starts over {SLOW} times the median")


if __name__ == "__main__":
    main()
