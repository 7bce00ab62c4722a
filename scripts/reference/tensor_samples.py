#!/usr/bin/env python3
"""Values and gradients of tensor operations as PyTorch computes them, for TensorReferenceTest.

Run by hand, with PyTorch 2.13, when an operation is added:

    python3 scripts/reference/tensor_samples.py

It rewrites tensor/src/test/resources/gradus/tensor/reference.txt.gz, the same bytes at each run.

The file is text, one word after another. A line that begins with `case` names a function and gives
its settings, which are integers; the lines after it hold one tensor each:

    case sum 0 2
    input FLOAT64 2,3,4 0.5 -1.25 ...
    output FLOAT64 3 ...
    weights FLOAT64 3 ...
    gradient FLOAT64 2,3,4 ...

`weights` is the gradient of a loss with respect to the output, and each `gradient` that of the loss
with respect to an input, in the inputs' order, integers and masks left out. Shapes are sizes joined
by commas, `-` for a single number. Inputs are exact in single precision. Cases whose tensors are
FLOAT64 hold for both precisions; those in FLOAT32, which have infinities, not-a-numbers, negative
zeros and very large and small numbers, for single precision only.
"""

import gzip
import io
import itertools
import pathlib

import torch

torch.set_num_threads(1)
RANDOM = torch.Generator().manual_seed(42)
TYPES = {
    torch.float32: "FLOAT32",
    torch.float64: "FLOAT64",
    torch.int32: "INT32",
    torch.bool: "BOOL",
}
OUT = io.StringIO()


def word(value):
    if value is True or value is False:
        return str(int(value))
    text = repr(value)
    return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}.get(text, text)


def line(kind, x):
    if x.dtype == torch.int64:
        x = x.to(torch.int32)
    shape = ",".join(map(str, x.shape)) or "-"
    values = " ".join(word(v) for v in x.detach().reshape(-1).tolist())
    OUT.write(f"{kind} {TYPES[x.dtype]} {shape} {values}".rstrip() + "\n")


def case(name, settings, function, *inputs, gradients=True):
    OUT.write(" ".join(["case", name, *map(str, settings)]) + "\n")
    leaves = [
        x.clone().requires_grad_(True) if x.is_floating_point() and gradients else x for x in inputs
    ]
    y = function(*leaves)
    for x in inputs:
        line("input", x)
    line("output", y)
    if gradients and y.is_floating_point() and y.requires_grad:
        weights = (torch.arange(y.numel(), dtype=y.dtype).reshape(y.shape) % 5 - 1.75) / 4
        line("weights", weights)
        floating = [x for x in leaves if x.is_floating_point()]
        found = torch.autograd.grad(y, floating, weights, allow_unused=True)
        for x, gradient in zip(floating, found):
            line("gradient", torch.zeros_like(x) if gradient is None else gradient)


def numbers(shape, low=-3.0, high=3.0):
    x = torch.rand(shape, generator=RANDOM, dtype=torch.float32) * (high - low) + low
    return x.to(torch.float64)


def integers(shape, low, high):
    return torch.randint(low, high, shape, generator=RANDOM, dtype=torch.int32)


def mask(shape):
    return torch.rand(shape, generator=RANDOM) < 0.5


SHAPES = [(), (7,), (2, 3, 4), (3, 0)]
INF = float("inf")
NAN = float("nan")
SPECIAL = torch.tensor(
    [0.0, -0.0, INF, -INF, NAN, 1e30, -1e30, 1e-30, -1e-30, 88.8, -104.0, 20.5, -20.5, 1.0, -1.0],
    dtype=torch.float32,
)

