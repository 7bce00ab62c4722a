#!/usr/bin/env python3
"""Sets what `compare.py --json` wrote in several runs side by side, as a Markdown table.

    python3 bench/compare/table.py one.json two.json 256.json

For each run: Gradus's time over PyTorch's, in bold where it is above the goal, and the share of the machine's limit.
"""
import json
import pathlib
import sys

import compare
import work


def main():
    runs = [json.loads(pathlib.Path(file).read_text()) for file in sys.argv[1:]]
    heads = [f"{run['vectors']} bits, {run['threads']} thread{'s' if run['threads'] > 1 else ''}" for run in runs]
    print("| work | goal | " + " | ".join(heads) + " |")
    print("|---" * (2 + len(runs)) + "|")
    found = [{row["workload"]: row for row in run["rows"]} for run in runs]
    for workload, goal in compare.WORKLOADS:
        cells = []
        for rows in found:
            row = rows.get(workload)
            if row is None:
                cells.append("")
                continue
            ratio = f"{row['ratio']:.2f}"
            share = "" if row["share"] is None else f" ({row['share']:.0%})"
            cells.append((f"**{ratio}**" if round(row["ratio"], 2) > goal else ratio) + share)
        if any(cells):
            print(f"| {work.named(workload)} | {goal:.2f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
