"""Writes convolution-samples.json: what PyTorch computes for convolution, pooling and their kin, values and gradients.

    python3 scripts/reference/convolution_samples.py > learn/src/test/resources/gradus/nn/convolution-samples.json

Everything is computed in double precision; gradients are those of sum(y * g). A sample's settings say how ConvolutionReferenceTest
builds the layer.
"""

import json

import torch
from torch.nn import functional as F

torch.manual_seed(20260102)
torch.set_default_dtype(torch.float64)
samples = []


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [float(v) for v in tensor.detach().flatten()]}


def rounded(*shape):
    """Random numbers that a float holds exactly, so that both precisions start from the same, and that are short to write."""
    return (torch.randn(*shape) * 256).round() / 256


def sample(kind, settings, function, x, weights):
    leaves = {k: v.clone().requires_grad_() for k, v in weights.items()}
    x = x.clone().requires_grad_()
    y = function(x, leaves)
    g = rounded(*y.shape)
    gradients = torch.autograd.grad((y * g).sum(), [*leaves.values(), x])
    samples.append({
        "kind": kind,
        "settings": settings,
        "x": numbers(x),
        "weights": {k: numbers(v) for k, v in weights.items()},
        "y": numbers(y),
        "g": numbers(g),
        "gradients": {k: numbers(v) for k, v in zip([*leaves, "x"], gradients)},
    })


