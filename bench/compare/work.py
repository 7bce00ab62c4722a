"""How much each workload has to do at least: floating-point operations (a multiply-add is two), and, where hardly anything
is computed, bytes that are read and written, of one repetition."""

MILLION = 1 << 20


def dense(samples, *widths, inputs=False):
    """Forward and backward through dense layers; the first needs no gradient of its input unless `inputs`."""
    pairs = list(zip(widths, widths[1:]))
    return sum(2 * samples * a * b * (3 if i or inputs else 2) for i, (a, b) in enumerate(pairs))


def convolution(samples, places, inputs, filters, window, first=False):
    return 2 * samples * places * inputs * filters * window * (2 if first else 3)


def residual_20(samples):
    total, channels = convolution(samples, 28 * 28, 1, 16, 9, first=True), 16
    for stage, side in enumerate((28, 14, 7)):
        for layer in range(6):
            filters = 16 << stage
            total += convolution(samples, side * side, channels, filters, 9)
            channels = filters
    return total + dense(samples, 64, 10, inputs=True)


def told_block(samples, side, inputs, filters):
    total = convolution(samples, side * side, inputs, filters, 9) + convolution(samples, side * side, filters, filters, 9)
    total += dense(samples, 64, 2 * filters, inputs=True)
    return total + (convolution(samples, side * side, inputs, filters, 1) if inputs != filters else 0)


def unet(samples):
    return (convolution(samples, 196, 4, 24, 9, first=True) + told_block(samples, 14, 24, 24)
            + convolution(samples, 49, 24, 24, 9) + told_block(samples, 7, 24, 48) + told_block(samples, 7, 48, 48)
            + told_block(samples, 7, 96, 48) + convolution(samples, 49, 48, 24, 9) + told_block(samples, 14, 48, 24)
            + convolution(samples, 196, 24, 4, 9) + dense(samples, 64, 64, 64))


def contest(samples):
    tells = convolution(samples, 196, 1, 32, 16, first=True) / 2 + convolution(samples, 49, 32, 64, 16) / 3
    makes = 2 * samples * (64 * 64 * 49) + convolution(samples, 49, 64, 32, 16) / 3 + convolution(samples, 196, 32, 1, 16) / 3
    # The discriminator: forward and backward on both kinds, the slope's way back and the way back through that; the
    # generator: forward twice, backward once through both nets.
    return tells * (6 + 3) + makes * (1 + 3) + tells * 2


def block(tokens, width, context):
    """A transformer block: four products with its weights of 12 width^2 in all, and those of attention."""
    return 3 * 2 * tokens * (12 * width * width + 2 * context * width)


def of(name):
    """Operations and bytes of a workload; 0 where nothing is known."""
    kind, *rest = name.split("-")
    if kind == "gemm":
        sizes = [int(size) for size in rest[0].split("x")]
        m, k, n = sizes if len(sizes) == 3 else sizes * 3
        return 2 * m * k * n, 0
    size = int(rest[0]) if rest else 0
    operations = {
        "train": lambda: dense(12_800, 784, 128, 10),
        "trainadam": lambda: dense(12_800, 784, 128, 10),
        "predict": lambda: 2 * size * (784 * 128 + 1280),
        "predictcnn": lambda: 2 * size * (676 * 9 * 32 + 121 * 288 * 64 + 1600 * 128 + 1280),
        "predictlstm": lambda: 2 * size * 64 * 1024 * 256 * 2,
        "predictgpt": lambda: block(size * 64, 128, 64) // 3,
        "cnn": lambda: (convolution(16 * size, 26 * 26, 1, 32, 9, first=True)
                        + convolution(16 * size, 11 * 11, 32, 64, 9) + dense(16 * size, 1600, 128, 10, inputs=True)),
        "conv3x3": lambda: convolution(64, 1024, 64, 64, 9),
        "lstm": lambda: 2 * 32 * 64 * 1024 * 256 * (2 + 3),
        "gpt": lambda: block(12 * 64, 128, 64),
        "resnet": lambda: residual_20(size),
        "unet": lambda: unet(size),
        "gan": lambda: 8 * contest(size),
        "smallgpt": lambda: 2 * block(size * 64, 64, 64) + dense(size * 64, 64, 80, inputs=True),
    }.get(kind, lambda: 0)()
    moved = {"exp": 8, "tanh": 8, "sigmoid": 8, "gelu": 8, "adam": 28}.get(kind, 0) * MILLION
    return operations, moved


def share(name, seconds, peak, bandwidth):
    """The share of the limit that was reached: of multiply-adds, or of memory where that is the narrower."""
    operations, moved = of(name)
    least = max(operations / peak, moved / bandwidth)
    return least / seconds if least else None
