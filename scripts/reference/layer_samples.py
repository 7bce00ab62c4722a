"""Writes layer-samples.json: what PyTorch computes for the layers of gradus.nn, values and gradients.

    python3 scripts/reference/layer_samples.py > learn/src/test/resources/gradus/nn/layer-samples.json

Everything is computed in double precision. Weights have the names and layouts of Gradus: a dense
weight is [in, out]. Gradients are those of sum(y * g).
"""

import json

import torch
from torch.nn import functional as F

torch.manual_seed(20260101)
torch.set_default_dtype(torch.float64)
samples = []


def numbers(tensor):
    return {"shape": list(tensor.shape), "values": [float(v) for v in tensor.detach().flatten()]}


def rounded(*shape, scale=1.0):
    """Random numbers that a float holds exactly, so that both precisions start from the same."""
    return (torch.randn(*shape) * scale).float().double()


def sample(name, function, x, weights, training=False, buffers=None):
    """weights and buffers: tensors in Gradus's layout; function(x, weights) -> y or (y, buffers)."""
    floating = x.is_floating_point()
    leaves = {k: v.clone().requires_grad_() for k, v in weights.items()}
    x = x.clone().requires_grad_(floating)
    result = function(x, leaves)
    y, after = result if isinstance(result, tuple) else (result, {})
    g = rounded(*y.shape)
    sources = list(leaves.values()) + ([x] if floating else [])
    gradients = torch.autograd.grad((y * g).sum(), sources) if sources else []
    samples.append(
        {
            "name": name,
            "training": training,
            "x": numbers(x),
            "integers": not floating,
            "weights": {k: numbers(v) for k, v in {**weights, **(buffers or {})}.items()},
            "y": numbers(y),
            "g": numbers(g),
            "gradients": {k: numbers(v) for k, v in zip(list(leaves) + ["x"], gradients)},
            "after": {k: numbers(v) for k, v in after.items()},
        }
    )


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
    "leakyRelu": F.leaky_relu,
    "leakyRelu(0.2)": lambda x: F.leaky_relu(x, 0.2),
    "elu": F.elu,
    "elu(0.5)": lambda x: F.elu(x, 0.5),
    "softmax": lambda x: F.softmax(x, -1),
    "softmax(1)": lambda x: F.softmax(x, 1),
    "logSoftmax": lambda x: F.log_softmax(x, -1),
}
spread = torch.tensor([[-30.0, -7.5, -2.75, -1.25, -0.5], [0.25, 0.75, 2.5, 6.5, 40.0]])
for name, function in activations.items():
    x = torch.cat([spread, rounded(6, 5, scale=2.0)]).reshape(4, 2, 5)
    sample(name, lambda x, w, f=function: f(x), x, {})

sample(
    "dense",
    lambda x, w: x @ w["0.weight"] + w["0.bias"],
    rounded(3, 4),
    {"0.weight": rounded(4, 5), "0.bias": rounded(5)},
)
sample("dense without bias", lambda x, w: x @ w["0.weight"], rounded(2, 3, 4), {"0.weight": rounded(4, 2)})

for name, shape in {"batchNorm of a matrix": (6, 3), "batchNorm of images": (2, 3, 4, 5)}.items():
    for training in (True, False):

        def batch_norm(x, w, training=training):
            mean = buffers["0.runningMean"].clone()
            variance = buffers["0.runningVariance"].clone()
            y = F.batch_norm(x, mean, variance, w["0.gamma"], w["0.beta"], training, 0.1, 1e-5)
            return y, {"0.runningMean": mean, "0.runningVariance": variance}

        weights = {"0.gamma": rounded(3), "0.beta": rounded(3)}
        buffers = {"0.runningMean": rounded(3), "0.runningVariance": rounded(3).abs() + 0.5}
        x = rounded(*shape, scale=2.0) + 1
        sample(name, batch_norm, x, weights, training, buffers)

sample(
    "layerNorm",
    lambda x, w: F.layer_norm(x, (5,), w["0.gamma"], w["0.beta"], 1e-5),
    rounded(3, 4, 5),
    {"0.gamma": rounded(5), "0.beta": rounded(5)},
)
sample(
    "layerNorm over two axes",
    lambda x, w: F.layer_norm(x, (4, 5), w["0.gamma"], w["0.beta"], 1e-5),
    rounded(3, 4, 5),
    {"0.gamma": rounded(4, 5), "0.beta": rounded(4, 5)},
)
sample(
    "embedding",
    lambda x, w: F.embedding(x, w["0.weight"]),
    torch.tensor([[0, 3, 3], [6, 1, 0]]),
    {"0.weight": rounded(7, 4)},
)


def padded(x, w):
    return F.embedding(x, w["0.weight"], padding_idx=2)


table = rounded(7, 4)
table[2] = 0
sample("embedding with padding", padded, torch.tensor([[0, 2, 3], [2, 2, 6]]), {"0.weight": table})
sample("prelu", lambda x, w: F.prelu(x, w["0.slope"]), rounded(3, 4, 2), {"0.slope": rounded(1)})
sample(
    "prelu per channel", lambda x, w: F.prelu(x, w["0.slope"]), rounded(3, 4, 2), {"0.slope": rounded(4)}
)

print("[")
print(",\n".join(json.dumps(one) for one in samples))
print("]")
