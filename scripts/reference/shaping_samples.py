"""Writes what PyTorch computes for gates, root-mean-square normalisation, borders, other sizes, pixel shuffling and padded
shortcuts.

    python3 scripts/reference/shaping_samples.py

makes shaping-samples.safetensors.gz, see samples.py.
"""

from torch.nn import functional as F

from samples import Samples, numbers

samples = Samples(20261126)
dice = samples.dice


def shape(rank, most=5):
    return [dice.randint(1, most) for _ in range(rank)]


for n in range(30):
    axes = 1 + n % 2
    size = shape(axes + dice.randint(1, 2), 4)
    epsilon = dice.choice([1e-5, 1e-3])
    samples.add("rmsNorm", dict(axes=axes, epsilon=epsilon), {"x": numbers(*size)}, {"gamma": numbers(*size[-axes:])},
                lambda i, w: {"y": F.rms_norm(i["x"], size[-axes:], w["gamma"], epsilon)})

    rank = 2 + n % 3
    axis = dice.choice([-1, dice.randint(1, rank - 1)])
    size = shape(rank, 4)
    size[axis] *= 2
    samples.add("glu", dict(axis=axis), {"x": numbers(*size)}, {}, lambda i, w: {"y": F.glu(i["x"], axis)})

    def swiglu(i, w):
        a, b = i["x"].chunk(2, axis)
        return {"y": a * F.silu(b)}
    samples.add("swiglu", dict(axis=axis), {"x": numbers(*size)}, {}, swiglu)

    factor = 1 + n % 3
    batch, channels, height, width = shape(4, 3)
    samples.add("pixelShuffle", dict(factor=factor), {"x": numbers(batch, channels * factor**2, height, width)}, {},
                lambda i, w: {"y": F.pixel_shuffle(i["x"], factor)})
    samples.add("pixelUnshuffle", dict(factor=factor), {"x": numbers(batch, channels, height * factor, width * factor)}, {},
                lambda i, w: {"y": F.pixel_unshuffle(i["x"], factor)})

    axes = 1 + n % 3
    size = [dice.randint(1, 2), dice.randint(1, 2), *[dice.randint(2, 4) for _ in range(axes)]]
    for border, mode in {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "wrap": "circular"}.items():
        before, after = ([dice.randint(0, s - 1) for s in size[2:]] for _ in range(2))
        pads = [p for pair in list(zip(before, after))[::-1] for p in pair]
        samples.add(f"pad {border}", dict(before=before, after=after), {"x": numbers(*size)}, {},
                    lambda i, w: {"y": F.pad(i["x"], pads, mode)})

    for how in ["nearest", "linear", "cubic"]:
        axes = 2 if how == "cubic" else 1 + n % 3
        size, to = shape(2 + axes, 4), shape(axes, 7)
        name = {"nearest": "nearest", "linear": ["linear", "bilinear", "trilinear"][axes - 1], "cubic": "bicubic"}[how]
        align = how != "nearest" and n % 2 == 0
        extra = {} if how == "nearest" else {"align_corners": align}
        samples.add(f"interpolate {how}", dict(sizes=to, alignCorners=align), {"x": numbers(*size)}, {},
                    lambda i, w: {"y": F.interpolate(i["x"], to, mode=name, **extra)})

for n in range(30):
    size, stride = shape(4, 5), 1 + n % 3
    more = dice.randint(0, 4)
    samples.add("paddedShortcut", dict(channels=size[1] + more, stride=stride), {"x": numbers(*size)}, {},
                lambda i, w: {"y": F.pad(i["x"][:, :, ::stride, ::stride], [0, 0, 0, 0, 0, more])})
samples.write("shaping-samples")
