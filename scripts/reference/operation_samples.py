#!/usr/bin/env python3
"""PyTorch's own test inputs for the operations that Gradus has, for OperationSamplesTest.

Run by hand, with PyTorch 2.13, when an operation is added:

    python3 scripts/reference/operation_samples.py

It walks `op_db` and its reference inputs, the samples that PyTorch tests its operations with (empty tensors, single numbers,
broadcasting, strides, negative axes, ...), says each sample that has a counterpart here in its terms,
and rewrites tensor/src/test/resources/gradus/tensor/operations.txt.gz with PyTorch's values and
gradients in double precision, in the format that tensor_samples.py describes. It prints how many
samples there are, and how many of them have no counterpart.
"""

import collections
import gzip
import pathlib
import sys
import types
import unittest

import torch

try:
    import expecttest  # noqa: F401
except ImportError:
    # Samples need no more of it than a class to inherit from.
    stand_in = types.ModuleType("expecttest")
    stand_in.TestCase = unittest.TestCase
    sys.modules["expecttest"] = stand_in
from torch.testing._internal.common_methods_invocations import op_db

LARGEST = 250
TYPES = {torch.float64: "FLOAT64", torch.int32: "INT32", torch.bool: "BOOL"}
SPECIAL = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN", "True": "1", "False": "0"}


class Other(Exception):
    """A sample that has no counterpart."""


def need(condition):
    if not condition:
        raise Other


def only(sample, *names):
    """Refuses settings that the counterpart lacks; None is no setting."""
    given = {key for key, value in sample.kwargs.items() if value is not None}
    need(given <= set(names))


def number(x):
    need(not isinstance(x, complex))
    return x if isinstance(x, torch.Tensor) else torch.tensor(x, dtype=torch.float64)


def unary(name):
    def counterpart(sample):
        need(not sample.args)
        only(sample)
        return name, [], [sample.input]

    return counterpart


def binary(name):
    def counterpart(sample):
        need(len(sample.args) == 1)
        only(sample)
        return name, [], [number(sample.input), number(sample.args[0])]

    return counterpart


def dims(sample, key="dim"):
    """The axes of a reduction: all where none are named."""
    given = sample.args[0] if sample.args else sample.kwargs.get(key)
    if given is None:
        return []
    given = list(given) if isinstance(given, (tuple, list)) else [given]
    need(all(isinstance(axis, int) and not isinstance(axis, bool) for axis in given))
    rank = sample.input.dim()
    # An axis of a single number, or named twice, is PyTorch's alone.
    return [] if rank == 0 and all(axis in (0, -1) for axis in given) else given


def reduction(name, keeping=None):
    def counterpart(sample):
        only(sample, "dim", "keepdim")
        need(len(sample.args) <= 1)
        keep = sample.kwargs.get("keepdim", False)
        need(keeping or not keep)
        return keeping if keep else name, dims(sample), [sample.input]

    return counterpart


def along(name):
    def counterpart(sample):
        only(sample, "dim", "keepdim", "dtype")
        need(not any(sample.args[1:]) and not sample.kwargs.get("keepdim"))
        need(sample.kwargs.get("dtype") in (None, torch.float64))
        axis = sample.args[0] if sample.args else sample.kwargs.get("dim")
        if isinstance(axis, (tuple, list)) and len(axis) == 1:
            axis = axis[0]
        need(isinstance(axis, int) and sample.input.dim() > 0)
        return name, [axis], [sample.input]

    return counterpart


def deviation(plain, sampled):
    def counterpart(sample):
        only(sample, "dim", "keepdim", "unbiased", "correction")
        need(not sample.kwargs.get("keepdim"))
        positional = [a for a in sample.args if not isinstance(a, bool)]
        flags = [a for a in sample.args if isinstance(a, bool)]
        correction = sample.kwargs.get("correction")
        if correction is None:
            correction = int((flags + [sample.kwargs.get("unbiased", True)])[0])
        name = {0: plain, 1: sampled}.get(correction)
        need(name and len(positional) <= 1 and len(flags) <= 1)
        sample.args = tuple(positional)
        return name, dims(sample), [sample.input]

    return counterpart


def where(sample):
    only(sample)
    x, (condition, other) = sample.input, sample.args
    return "where", [], [condition, number(x), number(other)]


def vector_norm(sample):
    only(sample, "dim", "ord")
    need(not sample.args or sample.args[0] == 2)
    need(sample.kwargs.get("ord", 2) == 2)
    sample.args = ()
    return "norm", dims(sample), [sample.input]


def joined(name):
    def counterpart(sample):
        only(sample, "dim")
        axis = sample.args[0] if sample.args else sample.kwargs.get("dim", 0)
        need(isinstance(axis, int))
        parts = list(sample.input)
        need(len({part.dtype for part in parts}) == 1)
        return name, [axis], parts

    return counterpart


