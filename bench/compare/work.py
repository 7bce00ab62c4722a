"""What each workload is called, and how much it has to do at least: floating-point operations (a multiply-add is two)
and bytes of one repetition.

Bytes are those of the tensors of its products and convolutions, each operand read once and each result written once; what
stands between them can be done on the way. They say how often a number is used, not how fast memory must be: most of these
tensors stay in caches."""
from dataclasses import dataclass

import protocol

MILLION = 1 << 20
# Operations and bytes an element. The operations are those of Gradus's kernels, a division or a root counted as one.
ELEMENTWISE = {"exp": (21, 8), "tanh": (24, 8), "sigmoid": (23, 8), "gelu": (48, 8), "adam": (12, 28)}
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
        return NAMES.get(workload, workload)
    sizes, *form = workload.removeprefix("gemm-").split("-")
    how = {"ta": ", A transposed", "tb": ", B transposed"}
    return "product " + " x ".join(map(str, protocol.sizes(sizes))) + "".join(how[one] for one in form)


@dataclass(frozen=True)
class Work:
    operations: float = 0
    moved: float = 0

    def __add__(self, other):
        return Work(self.operations + other.operations, self.moved + other.moved)

    def __mul__(self, times):
        return Work(self.operations * times, self.moved * times)

    __rmul__ = __mul__


def product(m, k, n):
    return Work(2 * m * k * n, 4 * (m * k + k * n + m * n))


def dense(samples, *widths, inputs=False):
    """Forward and backward through dense layers; the first needs no gradient of its input unless `inputs`."""
    pairs = list(zip(widths, widths[1:]))
    return sum(((3 if i or inputs else 2) * product(samples, a, b) for i, (a, b) in enumerate(pairs)), Work())


def forward(samples, places, inputs, filters, window, taken=None):
    """One way through a convolution to `places` from as many, or from `taken` where it has a stride or an edge. The ways
    back move the same three tensors."""
    moved = samples * ((taken or places) * inputs + places * filters) + inputs * filters * window
    return Work(2 * samples * places * inputs * filters * window, 4 * moved)


def convolution(samples, places, inputs, filters, window, taken=None, first=False):
    return (2 if first else 3) * forward(samples, places, inputs, filters, window, taken)


def residual_20(samples):
    total, channels, taken = convolution(samples, 28 * 28, 1, 16, 9, first=True), 16, 28 * 28
    for stage, side in enumerate((28, 14, 7)):
        for layer in range(6):
            filters = 16 << stage
            total += convolution(samples, side * side, channels, filters, 9, taken)
            channels, taken = filters, side * side
    return total + dense(samples, 64, 10, inputs=True)


def told_block(samples, side, inputs, filters):
    total = convolution(samples, side * side, inputs, filters, 9) + convolution(samples, side * side, filters, filters, 9)
    total += dense(samples, 64, 2 * filters, inputs=True)
    return total + (convolution(samples, side * side, inputs, filters, 1) if inputs != filters else Work())


def unet(samples):
    return (convolution(samples, 196, 4, 24, 9, first=True) + told_block(samples, 14, 24, 24)
            + convolution(samples, 49, 24, 24, 9, taken=196) + told_block(samples, 7, 24, 48)
            + told_block(samples, 7, 48, 48) + told_block(samples, 7, 96, 48) + convolution(samples, 49, 48, 24, 9)
            + told_block(samples, 14, 48, 24) + convolution(samples, 196, 24, 4, 9) + dense(samples, 64, 64, 64))


def contest(samples):
    tells = forward(samples, 196, 1, 32, 16, taken=784) + forward(samples, 49, 32, 64, 16, taken=196)
    makes = (product(samples, 64, 64 * 49) + forward(samples, 49, 64, 32, 16, taken=196)
             + forward(samples, 196, 32, 1, 16, taken=784))
    # The discriminator: forward and backward on both kinds, the slope's way back and the way back through that; the
    # generator: forward twice, backward once through both nets.
    return tells * (6 + 3) + makes * (1 + 3) + tells * 2


def block(tokens, width, context):
    """One way through a transformer block: four products with its weights of 12 width^2 in all, and those of attention,
    which reads queries, keys and values, and whose scores nobody needs to write."""
    products = [product(tokens, width, times * width) for times in (3, 1, 4, 4)]
    return sum(products, Work(2 * tokens * 2 * context * width, 4 * tokens * 4 * width))


def recurrent(samples):
    """One way through the products of an LSTM of 256 with its input and with its state, of 64 steps."""
    return product(64 * samples, 256, 1024)


def of(name):
    """Operations and bytes of a workload; 0 where nothing is known."""
    kind, *rest = name.split("-")
    if kind == "gemm":
        work = product(*protocol.sizes(rest[0]))
        return work.operations, work.moved
    if kind in ELEMENTWISE:
        return tuple(each * MILLION for each in ELEMENTWISE[kind])
    size = int(rest[0]) if rest else 0
    batches = 12_800 // size if kind in ("train", "trainadam") else 16
    work = {
        "train": lambda: batches * dense(size, 784, 128, 10),
        "trainadam": lambda: batches * dense(size, 784, 128, 10),
        "predict": lambda: product(size, 784, 128) + product(size, 128, 10),
        "predictcnn": lambda: (forward(size, 676, 1, 32, 9, taken=784) + forward(size, 121, 32, 64, 9, taken=169)
                               + product(size, 1600, 128) + product(size, 128, 10)),
        "predictlstm": lambda: 2 * recurrent(size),
        "predictgpt": lambda: block(size * 64, 128, 64),
        "cnn": lambda: batches * (convolution(size, 676, 1, 32, 9, taken=784, first=True)
                                  + convolution(size, 121, 32, 64, 9, taken=169)
                                  + dense(size, 1600, 128, 10, inputs=True)),
        "conv3x3": lambda: convolution(64, 1024, 64, 64, 9),
        "lstm": lambda: (2 + 3) * recurrent(32),
        "gpt": lambda: 3 * block(12 * 64, 128, 64),
        "resnet": lambda: residual_20(size),
        "unet": lambda: unet(size),
        "gan": lambda: 8 * contest(size),
        "smallgpt": lambda: 6 * block(size * 64, 64, 64) + dense(size * 64, 64, 80, inputs=True),
    }.get(kind, Work)()
    return work.operations, work.moved


def share(name, seconds, peak, bandwidth):
    """The share of the limit that was reached: of multiply-adds, or of memory where hardly anything is computed."""
    operations, moved = of(name)
    least = moved / bandwidth if name in ELEMENTWISE else operations / peak
    return least / seconds if least else None
