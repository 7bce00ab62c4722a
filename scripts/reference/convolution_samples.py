"""Writes what PyTorch computes for convolution, pooling, upsampling and group normalisation: values and gradients.

    python3 scripts/reference/convolution_samples.py

makes convolution-samples.safetensors.gz, see samples.py. Sizes, strides, paddings and dilations are lists, one number for each axis.
"""

import torch
from torch.nn import functional as F

from samples import Samples, numbers

samples = Samples(20260102)
dice = samples.dice


def reach(size, dilation):
    return [d * (k - 1) + 1 for k, d in zip(size, dilation)]


def padded(x, size, stride, dilation, value=0.0):
    """Padding so that there is an output for every stride; where it is odd, the larger half comes after."""
    padding = []
    for length, r, s in reversed(list(zip(x.shape[2:], reach(size, dilation), stride))):
        total = max(0, (-(-length // s) - 1) * s + r - length)
        padding += [total // 2, total - total // 2]
    return F.pad(x, padding, value=value)


def convolution(x, filters, size, stride=1, padding=0, dilation=1, groups=1, bias=True, same=False):
    axes = len(x) - 2
    size, stride, padding, dilation = (v if isinstance(v, list) else [v] * axes for v in (size, stride, padding, dilation))
    call = (F.conv1d, F.conv2d, F.conv3d)[axes - 1]
    weights = {"weight": numbers(filters, x[1] // groups, *size)}
    if bias:
        weights["bias"] = numbers(filters)
    settings = dict(filters=filters, size=size, stride=stride, padding=padding, same=same, dilation=dilation, groups=groups,
                    bias=bias)

    def run(i, w):
        whole = padded(i["x"], size, stride, dilation) if same else i["x"]
        return {"y": call(whole, w["weight"], w.get("bias"), stride, padding, dilation, groups)}
    samples.add(f"conv{axes}d", settings, {"x": numbers(*x)}, weights, run)


def transposed(x, filters, size, stride=1, padding=0, dilation=1, groups=1, extra=0, bias=True, same=False):
    axes = len(x) - 2
    size, stride, padding, dilation = (v if isinstance(v, list) else [v] * axes for v in (size, stride, padding, dilation))
    call = F.conv_transpose1d if axes == 1 else F.conv_transpose2d
    weights = {"weight": numbers(x[1], filters // groups, *size)}
    if bias:
        weights["bias"] = numbers(filters)
    settings = dict(filters=filters, size=size, stride=stride, padding=padding, same=same, dilation=dilation, groups=groups,
                    extra=extra, bias=bias)

    def run(i, w):
        if not same:
            return {"y": call(i["x"], w["weight"], w.get("bias"), stride, padding, extra, groups, dilation)}
        y = call(i["x"], w["weight"], None, stride, 0, 0, groups, dilation)
        cuts = []
        for r, s in reversed(list(zip(reach(size, dilation), stride))):
            cut = max(0, r - s)
            cuts += [-(cut // 2), max(0, s - r) - (cut - cut // 2)]
        y = F.pad(y, cuts)
        return {"y": y + w["bias"].reshape(-1, *[1] * axes) if bias else y}
    samples.add(f"convTranspose{axes}d", settings, {"x": numbers(*x)}, weights, run)


def pooling(kind, x, size, stride, padding=0, dilation=1, ceiling=False, counted=True, same=False, values=None):
    axes = len(x) - 2
    size, stride, padding, dilation = (v if isinstance(v, list) else [v] * axes for v in (size, stride, padding, dilation))
    largest = (F.max_pool1d, F.max_pool2d, F.max_pool3d)[axes - 1]
    mean = (F.avg_pool1d, F.avg_pool2d, F.avg_pool3d)[axes - 1]
    settings = dict(size=size, stride=stride, padding=padding, dilation=dilation, ceiling=ceiling, counted=counted, same=same)

    def run(i, w):
        x = i["x"]
        if kind == "maxPool":
            whole = padded(x, size, stride, dilation, -torch.inf) if same else x
            return {"y": largest(whole, size, stride, padding, dilation, ceiling)}
        if not same:
            return {"y": mean(x, size, stride, padding, ceiling, counted)}
        y = mean(padded(x, size, stride, dilation), size, stride)
        return {"y": y if counted else y / mean(padded(torch.ones_like(x), size, stride, dilation), size, stride)}
    samples.add(f"{kind}{axes}d", settings, {"x": numbers(*x) if values is None else values}, {}, run)


def some(axes, most):
    return [dice.randint(1, most) for _ in range(axes)]


def drawn(axes):
    """Sizes that differ by axis and a window that fits."""
    while True:
        sizes = some(axes, (13, 8, 4)[axes - 1])
        size, stride, dilation = some(axes, (5, 3, 2)[axes - 1]), some(axes, 3), some(axes, (3, 2, 2)[axes - 1])
        padding = [dice.randint(0, k // 2) for k in size]
        if all(n + 2 * p >= r for n, p, r in zip(sizes, padding, reach(size, dilation))):
            return sizes, size, stride, padding, dilation


def sees(length, size, stride, padding, dilation):
    """Whether every place of a window that begins before the end has a number in it; PyTorch writes out of bounds where not."""
    starts = range(-padding, length, stride)
    return all(any(0 <= at + i * dilation < length for i in range(size)) for at in starts)


def at_least(count, kind, draw):
    """Draws configurations until there are so many of a kind."""
    while sum(f'"{kind}"' in s for s in samples.settings.values()) < count:
        draw()


convolution((2, 1, 7, 5), 3, 3)
convolution((2, 3, 5, 6), 4, 1)
convolution((2, 3, 5, 6), 4, 1, stride=2)
convolution((1, 2, 9, 11), 3, 3, dilation=3, padding=3)
convolution((2, 4, 6, 7), 6, 3, groups=2, stride=2, padding=1)
convolution((2, 3, 7, 6), 3, 3, groups=3, padding=1)
convolution((1, 3, 6, 6), 6, 3, groups=3, padding=1)
convolution((2, 2, 7, 8), 3, 4, same=True)
convolution((1, 2, 11, 10), 2, 5, stride=3, same=True)
convolution((1, 1, 5, 5), 1, 5)
convolution((1, 2, 4, 3), 2, 3, padding=3)
convolution((1, 1, 9, 8), 6, 5, padding=2)
convolution((2, 3, 11), 4, 3)
convolution((1, 2, 13), 3, 3, dilation=4, padding=4)
convolution((2, 4, 9), 4, 3, groups=4, padding=1)
convolution((2, 4, 10), 6, 4, groups=2, stride=3, same=True)
convolution((2, 1, 1), 3, 1)
convolution((2, 2, 4, 3, 5), 3, 2)
convolution((1, 2, 3, 4, 3), 2, 3, padding=1)
convolution((1, 1, 1, 1, 1), 1, 1)
for axes in (1, 2, 3):
    def draw():
        sizes, size, stride, padding, dilation = drawn(axes)
        groups = dice.choice([1, 1, 2, 3])
        x = (dice.randint(1, 2), groups * dice.randint(1, 2), *sizes)
        same = dice.random() < 0.25
        convolution(x, groups * dice.randint(1, 2), size, stride, 0 if same else padding, dilation, groups,
                    dice.random() < 0.7, same)
    at_least(34, f"conv{axes}d", draw)

transposed((2, 3, 4, 5), 2, 3)
transposed((2, 3, 4, 5), 2, 3, stride=2, padding=1, extra=1)
transposed((1, 2, 3, 5), 4, 4, stride=2, padding=1, bias=False)
transposed((1, 4, 3, 3), 6, 3, stride=3, groups=2, extra=2)
transposed((2, 3, 4, 3), 2, 2, stride=3)
transposed((2, 2, 3, 4), 2, 3, stride=2, same=True)
transposed((1, 2, 3, 2), 2, 2, stride=3, same=True)
transposed((1, 2, 1, 2), 2, 4, stride=1, same=True)
for axes in (1, 2):
    def draw():
        sizes, size, stride, padding, dilation = drawn(axes)
        sizes = [min(n, 5) for n in sizes]
        groups = dice.choice([1, 1, 2, 3])
        same = dice.random() < 0.25
        extra = 0 if same else dice.randrange(min(stride))
        if all((n - 1) * s - 2 * p + r + extra > 0
               for n, s, p, r in zip(sizes, stride, padding, reach(size, dilation))):
            transposed((dice.randint(1, 2), groups * dice.randint(1, 2), *sizes), groups * dice.randint(1, 2), size, stride,
                       0 if same else padding, dilation, groups, extra, dice.random() < 0.7, same)
    at_least(34, f"convTranspose{axes}d", draw)

ties = torch.tensor([[1.0, 1, 0, 2], [1, 1, 2, 2], [0, 0, 0, 0], [0, 0, 0, 0]]).reshape(1, 1, 4, 4)
pooling("maxPool", (1, 1, 4, 4), 3, 1, 1, values=ties)
pooling("maxPool", (1, 2, 7, 6), 3, 2, 1, ceiling=True)
pooling("maxPool", (1, 2, 5, 8), 2, 3, 1, ceiling=True)
pooling("averagePool", (1, 2, 7, 6), 3, 2, 1, ceiling=True)
pooling("averagePool", (1, 2, 5, 8), 2, 3, 1, ceiling=True)
pooling("averagePool", (1, 2, 7, 8), 3, 2, 1, ceiling=True, counted=False)
pooling("averagePool", (1, 2, 5, 5), 4, 3, 2, counted=False)
for kind in ("maxPool", "averagePool"):
    for axes in (1, 2, 3):
        def draw():
            sizes, size, stride, padding, dilation = drawn(axes)
            same = dice.random() < 0.2
            x = (dice.randint(1, 2), dice.randint(1, 2), *sizes)
            if kind == "maxPool" and all(map(sees, sizes, size, stride, padding, dilation)) and (not same or max(dilation) == 1):
                ceiling = dice.random() < 0.5
                pooling(kind, x, size, stride, 0 if same else padding, dilation, ceiling and not same, same=same)
            elif kind == "averagePool" and all(n >= k for n, k in zip(sizes, size)):
                ceiling = dice.random() < 0.5
                pooling(kind, x, size, stride, 0 if same else padding, 1, ceiling and not same, dice.random() < 0.5, same)
        at_least(34, f"{kind}{axes}d", draw)

for axes, mean, largest in ((1, F.adaptive_avg_pool1d, F.adaptive_max_pool1d), (2, F.adaptive_avg_pool2d, F.adaptive_max_pool2d)):
    for n in range(30):
        sizes, outputs = some(axes, 9), some(axes, 7)
        x = (dice.randint(1, 2), dice.randint(1, 2), *sizes)
        samples.add(f"adaptiveAveragePool{axes}d", dict(outputs=outputs), {"x": numbers(*x)}, {},
                    lambda i, w: {"y": mean(i["x"], outputs)})
        samples.add(f"adaptiveMaxPool{axes}d", dict(outputs=outputs), {"x": numbers(*x)}, {},
                    lambda i, w: {"y": largest(i["x"], outputs)})
for n in range(30):
    x = (dice.randint(1, 3), dice.randint(1, 3), *some(1 + n % 3, 5))
    samples.add("globalAveragePool", {}, {"x": numbers(*x)}, {}, lambda i, w: {"y": i["x"].flatten(2).mean(2)})
    samples.add("globalMaxPool", {}, {"x": numbers(*x)}, {},
                lambda i, w: {"y": F.adaptive_max_pool1d(i["x"].flatten(2), 1).flatten(1)})
for axes, smooth in ((1, "linear"), (2, "bilinear")):
    for n in range(30):
        factor = dice.randint(1, 4)
        x = (dice.randint(1, 2), dice.randint(1, 2), *some(axes, 5))
        for mode in ("nearest", smooth):
            options = {} if mode == "nearest" else {"align_corners": False}
            samples.add(f"{mode}{axes}d", dict(factor=factor), {"x": numbers(*x)}, {},
                        lambda i, w: {"y": F.interpolate(i["x"], scale_factor=factor, mode=mode, **options)})
for n in range(40):
    groups = dice.randint(1, 4)
    x = (dice.randint(1, 3), groups * dice.randint(1, 2), *some(n % 4, 4))
    if torch.Size(x[1:]).numel() > groups:
        epsilon = dice.choice([1e-5, 1e-3])
        weights = {"gamma": numbers(x[1]), "beta": numbers(x[1])}
        samples.add("groupNorm", dict(groups=groups, epsilon=epsilon), {"x": numbers(*x)}, weights,
                    lambda i, w: {"y": F.group_norm(i["x"], groups, w["gamma"], w["beta"], epsilon)})
for n in range(30):
    x = (dice.randint(1, 3), dice.randint(1, 4), dice.randint(2, 7), *some(n % 3, 3))
    weights = {"gamma": numbers(x[1]), "beta": numbers(x[1])}
    samples.add("instanceNorm", {}, {"x": numbers(*x)}, weights,
                lambda i, w: {"y": F.instance_norm(i["x"], weight=w["gamma"], bias=w["beta"], eps=1e-5)})


def partial(x, table, size, stride, padding, dilation, bias, same):
    """A convolution by kernels of which only those are not zero that the table names."""
    weights = {"weight": numbers(sum(map(len, table)), *size)}
    if bias:
        weights["bias"] = numbers(len(table))

    def run(i, w):
        kernels = torch.zeros(len(table), x[1], *size)
        filters = [f for f, seen in enumerate(table) for _ in seen]
        kernels = kernels.index_put((torch.tensor(filters), torch.tensor(sum(table, []))), w["weight"])
        whole = padded(i["x"], size, stride, dilation) if same else i["x"]
        return {"y": F.conv2d(whole, kernels, w.get("bias"), stride, padding, dilation)}
    samples.add("partialConv2d", dict(channels=x[1], table=table, size=size, stride=stride, padding=padding, same=same,
                                      dilation=dilation, bias=bias), {"x": numbers(*x)}, weights, run)


for n in range(34):
    sizes, size, stride, padding, dilation = drawn(2)
    channels = dice.randint(1, 5)
    table = [sorted(dice.sample(range(channels), dice.randint(1, channels))) for _ in range(dice.randint(1, 5))]
    same = n % 5 == 0
    partial((dice.randint(1, 2), channels, *sizes), table, size, stride, [0, 0] if same else padding, dilation, n % 3 != 0, same)
for n in range(36):
    x = (dice.randint(1, 3), dice.randint(1, 9), *some(1 + n % 3, 4))
    # The first is the paper's, whose alpha PyTorch divides by the size.
    settings = dict(size=5, alpha=5e-4, beta=0.75, k=2.0) if n == 0 else dict(
        size=dice.randint(1, 7), alpha=dice.choice([1e-4, 0.1, 1.0]), beta=dice.choice([0.0, 0.5, 0.75, 1.3]),
        k=dice.choice([0.5, 1.0, 2.0]))
    samples.add("localResponseNorm", settings, {"x": numbers(*x)}, {},
                lambda i, w: {"y": F.local_response_norm(i["x"], settings["size"], settings["alpha"], settings["beta"],
                                                         settings["k"])})
samples.write("convolution-samples")
