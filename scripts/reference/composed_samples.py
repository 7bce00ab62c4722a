#!/usr/bin/env python3
"""Values and gradients of operations composed of others, as PyTorch computes them, for ComposedReferenceTest.

    python3 scripts/reference/composed_samples.py

It writes tensor/src/test/resources/gradus/tensor/composed.txt.gz, in the format that
tensor_samples.py describes. A name may have parts, as `einsum|ij,jk->ik` and `pad|REFLECT`.
"""

import gzip
import io
import pathlib

import torch
from torch.nn import functional as F

torch.set_num_threads(1)
RANDOM = torch.Generator().manual_seed(7)
TYPES = {torch.float64: "FLOAT64", torch.int32: "INT32", torch.bool: "BOOL"}
OUT = io.StringIO()


def line(kind, x):
    x = x.to(torch.int32) if x.dtype == torch.int64 else x
    shape = ",".join(map(str, x.shape)) or "-"
    values = " ".join(repr(int(v) if isinstance(v, bool) else v) for v in x.detach().reshape(-1).tolist())
    OUT.write(f"{kind} {TYPES[x.dtype]} {shape} {values}".rstrip() + "\n")


def case(name, settings, function, *inputs):
    OUT.write(" ".join(["case", name, *map(str, settings)]) + "\n")
    leaves = [x.clone().requires_grad_(True) if x.is_floating_point() else x for x in inputs]
    y = function(*leaves)
    for x in inputs:
        line("input", x)
    line("output", y)
    if y.is_floating_point() and y.requires_grad:
        weights = (torch.arange(y.numel(), dtype=y.dtype).reshape(y.shape) % 5 - 1.75) / 4
        line("weights", weights)
        floating = [x for x in leaves if x.is_floating_point()]
        found = torch.autograd.grad(y, floating, weights, allow_unused=True)
        for x, gradient in zip(floating, found):
            line("gradient", torch.zeros_like(x) if gradient is None else gradient)


def numbers(*shape):
    x = torch.rand(shape, generator=RANDOM, dtype=torch.float32) * 6 - 3
    return x.to(torch.float64)


def integers(shape, low, high):
    return torch.randint(low, high, shape, generator=RANDOM, dtype=torch.int32)


for shape, axis in [((5,), 0), ((2, 3, 4), 1), ((2, 5), -1), ((0, 3), 0)]:
    for places in [0, 1, -2, 7, -13]:
        case("roll", [axis, places], lambda x: torch.roll(x, places, axis), numbers(*shape))
for shape, axis in [((1,), 0), ((7,), 0), ((2, 8, 3), 1), ((3, 13), -1), ((2, 0), 1)]:
    case("cumulativeProduct", [axis], lambda x: torch.cumprod(x, axis), numbers(*shape))
zeros = numbers(3, 6)
zeros[0, 2] = zeros[1, 0] = zeros[1, 4] = 0
case("cumulativeProduct", [1], lambda x: torch.cumprod(x, 1), zeros)
case("cumulativeProduct", [0], lambda x: torch.cumprod(x, 0).to(torch.int32), integers((9, 2), -2, 3))
for p in ["0.5", "1.0", "1.5", "2.0", "3.0", "Infinity", "0.0"]:
    for shape, axes in [((6,), []), ((2, 3, 4), [1]), ((2, 3, 4), [0, -1])]:
        norm = lambda x: torch.linalg.vector_norm(x, float(p.replace("Infinity", "inf")), axes or None)
        case(f"pNorm|{p}", axes, norm, numbers(*shape))
case("pNorm|3.0", [0], lambda x: torch.linalg.vector_norm(x, 3, 0), zeros)
case("pNorm|0.5", [1], lambda x: torch.linalg.vector_norm(x, 0.5, 1), zeros)
case("pNorm|1.5", [], lambda x: torch.linalg.vector_norm(x, 1.5), torch.zeros(3, dtype=torch.float64))
for a, b, axis in [((5,), (5,), 0), ((3, 4), (3, 4), 1), ((3, 4), (3, 4), 0), ((3, 1, 4), (2, 4), -1), ((2, 3), (3,), 1)]:
    case("cosineSimilarity", [axis], lambda x, y: F.cosine_similarity(x, y, axis), numbers(*a), numbers(*b))
for shape, axis, count in [((5,), 0, 3), ((3, 4), 1, 2), ((3, 4), 0, 2), ((2, 3, 4), -2, 3), ((3, 4), 1, 0)]:
    size = list(shape)
    size[axis] = count
    order = torch.rand(shape, generator=RANDOM).argsort(axis).narrow(axis, 0, count).to(torch.int32)
    scatter = lambda x, i, v: torch.scatter(x, axis, i.to(torch.int64), v)
    case("scatter", [axis], scatter, numbers(*shape), order, numbers(*size))
