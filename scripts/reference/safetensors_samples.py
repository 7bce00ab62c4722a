#!/usr/bin/env python3
"""Writes the safetensors samples that the Java reader and writer are compared with.

Run it from the root of the repository, with torch, numpy and safetensors installed:

    python3 scripts/reference/safetensors_samples.py

It writes learn/src/test/resources/gradus/io/*.safetensors, and expected.json beside them with the
names, types, shapes and values that torch sees in each. Every byte depends on this script alone.
"""

import hashlib
import json
import math
from pathlib import Path

import torch
from safetensors.torch import load, save

FOLDER = Path("learn/src/test/resources/gradus/io")


def bits(dtype, step):
    """Every step-th of the 65,536 bit patterns of a 16-bit floating-point type."""
    patterns = torch.arange(-32768, 32768, step, dtype=torch.int32).to(torch.int16)
    return patterns.view(dtype)


def samples():
    torch.manual_seed(0)
    specials = [0.0, -0.0, math.inf, -math.inf, math.nan, 1e-45, 3.4e38, 1 / 3]
    yield "mixed", {
        "0.weight": torch.randn(3, 5),
        "0.bias": torch.randn(5),
        "scale": torch.randn(2, 2, 2, dtype=torch.float64),
        "labels": torch.tensor([0, -1, 2147483647, -2147483648], dtype=torch.int32),
        "mask": torch.tensor([[True, False, True]]),
        "specials": torch.tensor(specials),
    }, {"format": "pt"}
    yield "shapes", {
        "scalar": torch.tensor(2.5),
        "none": torch.zeros(0, 3),
        "flag": torch.tensor(True),
        "deep": torch.arange(2.0).reshape(1, 1, 2, 1, 1, 1),
    }, None
    yield "names", {
        "": torch.tensor([1.0]),
        "漢字/é \"\\\n\u001f\u007f": torch.tensor([2.0]),
        "\ue000": torch.tensor([3.0]),
        "\U0001f600": torch.tensor([4.0]),
    }, {"note": "tab\t, quote \", nul \u0000, 漢字, \U0001f600"}
    yield "float16", {"x": bits(torch.float16, 127)}, None
    yield "bfloat16", {"x": bits(torch.bfloat16, 127)}, None
    yield "integers", {
        "i64": torch.tensor([0, 1, -1, 2147483647, -2147483648]),
        "i16": torch.tensor([0, -1, 32767, -32768], dtype=torch.int16),
        "i8": torch.tensor([0, -1, 127, -128], dtype=torch.int8),
        "u8": torch.tensor([0, 1, 127, 128, 255], dtype=torch.uint8),
        "u16": torch.tensor([0, 65535], dtype=torch.uint16),
        "u32": torch.tensor([0, 2147483647], dtype=torch.uint32),
        "u64": torch.tensor([0, 2147483647], dtype=torch.uint64),
    }, None
    yield "large64", {"x": torch.tensor([7, 2147483648])}, None
    yield "float8", {"x": torch.tensor([1.0, 2.0]).to(torch.float8_e4m3fn)}, None
    yield "empty", {}, None


def value(x):
    """The number, or the text that stands for one that JSON lacks."""
    if not isinstance(x, float) or math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, tensors, metadata in samples():
        content = save(tensors, metadata)
        (FOLDER / f"{name}.safetensors").write_bytes(content)
        expected[name] = {
            "weightsSha256": hashlib.sha256(save(tensors)).hexdigest(),
            "metadata": metadata or {},
            "tensors": {
                key: {
                    "dtype": str(tensor.dtype).removeprefix("torch."),
                    "shape": list(tensor.shape),
                    "values": [value(x) for x in tensor.flatten().tolist()]
                    if tensor.dtype != torch.float8_e4m3fn
                    else [],
                }
                for key, tensor in load(content).items()
            },
        }
    text = json.dumps(expected, ensure_ascii=False, sort_keys=True)
    (FOLDER / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