def sizes(name):
    def counterpart(sample):
        only(sample, "dims")
        sample.args = sample.args or (sample.kwargs.get("dims"),)
        given = sample.args[0] if len(sample.args) == 1 else sample.args
        given = list(given) if isinstance(given, (tuple, list, torch.Size)) else [given]
        need(all(isinstance(size, int) for size in given))
        need(name != "broadcastTo" or -1 not in given)
        need(name not in ("transpose", "flip") or given)
        return name, given, [sample.input]

    return counterpart


def indexed(name):
    def counterpart(sample):
        only(sample)
        need(len(sample.args) == 2 and sample.input.dim() > 0)
        axis, index = sample.args
        need(isinstance(index, torch.Tensor) and (name != "takeAlong" or index.dim() > 0))
        return name, [axis], [sample.input, index]

    return counterpart


def select(sample):
    only(sample)
    return "select", list(sample.args), [sample.input]


def triangle(name):
    def counterpart(sample):
        only(sample, "diagonal")
        k = sample.args[0] if sample.args else sample.kwargs.get("diagonal", 0)
        return name, [k], [sample.input]

    return counterpart


def flat(sample):
    only(sample, "start_dim")
    need(not sample.args and sample.input.dim() > 0)
    return "flatten", [sample.kwargs.get("start_dim", 0)], [sample.input]


def ravel(sample):
    return "reshape", [-1], [sample.input]


def diagonal(sample):
    need(not sample.args and not sample.kwargs and sample.input.dim() == 2)
    return "diagonal", [], [sample.input]


def sort(sample):
    only(sample, "dim", "descending", "stable")
    axis = (list(sample.args) + [sample.kwargs.get("dim", -1)])[0]
    need(len(sample.args) <= 1 and isinstance(axis, int) and sample.input.dim() > 0)
    down = sample.kwargs.get("descending", False)
    return "sortDescending" if down else "sort", [axis], [sample.input]


def top(sample):
    only(sample, "sorted", "largest", "dim")
    need(sample.kwargs.get("largest", True) and sample.input.dim() > 0)
    need(len(sample.args) < 3 or sample.args[2] is True)
    count, axis = (list(sample.args) + [sample.kwargs.get("dim", -1)])[:2]
    return "topK", [count, axis], [sample.input]


def gelu(sample):
    need(sample.kwargs.get("approximate", "none") == "none")
    return "gelu", [], [sample.input]


def times_constant(name):
    """Sums and differences, without a factor."""

    def counterpart(sample):
        need(sample.kwargs.get("alpha", 1) == 1)
        sample.kwargs = {}
        return binary(name)(sample)

    return counterpart


COUNTERPARTS = {
    name: unary(ours)
    for name, ours in {
        "neg": "negate", "sgn": "sign", "square": "square", "abs": "abs", "sign": "sign",
        "reciprocal": "reciprocal", "sqrt": "sqrt", "rsqrt": "rsqrt", "exp": "exp",
        "expm1": "expm1", "log": "log", "log2": "log2", "log10": "log10", "log1p": "log1p",
        "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin", "acos": "acos", "atan": "atan",
        "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "floor": "floor", "ceil": "ceil",
        "round": "round", "erf": "erf", "sigmoid": "sigmoid", "nn.functional.relu": "relu",
        "nn.functional.silu": "silu", "isnan": "isNaN", "isfinite": "isFinite", "trace": "trace",
        "t": "transpose", "mT": "transpose",
    }.items()
}
COUNTERPARTS |= {
    name: binary(ours)
    for name, ours in {
        "mul": "times", "true_divide": "dividedBy", "pow": "power", "float_power": "power",
        "maximum": "maximum", "minimum": "minimum", "fmod": "remainder", "atan2": "atan2",
        "lt": "less", "le": "lessOrEqual", "gt": "greater", "ge": "greaterOrEqual",
        "eq": "equalTo", "ne": "notEqualTo", "logical_and": "and", "logical_or": "or",
        "logical_xor": "xor", "matmul": "matmul", "__rmatmul__": "matmul", "mm": "matmul",
        "mv": "matmul", "dot": "dot", "outer": "outer", "__radd__": "plus",
        "__rmul__": "times",
    }.items()
}
COUNTERPARTS |= {
    "add": times_constant("plus"), "sub": times_constant("minus"), "div": binary("dividedBy"),
    "sum": reduction("sum", "sumKeeping"), "mean": reduction("mean", "meanKeeping"),
    "amax": reduction("max", "maxKeeping"), "amin": reduction("min"),
    "prod": reduction("product"), "count_nonzero": reduction("countNonZero"),
    "any": reduction("any"), "all": reduction("all"),
    "var": deviation("variance", "sampleVariance"),
    "std": deviation("standardDeviation", None),
    "linalg.vector_norm": vector_norm,
    "logsumexp": along("logSumExp"), "softmax": along("softmax"),
    "log_softmax": along("logSoftmax"), "cumsum": along("cumulativeSum"),
    "argmax": along("argMax"), "argmin": along("argMin"),
    "where": where, "cat": joined("concat"), "stack": joined("stack"),
    "reshape": sizes("reshape"), "view": sizes("reshape"), "permute": sizes("transpose"),
    "broadcast_to": sizes("broadcastTo"), "expand": sizes("broadcastTo"), "tile": sizes("tile"),
    "flip": sizes("flip"), "unsqueeze": sizes("expand"),
    "gather": indexed("takeAlong"), "index_select": indexed("take"), "select": select,
    "tril": triangle("lowerTriangle"), "triu": triangle("upperTriangle"), "flatten": flat,
    "diagonal": diagonal, "sort": sort, "topk": top, "nn.functional.gelu": gelu,
    "ravel": ravel,
}