def same(x, size, stride, dilation):
    """Zeros so that there is an output for every stride; where they are odd, the larger half comes after."""
    padding = []
    for length in reversed(x.shape[2:]):
        total = max(0, (-(-length // stride) - 1) * stride + dilation * (size - 1) + 1 - length)
        padding += [total // 2, total - total // 2]
    return F.pad(x, padding)


def convolution(x, filters, size, stride=1, padding=0, dilation=1, groups=1, bias=True):
    dimensions = len(x) - 2
    call = F.conv1d if dimensions == 1 else F.conv2d
    x = rounded(*x)
    weights = {"0.weight": rounded(filters, x.shape[1] // groups, *[size] * dimensions)}
    if bias:
        weights["0.bias"] = rounded(filters)
    settings = dict(filters=filters, size=size, stride=stride, padding=0 if padding == "same" else padding,
                    same=padding == "same", dilation=dilation, groups=groups, bias=bias)

    def run(x, w):
        padded = same(x, size, stride, dilation) if padding == "same" else x
        return call(padded, w["0.weight"], w.get("0.bias"), stride, 0 if padding == "same" else padding, dilation, groups)
    sample(f"conv{dimensions}d", settings, run, x, weights)


convolution((2, 1, 7, 5), 3, 3)
convolution((2, 3, 7, 9), 4, 3, padding=1)
convolution((1, 2, 9, 7), 3, 3, stride=2)
convolution((2, 2, 8, 7), 3, 3, stride=2, padding=1)
convolution((1, 2, 11, 8), 2, 3, stride=3, padding=2)
convolution((2, 3, 5, 6), 4, 1)
convolution((2, 3, 5, 6), 4, 1, stride=2)
convolution((2, 3, 5, 4), 4, 1, padding=1)
convolution((1, 2, 9, 11), 3, 3, dilation=2)
convolution((1, 2, 9, 11), 3, 3, dilation=3, padding=3)
convolution((2, 2, 9, 11), 3, 2, dilation=2, stride=2, padding=1)
convolution((2, 4, 6, 7), 6, 3, groups=2)
convolution((2, 4, 6, 7), 6, 3, groups=2, stride=2, padding=1)
convolution((2, 6, 5, 5), 3, 3, groups=3, bias=False)
convolution((2, 3, 7, 6), 3, 3, groups=3, padding=1)
convolution((2, 3, 7, 9), 3, 3, groups=3, stride=2, padding=1)
convolution((1, 2, 9, 8), 2, 3, groups=2, dilation=2, padding=2)
convolution((1, 3, 6, 6), 6, 3, groups=3, padding=1)
convolution((2, 2, 7, 7), 3, 3, padding="same")
convolution((2, 2, 7, 8), 3, 4, padding="same")
convolution((2, 2, 7, 8), 3, 3, stride=2, padding="same")
convolution((1, 2, 11, 10), 2, 5, stride=3, padding="same")
convolution((1, 1, 5, 5), 1, 5)
convolution((1, 2, 4, 3), 2, 3, padding=3)
convolution((2, 5, 6, 7), 8, 3, bias=False)
convolution((1, 1, 9, 8), 6, 5, padding=2)
convolution((2, 3, 11), 4, 3)
convolution((2, 3, 11), 4, 3, stride=2, padding=1)
convolution((1, 2, 13), 3, 3, dilation=4, padding=4)
convolution((2, 4, 9), 4, 3, groups=4, padding=1)
convolution((2, 4, 10), 6, 4, groups=2, stride=3, padding="same")


def transposed(x, filters, size, stride=1, padding=0, dilation=1, groups=1, extra=0, bias=True):
    x = rounded(*x)
    weights = {"0.weight": rounded(x.shape[1], filters // groups, size, size)}
    if bias:
        weights["0.bias"] = rounded(filters)
    settings = dict(filters=filters, size=size, stride=stride, padding=padding, dilation=dilation, groups=groups,
                    extra=extra, bias=bias)
    sample("convTranspose2d", settings, lambda x, w: F.conv_transpose2d(
        x, w["0.weight"], w.get("0.bias"), stride, padding, extra, groups, dilation), x, weights)


transposed((2, 3, 4, 5), 2, 3)
transposed((2, 3, 4, 5), 2, 3, stride=2)
transposed((2, 3, 4, 5), 2, 3, stride=2, padding=1, extra=1)
transposed((1, 2, 3, 5), 4, 4, stride=2, padding=1, bias=False)
transposed((1, 4, 3, 3), 6, 3, stride=3, groups=2, extra=2)
transposed((1, 2, 5, 4), 3, 2, dilation=2, padding=1)
transposed((2, 3, 4, 4), 3, 3, stride=2, groups=3, padding=1)
transposed((2, 3, 4, 3), 2, 2, stride=3)


def pooling(kind, x, size, stride, padding=0, ceiling=False, counted=True):
    settings = dict(size=size, stride=stride, padding=padding, ceiling=ceiling, counted=counted)
    if kind == "maxPool2d":
        function = lambda x, w: F.max_pool2d(x, size, stride, padding, ceil_mode=ceiling)
    else:
        function = lambda x, w: F.avg_pool2d(x, size, stride, padding, count_include_pad=counted)
    sample(kind, settings, function, rounded(*x), {})


for kind in ("maxPool2d", "averagePool2d"):
    pooling(kind, (2, 2, 6, 8), 2, 2)
    pooling(kind, (2, 3, 7, 5), 2, 2)
    pooling(kind, (1, 2, 9, 7), 3, 2)
    pooling(kind, (2, 2, 7, 8), 3, 2, padding=1)
    pooling(kind, (2, 2, 5, 5), 2, 3)
    pooling(kind, (1, 2, 5, 4), 3, 1, padding=1)
    pooling(kind, (1, 1, 4, 5), 1, 1)
pooling("maxPool2d", (2, 2, 7, 8), 2, 2, ceiling=True)
pooling("maxPool2d", (1, 2, 7, 6), 3, 2, padding=1, ceiling=True)
pooling("maxPool2d", (1, 2, 5, 8), 2, 3, padding=1, ceiling=True)
pooling("averagePool2d", (2, 2, 7, 8), 3, 2, padding=1, counted=False)
pooling("averagePool2d", (1, 2, 5, 5), 4, 3, padding=2, counted=False)
ties = torch.tensor([[1.0, 1, 0, 2], [1, 1, 2, 2], [0, 0, 0, 0], [0, 0, 0, 0]]).reshape(1, 1, 4, 4)
sample("maxPool2d", dict(size=3, stride=1, padding=1, ceiling=False, counted=True),
       lambda x, w: F.max_pool2d(x, 3, 1, 1), ties, {})
for rows, columns, shape in ((1, 1, (2, 3, 5, 4)), (3, 2, (2, 2, 7, 5)), (2, 3, (1, 2, 4, 9)), (5, 7, (1, 2, 3, 4)),
                             (3, 4, (1, 2, 6, 8))):
    settings = dict(rows=rows, columns=columns)
    sample("adaptiveAveragePool2d", settings, lambda x, w: F.adaptive_avg_pool2d(x, (rows, columns)), rounded(*shape), {})
    sample("adaptiveMaxPool2d", settings, lambda x, w: F.adaptive_max_pool2d(x, (rows, columns)), rounded(*shape), {})
sample("globalAveragePool", {}, lambda x, w: x.mean((2, 3)), rounded(2, 3, 5, 4), {})
sample("globalMaxPool", {}, lambda x, w: F.adaptive_max_pool2d(x, 1).flatten(1), rounded(2, 3, 5, 4), {})
for factor, shape in ((2, (2, 2, 3, 4)), (3, (1, 2, 4, 5)), (4, (1, 1, 1, 3))):
    settings = dict(factor=factor)
    sample("nearest", settings, lambda x, w: F.interpolate(x, scale_factor=factor, mode="nearest"), rounded(*shape), {})
    sample("bilinear", settings, lambda x, w: F.interpolate(
        x, scale_factor=factor, mode="bilinear", align_corners=False), rounded(*shape), {})
for groups, shape in ((1, (2, 4, 3, 5)), (2, (3, 6, 4, 3)), (4, (2, 4, 5)), (3, (5, 6))):
    weights = {"0.gamma": rounded(shape[1]), "0.beta": rounded(shape[1])}
    sample("groupNorm", dict(groups=groups), lambda x, w: F.group_norm(x, groups, w["0.gamma"], w["0.beta"], 1e-5),
           rounded(*shape), weights)
for shape in ((2, 3, 4, 5), (3, 2, 7)):
    weights = {"0.gamma": rounded(shape[1]), "0.beta": rounded(shape[1])}
    sample("instanceNorm", {}, lambda x, w: F.instance_norm(x, weight=w["0.gamma"], bias=w["0.beta"], eps=1e-5),
           rounded(*shape), weights)

print("[")
print(",\n".join(json.dumps(one) for one in samples))
print("]")
