"""Writes what PyTorch's modules hold and compute, for models that take their weights from there.

    python3 scripts/reference/pytorch_weights.py

makes pytorch-weights.safetensors.gz: for each module the tensors `name/state/...` of its state_dict, `name/in/x` and `name/out/y`, and
digits.safetensors as save_file writes it. The other direction, PyTorch with what Gradus wrote, is tested by

    mvn -pl learn -am test -Dtest=PyTorchWeightsTest -Dsurefire.failIfNoSpecifiedTests=false
    python3 scripts/reference/pytorch_weights.py --check learn/target/pytorch-weights
"""

import gzip
import pathlib
import sys

import torch
from safetensors.torch import load_file, save, save_file
from torch import nn

FOLDER = pathlib.Path(__file__).parents[2] / "learn/src/test/resources/gradus/nn"


class Sequence(nn.Module):
    """An embedding, recurrence and a layer for its last output."""

    def __init__(self, recurrence, width):
        super().__init__()
        self.words = nn.Embedding(11, 5)
        self.body = recurrence
        self.head = nn.Linear(width, 3)

    def forward(self, x):
        return self.head(self.body(self.words(x))[0])


class Cells(nn.Module):
    """A cell that a loop drives."""

    def __init__(self, cell):
        super().__init__()
        self.cell = cell

    def forward(self, x):
        state, outputs = None, []
        for step in x.unbind(1):
            state = self.cell(step, state)
            outputs.append(state[0] if isinstance(state, tuple) else state)
        return torch.stack(outputs, 1)


class SelfAttention(nn.Module):
    def __init__(self, bias=True):
        super().__init__()
        self.attn = nn.MultiheadAttention(8, 2, bias=bias, batch_first=True)

    def forward(self, x):
        return self.attn(x, x, x, need_weights=False)[0]


class Decoder(nn.TransformerDecoderLayer):
    def forward(self, x, memory):
        return super().forward(x, memory, tgt_mask=nn.Transformer.generate_square_subsequent_mask(x.shape[1]))


class Both(nn.Transformer):
    def forward(self, x, target):
        return super().forward(x, target, tgt_mask=nn.Transformer.generate_square_subsequent_mask(target.shape[1]))


def modules():
    """Each module with the shapes of its inputs; a number stands for integers below it."""
    block = {"d_model": 8, "nhead": 2, "dim_feedforward": 12, "batch_first": True}
    shared = nn.Linear(5, 5)
    return {
        "dense": (nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Dropout(0.3), nn.Linear(7, 7), nn.Tanh(), nn.Linear(7, 3, bias=False)), (4, 5)),
        "half": (nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 3)), (4, 5)),
        "double": (nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Linear(7, 3)), (4, 5)),
        "shared": (nn.Sequential(shared, nn.ReLU(), shared), (4, 5)),
        "pictures": (nn.Sequential(nn.Conv2d(2, 4, 3, stride=2, padding=1, groups=2), nn.BatchNorm2d(4), nn.PReLU(4), nn.MaxPool2d(2),
                                   nn.Conv2d(4, 6, (2, 3), bias=False), nn.GroupNorm(3, 6), nn.Flatten(), nn.Linear(6, 3)), (4, 2, 10, 13)),
        "enlarged": (nn.Sequential(nn.ConvTranspose2d(4, 6, (3, 2), stride=2, padding=1, output_padding=1, groups=2), nn.PReLU(),
                                   nn.InstanceNorm2d(6, affine=True), nn.ConvTranspose2d(6, 2, 2, bias=False)), (3, 4, 3, 4)),
        "signals": (nn.Sequential(nn.Conv1d(4, 6, 3, dilation=2, groups=2), nn.BatchNorm1d(6), nn.ReLU(),
                                  nn.ConvTranspose1d(6, 4, 3, stride=2, groups=2)), (3, 4, 9)),
        "volumes": (nn.Sequential(nn.Conv3d(2, 4, (2, 3, 2)), nn.BatchNorm3d(4), nn.GELU(), nn.Flatten(), nn.Linear(64, 2)), (3, 2, 3, 4, 5)),
        "norms": (nn.Sequential(nn.LayerNorm(5), nn.Linear(5, 6), nn.RMSNorm(6, eps=1e-5), nn.LayerNorm((3, 6))), (4, 3, 5)),
        "lstm": (Sequence(nn.LSTM(5, 6, 2, bidirectional=True, batch_first=True), 12), (3, 7, 11)),
        "lstmWithoutBias": (Sequence(nn.LSTM(5, 6, bias=False, batch_first=True), 6), (3, 7, 11)),
        "gru": (Sequence(nn.GRU(5, 6, 2, bidirectional=True, batch_first=True), 12), (3, 7, 11)),
        "gruWithoutBias": (Sequence(nn.GRU(5, 6, bias=False, batch_first=True), 6), (3, 7, 11)),
        "rnn": (Sequence(nn.RNN(5, 6, 3, batch_first=True), 6), (3, 7, 11)),
        "rnnRelu": (Sequence(nn.RNN(5, 6, nonlinearity="relu", batch_first=True), 6), (3, 7, 11)),
        "lstmCell": (Cells(nn.LSTMCell(5, 6)), (3, 4, 5)),
        "gruCell": (Cells(nn.GRUCell(5, 6)), (3, 4, 5)),
        "attention": (SelfAttention(), (3, 5, 8)),
        "attentionWithoutBias": (SelfAttention(bias=False), (3, 5, 8)),
        "encoder": (nn.TransformerEncoder(nn.TransformerEncoderLayer(**block), 2, enable_nested_tensor=False), (3, 5, 8)),
        "encoderNormFirst": (nn.TransformerEncoder(nn.TransformerEncoderLayer(**block, activation="gelu", norm_first=True), 2,
                                                   nn.LayerNorm(8), enable_nested_tensor=False), (3, 5, 8)),
        "decoder": (Decoder(**block), (3, 4, 8), (3, 5, 8)),
        "transformer": (Both(num_encoder_layers=2, num_decoder_layers=1, **block), (3, 5, 8), (3, 4, 8)),
        "transformerNormFirst": (Both(num_encoder_layers=1, num_decoder_layers=2, norm_first=True, **block), (3, 5, 8), (3, 4, 8)),
    }