UNARY = {
    "negate": (torch.neg, -3, 3),
    "abs": (torch.abs, -3, 3),
    "sign": (torch.sign, -3, 3),
    "reciprocal": (torch.reciprocal, 0.3, 3),
    "square": (torch.square, -3, 3),
    "sqrt": (torch.sqrt, 0.1, 9),
    "rsqrt": (torch.rsqrt, 0.1, 9),
    "exp": (torch.exp, -5, 5),
    "expm1": (torch.expm1, -5, 5),
    "log": (torch.log, 0.1, 9),
    "log2": (torch.log2, 0.1, 9),
    "log10": (torch.log10, 0.1, 9),
    "log1p": (torch.log1p, -0.9, 9),
    "sin": (torch.sin, -9, 9),
    "cos": (torch.cos, -9, 9),
    "tan": (torch.tan, -1.4, 1.4),
    "asin": (torch.asin, -0.95, 0.95),
    "acos": (torch.acos, -0.95, 0.95),
    "atan": (torch.atan, -9, 9),
    "sinh": (torch.sinh, -4, 4),
    "cosh": (torch.cosh, -4, 4),
    "tanh": (torch.tanh, -5, 5),
    "floor": (torch.floor, -5, 5),
    "ceil": (torch.ceil, -5, 5),
    "round": (torch.round, -5, 5),
    "erf": (torch.erf, -4, 4),
    "sigmoid": (torch.sigmoid, -9, 9),
    "relu": (torch.relu, -3, 3),
    "softplus": (lambda x: torch.logaddexp(x, torch.zeros_like(x)), -9, 9),
    "silu": (torch.nn.functional.silu, -9, 9),
    "gelu": (torch.nn.functional.gelu, -5, 5),
}


def special_for(name):
    """Special numbers, without those at which PyTorch gives up what Gradus (SpecialValuesTest) does
    not: the sign of not-a-number is 0 there, and the limits of SiLU and GELU are not numbers."""
    if name == "sign":
        return SPECIAL[~SPECIAL.isnan()]
    if name in ("silu", "gelu"):
        return SPECIAL[~SPECIAL.isinf()]
    return SPECIAL


def unary():
    for name, (function, low, high) in UNARY.items():
        for shape in SHAPES:
            case(name, [], function, numbers(shape, low, high))
        # Where gradients of infinities are not numbers, libraries differ.
        case(name, [], function, special_for(name), gradients=False)
    case("round", [], torch.round, torch.tensor([0.5, 1.5, 2.5, -0.5, -1.5], dtype=torch.float64))
    case("clip", [-1, 1], lambda x: torch.clamp(x, -1, 1), numbers((4, 5)))
    edges = torch.tensor([-1.0, 1.0, 0.0, 2.0, -2.0, INF, -INF], dtype=torch.float32)
    case("clip", [-1, 1], lambda x: torch.clamp(x, -1, 1), edges)
    case("clip", [-1, 1], lambda x: torch.clamp(x, -1, 1), SPECIAL, gradients=False)
    case("relu", [], torch.relu, torch.tensor([0.0, -0.0, 1.0, -1.0], dtype=torch.float32))
    case("abs", [], torch.abs, torch.tensor([0.0, -0.0, 1.0, -1.0], dtype=torch.float32))
    for name, function in {"isNaN": torch.isnan, "isFinite": torch.isfinite}.items():
        case(name, [], function, SPECIAL)
    case("not", [], torch.logical_not, mask((3, 4)))
    case("castToInt", [], lambda x: x.to(torch.int32), numbers((3, 4), -9, 9))
    case("castToFloat", [], lambda x: x.to(torch.float32), integers((5,), -9, 9))
    case("castToFloat", [], lambda x: x.to(torch.float32), mask((5,)))
    case("castToMask", [], lambda x: x.to(torch.bool), SPECIAL)