# Numbers among their operands are tensors here.
OF_TWO = {name for name, say in COUNTERPARTS.items() if "binary" in say.__qualname__}


def word(value):
    text = repr(value)
    return SPECIAL.get(text, text)


def line(kind, x):
    if x.dtype == torch.int64:
        x = x.to(torch.int32)
    shape = ",".join(map(str, x.shape)) or "-"
    values = " ".join(word(v) for v in x.detach().reshape(-1).tolist())
    return f"{kind} {TYPES[x.dtype]} {shape} {values}".rstrip() + "\n"


def tracked(x):
    """The tensors of a sample as leaves of their own, and those that have a gradient."""
    return x.detach().clone().requires_grad_(x.is_floating_point())


def case(op, sample):
    if op.name in OF_TWO | {"add", "sub"}:
        sample.input, *rest = map(number, (sample.input, *sample.args))
        sample.args = tuple(rest)
    tensors = [x for x in torch.utils._pytree.tree_leaves((sample.input, sample.args))
               if isinstance(x, torch.Tensor)]
    need(sum(x.numel() for x in tensors) <= LARGEST)
    leaves = {id(x): tracked(x) for x in tensors}
    replace = lambda x: leaves.get(id(x), x)
    sample.input, sample.args = torch.utils._pytree.tree_map(replace, (sample.input, sample.args))
    y = op.op(sample.input, *sample.args, **sample.kwargs)
    y = y[0] if isinstance(y, tuple) else y
    name, settings, inputs = COUNTERPARTS[op.name](sample)
    if op.name.startswith("__r"):
        inputs.reverse()
    need(len({id(x) for x in inputs}) == len(inputs))
    need(all(isinstance(s, int) for s in settings))
    need(all(x.dtype in (*TYPES, torch.int64) for x in (*inputs, y)))
    text = " ".join(["case", name, *map(str, settings)]) + "\n"
    text += "".join(line("input", x) for x in inputs) + line("output", y)
    if y.is_floating_point() and y.requires_grad:
        weights = (torch.arange(y.numel(), dtype=y.dtype).reshape(y.shape) % 5 - 1.75) / 4
        text += line("weights", weights)
        floating = [x for x in inputs if x.is_floating_point()]
        need(all(x.requires_grad for x in floating))
        found = torch.autograd.grad(y, floating, weights, allow_unused=True)
        for x, gradient in zip(floating, found):
            zero = torch.zeros(x.shape, dtype=x.dtype)
            text += line("gradient", zero if gradient is None else zero + gradient)
    return text


def main():
    torch.set_num_threads(1)
    counts = collections.Counter()
    texts = {}
    seen = set()
    for op in op_db:
        if op.name not in COUNTERPARTS or op.variant_test_name not in ("", "no_rounding_mode"):
            continue
        torch.manual_seed(42)
        for sample in op.reference_inputs("cpu", torch.float64, requires_grad=False):
            try:
                text = case(op, sample)
            except (Other, KeyError):
                counts["without a counterpart"] += 1
                continue
            seen.add(op.name)
            texts.setdefault(text)
            counts["samples"] += 1
    target = pathlib.Path(__file__).resolve().parents[2]
    target /= "tensor/src/test/resources/gradus/tensor/operations.txt.gz"
    with open(target, "wb") as file:
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
            packed.write("".join(texts).encode("utf-8"))
    print(dict(counts), len(texts), "different,", len(seen), "operations,", target.stat().st_size, "bytes")
    print("without any:", sorted(set(COUNTERPARTS) - seen))


if __name__ == "__main__":
    main()