def given(shapes, module):
    if any(isinstance(part, nn.Embedding) for part in module.modules()):
        (batch, time, words), = shapes
        return [torch.randint(words, (batch, time), dtype=torch.int32)]
    return [torch.randn(*shape) for shape in shapes]


def samples():
    """Every module after some steps, by name, with inputs and outputs."""
    torch.manual_seed(20261126)
    for name, (module, *shapes) in modules().items():
        with torch.no_grad():
            for tensor in module.parameters():
                tensor.add_(torch.randn_like(tensor) * 0.3)
            # Running statistics of their own.
            for _ in range(3):
                module(*given(shapes, module))
            if name in ("half", "double"):
                kind = torch.float16 if name == "half" else torch.float64
                state = {k: v.to(kind) for k, v in module.state_dict().items()}
                module.load_state_dict({k: v.float() for k, v in state.items()})
            else:
                state = module.state_dict()
            module.eval()
            inputs = given(shapes, module)
            yield name, module, state, inputs, module(*inputs)


def make():
    tensors = {}
    for name, module, state, inputs, output in samples():
        tensors |= {f"{name}/state/{k}": v.clone() for k, v in state.items()}
        tensors |= {f"{name}/in/{i}": x for i, x in enumerate(inputs)} | {f"{name}/out/y": output}
        if name == "dense":
            save_file(state, FOLDER / "pytorch-dense.safetensors")
    content = save({k: v.contiguous() for k, v in tensors.items()})
    path = FOLDER / "pytorch-weights.safetensors.gz"
    path.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(modules())} modules in {path.name}, {path.stat().st_size} bytes")


def check(folder):
    torch.manual_seed(1)
    worst = 0.0
    for name, (module, *_) in modules().items():
        tensors = load_file(pathlib.Path(folder) / f"{name}.safetensors")
        results = load_file(pathlib.Path(folder) / f"{name}-results.safetensors")
        module.load_state_dict(tensors, strict=True)
        module.eval()
        inputs = [results[f"in{i}"] for i in range(len(results) - 1)]
        with torch.no_grad():
            error = (module(*inputs) - results["y"]).abs().max().item()
        worst = max(worst, error)
        print(f"{name:24} {error:.1e}")
    sys.exit(0 if worst < 1e-5 else f"an output differs by {worst}")


if __name__ == "__main__":
    check(sys.argv[2]) if sys.argv[1:2] == ["--check"] else make()