PAIRS = [((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1, 4), (3, 1)), ((), (2, 2)), ((0, 3), (1, 3))]
BINARY = {
    "plus": (torch.add, -3, 3),
    "minus": (torch.sub, -3, 3),
    "times": (torch.mul, -3, 3),
    "dividedBy": (torch.div, 0.3, 3),
    "power": (torch.pow, 0.2, 3),
    "maximum": (torch.maximum, -3, 3),
    "minimum": (torch.minimum, -3, 3),
    "remainder": (torch.fmod, 0.3, 3),
    "atan2": (torch.atan2, 0.3, 3),
}
COMPARISONS = {
    "less": torch.lt,
    "lessOrEqual": torch.le,
    "greater": torch.gt,
    "greaterOrEqual": torch.ge,
    "equalTo": torch.eq,
    "notEqualTo": torch.ne,
}


def binary():
    grid = torch.tensor(list(itertools.product(SPECIAL.tolist(), repeat=2)), dtype=torch.float32)
    left, right = grid[:, 0].clone(), grid[:, 1].clone()
    for name, (function, low, high) in BINARY.items():
        for a, b in PAIRS:
            case(name, [], function, numbers(a, low, high), numbers(b, low, high))
        # PyTorch's quotients overflow on the way to the remainder of 1e30 by 1e-30.
        fits = (left / right).isinf() & (right != 0) & left.isfinite() & (name == "remainder")
        case(name, [], function, left[~fits].clone(), right[~fits].clone(), gradients=False)
    whole = torch.tensor([0.0, 1.0, 2.0, -1.0, -2.0, 3.0, 0.5], dtype=torch.float32)
    table = torch.tensor(list(itertools.product(whole.tolist(), repeat=2)), dtype=torch.float32)
    for name in ["power", "maximum", "minimum", "times", "plus", "minus"]:
        case(name, [], BINARY[name][0], table[:, 0].clone(), table[:, 1].clone())
    for name, function in COMPARISONS.items():
        case(name, [], function, left, right)
        case(name, [], function, integers((3, 4), 0, 3), integers((4,), 0, 3))
        case(name, [], function, mask((3, 4)), mask((3, 1)))
    for name, function in {
        "plus": torch.add,
        "minus": torch.sub,
        "times": torch.mul,
        "dividedBy": lambda a, b: torch.div(a, b, rounding_mode="trunc"),
        "remainder": torch.fmod,
        "maximum": torch.maximum,
        "minimum": torch.minimum,
    }.items():
        case(name, [], function, integers((3, 4), -9, 9), integers((4,), 1, 5))
    logic = {"and": torch.logical_and, "or": torch.logical_or, "xor": torch.logical_xor}
    for name, function in logic.items():
        case(name, [], function, mask((3, 4)), mask((2, 1, 4)))
    for a, b in PAIRS:
        case("where", [], torch.where, mask(b), numbers(a), numbers(b))
    case("where", [], torch.where, mask((3,)), integers((2, 3), 0, 9), integers((3,), 0, 9))
    near = left * (1 + 1e-6)
    case("isClose", [], lambda a, b: torch.isclose(a, b, 1e-5, 1e-8), left, right, gradients=False)
    case("isClose", [], lambda a, b: torch.isclose(a, b, 1e-5, 1e-8), near, left, gradients=False)


def axes_of(shape, axes):
    return tuple(axes) if axes else tuple(range(len(shape)))


REDUCTIONS = {
    "sum": lambda x, d: torch.sum(x, d),
    "sumKeeping": lambda x, d: torch.sum(x, d, keepdim=True),
    "mean": lambda x, d: torch.mean(x, d),
    "meanKeeping": lambda x, d: torch.mean(x, d, keepdim=True),
    "variance": lambda x, d: torch.var(x, d, correction=0),
    "sampleVariance": lambda x, d: torch.var(x, d, correction=1),
    "standardDeviation": lambda x, d: torch.std(x, d, correction=0),
    "max": lambda x, d: torch.amax(x, d),
    "min": lambda x, d: torch.amin(x, d),
    "maxKeeping": lambda x, d: torch.amax(x, d, keepdim=True),
    "norm": lambda x, d: torch.linalg.vector_norm(x, 2, d),
}
ALONG = {
    "logSumExp": torch.logsumexp,
    "softmax": torch.softmax,
    "logSoftmax": torch.log_softmax,
    "cumulativeSum": torch.cumsum,
}


