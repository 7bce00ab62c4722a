"""PyTorch's side of a comparison. `forms WORKLOAD` is answered with the forms that this side has of it; `WORKLOAD@FORM`
is one of them.

The workloads are those of gradus.bench.Workloads, written as PyTorch's own tutorials would (`plain`), and in forms
that may be faster: pictures with their channels last, models compiled by torch.compile, products by NumPy's
OpenBLAS, predictions by ONNX Runtime.
"""
import importlib.util
import io
import shutil
import sys

import torch

import protocol
import torch_milestones as milestones

SAMPLES = 12_800
MILLION = 1 << 20


FORMS = {
    "plain": lambda model: model,
    "channels last": lambda model: model.to(memory_format=torch.channels_last),
    "compiled": torch.compile,
    "compiled, channels last": lambda model: torch.compile(model.to(memory_format=torch.channels_last)),
}


def forms(kind):
    if kind == "gemm":
        try:
            import numpy  # noqa: F401
        except ImportError:
            return ["plain"]
        return ["plain", "numpy"]
    pictures = kind in ("cnn", "conv3x3", "resnet", "unet", "gan", "predictcnn")
    chosen = ["plain"] + (["channels last"] if pictures else [])
    if shutil.which("c++") and (kind in PREDICTIONS or kind in (
            "train", "trainadam", "cnn", "resnet", "unet", "gpt", "smallgpt")):
        chosen += ["compiled"] + (["compiled, channels last"] if pictures else [])
    if kind in PREDICTIONS and importlib.util.find_spec("onnxruntime") and importlib.util.find_spec("onnx"):
        chosen.append("onnx")
    return chosen


def gemm(spec, transposed, form):
    m, k, n = protocol.sizes(spec)
    a = torch.randn(k, m).T if transposed == "ta" else torch.randn(m, k)
    b = torch.randn(n, k).T if transposed == "tb" else torch.randn(k, n)
    if form == "numpy":
        left, right = a.numpy(), b.numpy()
        return lambda: left @ right
    return lambda: torch.mm(a, b)


def network():
    return torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


def convolutional_network():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, 32, 3), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(32, 64, 3), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
        torch.nn.Flatten(), torch.nn.Linear(1600, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))


def convolution(form):
    layout = torch.channels_last if form == "channels last" else torch.contiguous_format
    x, kernel, g = (torch.randn(*shape).to(memory_format=layout)
                    for shape in ((64, 64, 32, 32), (64, 64, 3, 3), (64, 64, 32, 32)))
    x.requires_grad_()
    kernel.requires_grad_()
    return lambda: torch.autograd.grad(torch.nn.functional.conv2d(x, kernel, padding=1), (x, kernel), g)


def training(model, samples, shape, batch, make_optimizer):
    pixels = torch.rand(samples, *shape)
    labels = torch.arange(samples) % 10
    loss = torch.nn.CrossEntropyLoss()
    optimizer = make_optimizer(model.parameters())

    def epoch():
        order = torch.randperm(samples)
        for start in range(0, samples, batch):
            chosen = order[start:start + batch]
            optimizer.zero_grad()
            value = loss(model(pixels[chosen]), labels[chosen])
            value.backward()
            optimizer.step()
    return epoch


class Recurrent(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(256, 256, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0]


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.TransformerEncoderLayer(
            128, 4, 512, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.register_buffer("mask", torch.nn.Transformer.generate_square_subsequent_mask(64))

    def forward(self, x):
        return self.layer(x, src_mask=self.mask, is_causal=True)


PREDICTIONS = {
    "predict": (network, (784,)),
    "predictcnn": (convolutional_network, (1, 28, 28)),
    "predictlstm": (Recurrent, (64, 256)),
    "predictgpt": (Block, (64, 128)),
}


def prediction(kind, batch, form):
    build, shape = PREDICTIONS[kind]
    model = build().eval()
    x = torch.randn(batch, *shape)
    if form == "onnx":
        return on_onnx(model, x)
    model = FORMS[form](model)

    def run():
        with torch.inference_mode():
            model(x)
    return run


def on_onnx(model, x):
    """The same model in ONNX Runtime, which must answer as PyTorch does."""
    import onnxruntime
    file = io.BytesIO()
    torch.backends.mha.set_fastpath_enabled(False)
    torch.onnx.export(model, (x,), file, input_names=["x"], dynamo=False)
    torch.backends.mha.set_fastpath_enabled(True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])
    given = {"x": x.numpy()}
    with torch.inference_mode():
        torch.testing.assert_close(torch.from_numpy(session.run(None, given)[0]), model(x), rtol=1e-3, atol=1e-4)
    return lambda: session.run(None, given)


def adam():
    p = torch.nn.Parameter(torch.randn(MILLION))
    p.grad = torch.randn(MILLION)
    optimizer = torch.optim.Adam([p], lr=0.001)
    return optimizer.step


def elementwise(function):
    x = torch.randn(MILLION)
    return lambda: function(x)


def step(model, x):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

    def run():
        optimizer.zero_grad()
        model(x).square().mean().backward()
        optimizer.step()
    return run


def prepare(name):
    name, _, form = name.partition("@")
    kind, *rest = name.split("-")
    form = form or "plain"
    if kind == "gemm":
        return gemm(rest[0], rest[1] if len(rest) > 1 else "", form)
    size = int(rest[0]) if rest else 0
    if kind in PREDICTIONS:
        return prediction(kind, size, form)
    formed = FORMS[form]
    return {
        "cnn": lambda: training(formed(convolutional_network()), 16 * size, (1, 28, 28), size,
                                lambda p: torch.optim.SGD(p, lr=0.01)),
        "conv3x3": lambda: convolution(form),
        "train": lambda: training(formed(network()), SAMPLES, (784,), size, lambda p: torch.optim.SGD(p, lr=0.01)),
        "trainadam": lambda: training(formed(network()), SAMPLES, (784,), size,
                                      lambda p: torch.optim.Adam(p, lr=0.001)),
        "exp": lambda: elementwise(torch.exp),
        "tanh": lambda: elementwise(torch.tanh),
        "sigmoid": lambda: elementwise(torch.sigmoid),
        "gelu": lambda: elementwise(torch.nn.functional.gelu),
        "adam": adam,
        "lstm": lambda: step(Recurrent(), torch.randn(32, 64, 256)),
        "gpt": lambda: step(formed(Block()), torch.randn(12, 64, 128)),
        "resnet": lambda: milestones.resnet(size, formed),
        "unet": lambda: milestones.unet(size, formed),
        "gan": lambda: milestones.gan(size, formed),
        "smallgpt": lambda: milestones.small_gpt(size, formed),
    }[kind]()


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    protocol.serve(prepare, forms)


if __name__ == "__main__":
    main()
