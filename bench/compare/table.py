#!/usr/bin/env python3
"""Sets what `compare.py --json` wrote in several runs side by side, as a Markdown table.

    python3 bench/compare/table.py one.json two.json 256.json

For each run: Gradus's time over PyTorch's, in bold where it is above the goal, and the share of the machine's limit. Peers
that took part have a column each, with Gradus's time over theirs.
"""
import json
import pathlib
import sys

import compare
import peers
import work


def main():
    runs = [json.loads(pathlib.Path(file).read_text()) for file in sys.argv[1:]]
    heads = []
    for run in runs:
        registers = ", 32 registers" if run.get("held") == "128x32" else ""
        head = f"{run['vectors']} bits{registers}, {run['threads']} thread{'s' if run['threads'] > 1 else ''}"
        heads += [head, *(f"{head}: {peers.NAMES[peer]}" for peer in run.get("peers", []))]
    print("| work | goal | " + " | ".join(heads) + " |")
    print("|---" * (2 + len(heads)) + "|")
    found = [{row["workload"]: row for row in run["rows"]} for run in runs]
    for workload, goal in compare.WORKLOADS:
        cells = []
        for run, rows in zip(runs, found):
            row = rows.get(workload)
            took_part = run.get("peers", [])
            if row is None:
                cells += [""] * (1 + len(took_part))
                continue
            ratio = f"{row['ratio']:.2f}"
            share = "" if row["share"] is None else f" ({row['share']:.0%})"
            cells.append((f"**{ratio}**" if round(row["ratio"], 2) > goal else ratio) + share)
            theirs = row.get("peers", {})
            cells += [f"{theirs[peer]['ratio']:.2f}" if peer in theirs else "" for peer in took_part]
        if any(cells):
            print(f"| {work.named(workload)} | {goal:.2f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