def reductions():
    layouts = [((), []), ((5,), []), ((2, 3, 4), []), ((2, 3, 4), [0]), ((2, 3, 4), [1])]
    layouts += [((2, 3, 4), [-1]), ((2, 3, 4), [0, 2]), ((3, 1, 5), [1]), ((2, 3, 2, 3), [1, 3])]
    for name, function in REDUCTIONS.items():
        for shape, axes in layouts:
            x = numbers(shape)
            if name == "sampleVariance" and (shape == () or axes == [1]):
                continue
            if name == "max":
                x = torch.round(x)  # ties
            if shape == () and name in ("norm", "variance", "standardDeviation"):
                continue
            case(name, axes, lambda x: function(x, axes_of(shape, axes)), x)
    for shape, axes in [((2, 3, 4), [1]), ((5,), [0]), ((3, 4), [0])]:
        x = numbers(shape, 0.5, 1.5)
        case("product", axes, lambda x: torch.prod(x, axes[0]), x)
    zeros = torch.tensor([[2.0, 0.0, 3.0], [0.0, 0.0, 4.0], [1.0, 2.0, 3.0]], dtype=torch.float64)
    case("product", [1], lambda x: torch.prod(x, 1), zeros)
    case("product", [], torch.prod, zeros)
    case("sum", [0], lambda x: torch.sum(x, 0), numbers((0, 3)))
    case("product", [0], lambda x: torch.prod(x, 0), numbers((0, 3)))
    case("norm", [1], lambda x: torch.linalg.vector_norm(x, 2, 1), zeros * 0)
    case("standardDeviation", [1], lambda x: torch.std(x, 1, correction=0), zeros * 0 + 3)
    for name, function in ALONG.items():
        for shape, axis in [((5,), 0), ((2, 3, 4), 0), ((2, 3, 4), 1), ((2, 3, 4), -1), ((0, 3), 1)]:
            case(name, [axis], lambda x: function(x, axis), numbers(shape, -8, 8))
    # PyTorch's gradient of logSumExp for two equal numbers this large adds up to 2.
    large = torch.tensor([[1000.0, 999.0, -1000.0], [-1e30, 0.0, 5.0], [1e30, 1e20, 0.0]])
    masked = torch.tensor([[-INF, 1.0, 2.0], [-INF, -INF, 3.0]])
    for name in ["logSumExp", "softmax", "logSoftmax"]:
        case(name, [1], lambda x: ALONG[name](x, 1), large)
        case(name, [1], lambda x: ALONG[name](x, 1), masked, gradients=name != "logSoftmax")
        case(name, [0], lambda x: ALONG[name](x, 0), large.T.contiguous())
    case("logSumExp", [0], lambda x: torch.logsumexp(x, 0), torch.full((2, 2), -INF), gradients=False)
    special = SPECIAL.reshape(5, 3)
    for name in ["sum", "max", "min", "mean"]:
        function = REDUCTIONS[name]
        case(name, [1], lambda x: function(x, (1,)), special, gradients=False)
    for name, function in {"argMax": torch.argmax, "argMin": torch.argmin}.items():
        for shape, axis in [((5,), 0), ((2, 3, 4), 1), ((2, 3, 4), -1)]:
            case(name, [axis], lambda x: function(x, axis), numbers(shape))
        case(name, [1], lambda x: function(x, 1), special)
        case(name, [1], lambda x: function(x, 1), integers((3, 4), -9, 9))
    for axes in [[0], [1]]:
        case("any", axes, lambda x: torch.any(x, axes[0]), mask((3, 4)))
        case("all", axes, lambda x: torch.all(x, axes[0]), mask((3, 4)))
        case("countNonZero", axes, lambda x: torch.count_nonzero(x, axes[0]), integers((3, 4), 0, 2))
    case("sum", [1], lambda x: torch.sum(x, 1), integers((3, 4), -9, 9))
    case("cumulativeSum", [1], lambda x: torch.cumsum(x, 1), integers((3, 4), -9, 9))
    many = (numbers((1000,), 0, 1) / 3).to(torch.float32).to(torch.float64)
    case("cumulativeSum", [0], lambda x: torch.cumsum(x, 0), many)


