"""Writes what PyTorch computes for activations, dense layers, normalisation and lookups: values, gradients and running statistics.

    python3 scripts/reference/layer_samples.py

makes layer-samples.safetensors.gz, see samples.py. A dense weight is [in, out].
"""

import torch
from torch.nn import functional as F

from samples import Samples, numbers

samples = Samples(20260101)
dice = samples.dice


def shape(rank, most=5):
    return [dice.randint(1, most) for _ in range(rank)]


activations = {
    "identity": lambda x: x * 1,
    "relu": F.relu,
    "relu6": F.relu6,
    "sigmoid": torch.sigmoid,
    "logSigmoid": F.logsigmoid,
    # PyTorch's own gradient multiplies by the nearest float to 1/6, even in double.
    "hardsigmoid": lambda x: F.relu6(x + 3) / 6,
    "tanh": torch.tanh,
    "hardtanh": F.hardtanh,
    "softsign": F.softsign,
    # PyTorch's default threshold of 20 drops what Gradus keeps.
    "softplus": lambda x: F.softplus(x, threshold=1000),
    "silu": F.silu,
    "hardswish": F.hardswish,
    "mish": F.mish,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "selu": F.selu,
    "elu": F.elu,
    "leakyRelu": F.leaky_relu,
}
spread = torch.tensor([[-30.0, -7.5, -2.75, -1.25, -0.5], [0.25, 0.75, 2.5, 6.5, 40.0]])
for name, function in activations.items():
    samples.add(name, {}, {"x": spread}, {}, lambda i, w: {"y": function(i["x"])})
    for n in range(29):
        x = numbers(*shape(1 + n % 4, (13, 5, 3, 2)[n % 4]), scale=2.0)
        samples.add(name, {}, {"x": x}, {}, lambda i, w: {"y": function(i["x"])})
for n in range(30):
    rank = 2 + n % 3
    alpha = dice.choice([0.01, 0.2, 0.5, 1.5])
    axis = dice.choice([-1, dice.randint(1, rank - 1)])
    size = shape(rank, 4)
    samples.add("elu of alpha", dict(alpha=alpha), {"x": numbers(*size)}, {}, lambda i, w: {"y": F.elu(i["x"], alpha)})
    samples.add("leakyRelu of slope", dict(slope=alpha), {"x": numbers(*size)}, {},
                lambda i, w: {"y": F.leaky_relu(i["x"], alpha)})
    samples.add("softmax", dict(axis=axis), {"x": numbers(*size)}, {}, lambda i, w: {"y": F.softmax(i["x"], axis)})
    samples.add("logSoftmax", dict(axis=axis), {"x": numbers(*size)}, {}, lambda i, w: {"y": F.log_softmax(i["x"], axis)})
    each = dice.random() < 0.5
    samples.add("prelu", dict(perChannel=each), {"x": numbers(*size)}, {"slope": numbers(size[1] if each else 1)},
                lambda i, w: {"y": F.prelu(i["x"], w["slope"])})
    samples.add("flatten", {}, {"x": numbers(*size)}, {}, lambda i, w: {"y": i["x"].flatten(1)})
    samples.add("reshape", dict(sizes=[-1, size[1]]), {"x": numbers(*size)}, {},
                lambda i, w: {"y": i["x"].reshape(size[0], -1, size[1])})

for n in range(32):
    *lead, out = shape(2 + n % 3, 6)
    size = dice.randint(1, 6)
    bias = n % 4 != 0
    weights = {"weight": numbers(size, out), **({"bias": numbers(out)} if bias else {})}
    samples.add("dense", dict(units=out, bias=bias), {"x": numbers(*lead, size)}, weights,
                lambda i, w: {"y": F.linear(i["x"], w["weight"].T, w.get("bias"))})

