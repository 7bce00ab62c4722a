#!/usr/bin/env python3
"""Sets what `compare.py --json` wrote in several runs side by side, as a Markdown table.

    python3 bench/compare/table.py one.json two.json 256.json

For each run: Gradus's time over PyTorch's, in bold where it is above the goal, and the share of the machine's limit.
"""
import json
import pathlib
import sys

import compare

NAMES = {
    "train-128": "training 784-128-10, SGD, batch 128", "train-64": "training 784-128-10, SGD, batch 64",
    "trainadam-128": "training 784-128-10, Adam, batch 128", "cnn-64": "training the tutorial's CNN, batch 64",
    "conv3x3": "64-channel 3x3 convolution, 32x32, batch 64, both ways",
    "predict-1": "prediction of 1 image, 784-128-10", "predict-256": "prediction of 256 images, 784-128-10",
    "predictcnn-1": "prediction of 1 image, the tutorial's CNN", "predictcnn-64": "prediction of 64 images, the tutorial's CNN",
    "predictlstm-1": "prediction of 1 sequence, LSTM, hidden 256, 64 steps", "predictlstm-32": "prediction of 32 sequences, LSTM",
    "predictgpt-1": "prediction of 1 sequence, GPT block, width 128, context 64", "predictgpt-12": "prediction of 12 sequences, GPT block",
    "exp": "exp of a million floats", "tanh": "tanh of a million floats", "sigmoid": "sigmoid of a million floats",
    "gelu": "GELU of a million floats",
    "adam": "one step of Adam, a million parameters",
    "lstm": "training an LSTM, batch 32, hidden 256, 64 steps",
    "gpt": "training a GPT block, width 128, 4 heads, context 64, batch 12",
    "gan-64": "8 steps of the convolutional contest of 2014, batch 64",
    "unet-32": "a step of the U-Net of 2022, batch 32", "resnet-64": "a step of ResNet-20, batch 64",
    "smallgpt-16": "a step of the small GPT of 2020, batch 16",
}


def named(workload):
    if not workload.startswith("gemm-"):
        return NAMES[workload]
    sizes, *form = workload.removeprefix("gemm-").split("-")
    sizes = sizes.split("x")
    how = {"ta": ", A transposed", "tb": ", B transposed"}
    return "product " + " x ".join(sizes if len(sizes) == 3 else sizes * 3) + "".join(how[one] for one in form)


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
            print(f"| {named(workload)} | {goal:.2f} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