def matrices():
    for a, b in [
        ((3,), (3,)),
        ((3,), (3, 4)),
        ((2, 3), (3,)),
        ((2, 3), (3, 4)),
        ((5, 2, 3), (3, 4)),
        ((5, 2, 3), (5, 3, 4)),
        ((2, 1, 2, 3), (5, 3, 4)),
        ((2, 3), (5, 3, 4)),
        ((3,), (5, 3, 4)),
        ((5, 2, 3), (3,)),
        ((2, 0), (0, 3)),
        ((0, 3), (3, 2)),
        ((4, 0, 3), (3, 2)),
        ((1, 7), (7, 1)),
        ((17, 33), (33, 19)),
    ]:
        case("matmul", [], torch.matmul, numbers(a), numbers(b))
    transposed = lambda a, b: a @ b.transpose(-1, -2)
    case("matmulTransposed", [], transposed, numbers((2, 3)), numbers((4, 3)))
    case("matmulTransposed", [], transposed, numbers((5, 2, 3)), numbers((1, 4, 3)))
    case("dot", [], torch.dot, numbers((5,)), numbers((5,)))
    case("outer", [], torch.outer, numbers((3,)), numbers((4,)))
    for shape in [(3, 3), (2, 5), (5, 2), (2, 3, 4), (0, 3)]:
        case("diagonal", [], lambda x: torch.diagonal(x, 0, -2, -1), numbers(shape))
        case("trace", [], lambda x: torch.diagonal(x, 0, -2, -1).sum(-1), numbers(shape))
        for k in [-1, 0, 2]:
            case("lowerTriangle", [k], lambda x: torch.tril(x, k), numbers(shape))
            case("upperTriangle", [k], lambda x: torch.triu(x, k), numbers(shape))