case("scatter", [1], lambda x, i, v: torch.scatter(x, 1, i.to(torch.int64), v), integers((3, 4), -9, 9),
     torch.tensor([[3], [0], [2]], dtype=torch.int32), integers((3, 1), -9, 9))

for border, mode in {"ZEROS": "constant", "REFLECT": "reflect", "REPLICATE": "replicate", "WRAP": "circular"}.items():
    for shape, pads in [((2, 1, 5), (2, 3)), ((1, 2, 4, 5), (1, 4, 3, 0)), ((1, 2, 3, 3, 4), (1, 2, 0, 1, 2, 2)),
                        ((2, 1, 4), (0, 0)), ((1, 1, 4), (3, 3))]:
        before = [0, 0, *pads[-2::-2]]
        after = [0, 0, *pads[::-2]]
        case(f"pad|{border}", before + after, lambda x: F.pad(x, pads, mode), numbers(*shape))

modes = {"NEAREST": ["nearest"] * 3, "LINEAR": ["linear", "bilinear", "trilinear"], "CUBIC": [None, "bicubic", None]}
for how, names in modes.items():
    for size, to in [((5,), (3,)), ((5,), (12,)), ((1,), (4,)), ((6,), (1,)), ((4, 5), (7, 3)), ((3, 3), (9, 6)), ((7, 2), (2, 7)),
                     ((5, 6), (5, 6)), ((1, 3), (2, 1)), ((13, 11), (17, 10)), ((2, 3, 2), (3, 2, 5)), ((3, 2, 4), (6, 4, 8))]:
        name = names[len(size) - 1]
        for corners in [False] if how == "NEAREST" else [False, True]:
            if name:
                extra = {} if how == "NEAREST" else {"align_corners": corners}
                case(f"interpolate|{how}|{str(corners).lower()}", to, lambda x: F.interpolate(x, to, mode=name, **extra),
                     numbers(2, 1, *size))

for equation, shapes in {
    "ij,jk->ik": [(2, 3), (3, 4)], "ij,jk": [(2, 3), (3, 4)], "ba": [(2, 3)], "ij->": [(2, 3)], "ij->j": [(2, 3)],
    "ii->i": [(3, 3)], "ii": [(3, 3)], "iji->j": [(3, 2, 3)], "iii->i": [(3, 3, 3)], "ijij->ji": [(2, 3, 2, 3)],
    "i,j->ij": [(2,), (3,)], "i,i->": [(4,), (4,)], "i,i->i": [(4,), (4,)], "bij,bjk->bik": [(2, 3, 4), (2, 4, 2)],
    "bhqd,bhkd->bhqk": [(2, 2, 3, 4), (2, 2, 5, 4)], "...qd,...kd->...qk": [(2, 1, 3, 4), (3, 5, 4)],
    "...ij->...ji": [(2, 3, 4)], "i...,i...->...": [(3, 2, 2), (3, 1, 2)], "...,...": [(2, 3), (3,)],
    "ab,bc,cd->ad": [(2, 3), (3, 4), (4, 2)], "ab,ac,ad->bcd": [(4, 2), (4, 3), (4, 2)], "ijk,jl->il": [(2, 3, 4), (3, 2)],
    "aab,bcc->ca": [(2, 2, 3), (3, 4, 4)], "i,->i": [(3,), ()], "zA,Ab->bz": [(2, 3), (3, 4)], "ij,ij->": [(2, 3), (2, 3)],
    "ij,kl->": [(2, 3), (2, 2)], "i...j,j->...i": [(2, 3, 2, 4), (4,)], "ij,jk->ki": [(0, 3), (3, 2)], "ij,jk->i": [(2, 0), (0, 3)],
}.items():
    case("einsum|" + equation, [], lambda *x: torch.einsum(equation, *x), *[numbers(*s) for s in shapes])
case("einsum|ij,jk->ik", [], lambda x, y: torch.einsum("ij,jk->ik", x, y), integers((2, 3), -5, 5), integers((3, 2), -5, 5))

target = pathlib.Path(__file__).resolve().parents[2] / "tensor/src/test/resources/gradus/tensor/composed.txt.gz"
with open(target, "wb") as file:
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(OUT.getvalue().encode("utf-8"))
print(OUT.getvalue().count("case "), "cases,", target.stat().st_size, "bytes")