for n in range(30):
    batch, size, units, out = shape(4)
    shortcut = n % 3 == 0
    out = out if shortcut else size
    weights = {"body.0.weight": numbers(size, units), "body.0.bias": numbers(units),
               "body.2.weight": numbers(units, out), "body.2.bias": numbers(out)}
    if shortcut:
        weights |= {"shortcut.weight": numbers(size, out), "shortcut.bias": numbers(out)}

    def residual(i, w):
        y = F.linear(torch.tanh(F.linear(i["x"], w["body.0.weight"].T, w["body.0.bias"])), w["body.2.weight"].T, w["body.2.bias"])
        return {"y": y + (F.linear(i["x"], w["shortcut.weight"].T, w["shortcut.bias"]) if shortcut else i["x"])}
    samples.add("residual", dict(units=units, out=out, shortcut=shortcut), {"x": numbers(batch, size)}, weights, residual)
    plain = {k.removeprefix("body."): v for k, v in weights.items() if k.startswith("body.")}
    samples.add("sequential", dict(units=units, out=out), {"x": numbers(batch, size)}, plain,
                lambda i, w: {"y": F.linear(torch.tanh(F.linear(i["x"], w["0.weight"].T, w["0.bias"])),
                                            w["2.weight"].T, w["2.bias"])})

for n in range(40):
    size = [dice.randint(2, 5), dice.randint(1, 5), *shape(n % 4, (1, 7, 4, 3)[n % 4])]
    training = n % 8 < 4
    momentum, epsilon = dice.choice([(0.1, 1e-5), (0.3, 1e-3), (1.0, 1e-5), (0.01, 1e-5)])
    buffers = {"runningMean": numbers(size[1]), "runningVariance": numbers(size[1]).abs()}

    def batch_norm(i, w):
        mean, variance = buffers["runningMean"].clone(), buffers["runningVariance"].clone()
        y = F.batch_norm(i["x"], mean, variance, w["gamma"], w["beta"], training, momentum, epsilon)
        return {"y": y}, {"runningMean": mean, "runningVariance": variance}
    samples.add("batchNorm", dict(training=training, momentum=momentum, epsilon=epsilon), {"x": numbers(*size, scale=2.0)},
                {"gamma": numbers(size[1]), "beta": numbers(size[1])}, batch_norm, buffers)

for n in range(32):
    axes = 1 + n % 3
    size = shape(axes + dice.randint(1, 2), 4)
    size[-1] = max(size[-1], 2)
    epsilon = dice.choice([1e-5, 1e-3])
    weights = {"gamma": numbers(*size[-axes:]), "beta": numbers(*size[-axes:])}
    samples.add("layerNorm", dict(axes=axes, epsilon=epsilon), {"x": numbers(*size)}, weights,
                lambda i, w: {"y": F.layer_norm(i["x"], size[-axes:], w["gamma"], w["beta"], epsilon)})

for n in range(32):
    entries, width = dice.randint(1, 7), dice.randint(1, 5)
    x = torch.randint(entries, shape(2 + n % 2, 4))
    padding = dice.randrange(entries) if n % 3 == 0 else None
    table = numbers(entries, width)
    if padding is not None:
        table[padding] = 0
    samples.add("embedding", dict(entries=entries, width=width, padding=-1 if padding is None else padding), {"x": x},
                {"weight": table}, lambda i, w: {"y": F.embedding(i["x"], w["weight"], padding_idx=padding)})

# LeCun's hyperbolic tangent, and a number by channel: these came later, so they draw last.
samples.add("lecunTanh", {}, {"x": spread}, {}, lambda i, w: {"y": 1.7159 * torch.tanh(2 / 3 * i["x"])})
for n in range(30):
    size = shape(2 + n % 4, 4)
    bias = n % 4 != 0
    samples.add("lecunTanh", {}, {"x": numbers(*size)}, {}, lambda i, w: {"y": 1.7159 * torch.tanh(2 / 3 * i["x"])})

    def channel_affine(i, w):
        each = [-1] + [1] * (len(size) - 2)
        y = i["x"] * w["weight"].reshape(each)
        return {"y": y + w["bias"].reshape(each) if bias else y}
    weights = {"weight": numbers(size[1]), **({"bias": numbers(size[1])} if bias else {})}
    samples.add("channelAffine", dict(bias=bias), {"x": numbers(*size)}, weights, channel_affine)
samples.write("layer-samples")