def layouts():
    case("reshape", [3, -1], lambda x: x.reshape(3, -1), numbers((2, 3, 4)))
    case("flatten", [1], lambda x: x.flatten(1), numbers((2, 3, 4)))
    case("expand", [1], lambda x: x.unsqueeze(1), numbers((2, 3)))
    case("squeeze", [1], lambda x: x.squeeze(1), numbers((2, 1, 3)))
    for order in [[1, 0, 2], [2, 0, 1], [2, 1, 0]]:
        case("transpose", order, lambda x: x.permute(order), numbers((2, 3, 4)))
    case("transpose", [], lambda x: x.transpose(-1, -2), numbers((2, 3, 4)))
    case("broadcastTo", [2, 3, 4], lambda x: x.expand(2, 3, 4), numbers((3, 1)))
    case("slice", [1, 1, 3, 1], lambda x: x[:, 1:3], numbers((2, 5)))
    case("slice", [1, 0, 5, 2], lambda x: x[:, 0:5:2], numbers((2, 5, 2)))
    case("slice", [1, -3, -1, 1], lambda x: x[:, -3:-1], numbers((2, 5)))
    case("slice", [0, 1, 1, 1], lambda x: x[1:1], numbers((2, 5)))
    case("slice", [1, 1, 5, -1], lambda x: x[:, 1:5].flip(1), numbers((2, 5)))
    case("slice", [1, 0, 5, -3], lambda x: x.flip(1)[:, ::3], numbers((2, 5)))
    case("select", [1, -2], lambda x: x[:, -2], numbers((2, 5)))
    case("flip", [0, 2], lambda x: x.flip(0, 2), numbers((2, 3, 4)))
    pad = torch.nn.functional.pad
    case("pad", [1, 2, 1], lambda x: pad(x, (0, 0, 2, 1), value=7.0), numbers((2, 3, 4)))
    for axis in [0, 1, -1]:
        sizes = [[2, 3], [2, 3], [2, 3]]
        for part, size in zip(sizes, [1, 0, 4]):
            part[axis] = size
        parts = [numbers(tuple(s)) for s in sizes]
        case("concat", [axis], lambda *x: torch.cat(x, axis), *parts)
        case("stack", [axis], lambda *x: torch.stack(x, axis), numbers((2, 3)), numbers((2, 3)))
    case("tile", [2, 3], lambda x: x.tile(2, 3), numbers((2, 3)))
    case("tile", [0, 2], lambda x: x.tile(0, 2), numbers((2, 3)))
    case("repeat", [0, 3], lambda x: x.repeat_interleave(3, 0), numbers((2, 3)))
    case("repeat", [-1, 2], lambda x: x.repeat_interleave(2, -1), numbers((2, 3)))
    index = lambda i: i.to(torch.int64)
    case("take", [0], lambda x, i: x[index(i)], numbers((4, 3)), integers((2, 5), 0, 4))
    case("take", [1], lambda x, i: x[:, index(i)], numbers((2, 4, 3)), integers((3,), 0, 4))
    case("take", [-1], lambda x, i: x[..., index(i)], numbers((2, 4)), integers((), 0, 4))
    gather = lambda axis: lambda x, i: torch.gather(x, axis, index(i))
    for axis, shape in [(0, (7, 3)), (1, (4, 2))]:
        case("takeAlong", [axis], gather(axis), numbers((4, 3)), integers(shape, 0, 3))
    case("addAlong", [1, 5],
         lambda x, i: torch.zeros(4, 5, dtype=x.dtype).scatter_add(1, index(i), x),
         numbers((4, 3)), integers((4, 3), 0, 5))
    case("addAt", [1, 5],
         lambda x, i: torch.zeros(2, 5, 4, dtype=x.dtype).index_add(1, index(i), x),
         numbers((2, 3, 4)), integers((3,), 0, 5))
    one_hot = torch.nn.functional.one_hot
    case("oneHot", [4], lambda i: one_hot(index(i), 4).to(torch.float32), integers((2, 3), 0, 4))
    for axis in [0, 1, -1]:
        x = torch.round(numbers((3, 4, 5)) * 2)  # ties
        case("argSort", [axis], lambda x: torch.sort(x, dim=axis, stable=True)[1], x)
        case("sort", [axis], lambda x: torch.sort(x, dim=axis, stable=True)[0], x)
        down = lambda x: torch.sort(x, dim=axis, descending=True, stable=True)
        case("argSortDescending", [axis], lambda x: down(x)[1], x)
        case("sortDescending", [axis], lambda x: down(x)[0], x)
        case("topK", [2, axis], lambda x: torch.topk(x, 2, axis)[0], numbers((3, 4, 5)))
    case("argSort", [0], lambda x: torch.sort(x, dim=0, stable=True)[1], SPECIAL)
    case("argSort", [1], lambda x: torch.sort(x, dim=1, stable=True)[1], integers((2, 9), -3, 3))
    arange = torch.arange(0.5, 9, 1.25, dtype=torch.float32)
    case("arange", [], lambda: arange)
    case("linspace", [7], lambda: torch.linspace(-1, 2, 7, dtype=torch.float32))
    case("eye", [3], lambda: torch.eye(3))


unary()
binary()
reductions()
matrices()
layouts()
target = pathlib.Path(__file__).resolve().parents[2]
target /= "tensor/src/test/resources/gradus/tensor/reference.txt.gz"
target.parent.mkdir(parents=True, exist_ok=True)
with open(target, "wb") as file:
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(OUT.getvalue().encode("utf-8"))
print(OUT.getvalue().count("case "), "cases,", target.stat().st_size, "bytes")
