"""What the scripts beside this one share: configurations of layers, and what PyTorch computes for them.

A file of samples is a gzipped safetensors file. Sample 12 is the text `12` of its metadata, the kind and settings in JSON, and
the tensors `12/in/x`, `12/weight/bias`, `12/buffer/runningMean`, `12/out/y`, `12/g/y` (by what the output is multiplied before
everything is summed), `12/gradient/x` and `12/after/runningMean`. Everything is computed in double precision and stored in single.
Random numbers are odd multiples of 1/64, which both precisions hold exactly and which avoid the kinks at 0, 1 and 3; they are
stored as a byte k under a name that ends in `#`, and stand for (2 k + 1) / 64.
"""

import gzip
import json
import pathlib
import random

import torch
from safetensors.torch import save

STEP = 64


class Samples:
    def __init__(self, seed):
        torch.manual_seed(seed)
        torch.set_default_dtype(torch.float64)
        self.dice = random.Random(seed)
        self.tensors = {}
        self.settings = {}

    def add(self, kind, settings, inputs, weights, function, buffers=None):
        """function(inputs, weights) -> outputs by name, or these and the buffers after it.

        Weights have the names and layouts of Gradus. Inputs that are not floating-point are indices, lengths or masks.
        """
        number = str(len(self.settings))
        self.settings[number] = json.dumps({"kind": kind, **settings})
        floating = {k: v.clone().requires_grad_() for k, v in inputs.items() if v.is_floating_point()}
        leaves = {k: v.clone().requires_grad_() for k, v in weights.items()}
        result = function({**inputs, **floating}, leaves)
        outputs, after = result if isinstance(result, tuple) else (result, {})
        gs = {k: numbers(*v.shape) for k, v in outputs.items()}
        sources = {**leaves, **floating}
        loss = sum((v * gs[k]).sum() for k, v in outputs.items())
        slopes = torch.autograd.grad(loss, list(sources.values()), allow_unused=True) if sources else []
        gradients = {k: torch.zeros_like(v) if s is None else s for (k, v), s in zip(sources.items(), slopes)}
        for role, some in {"in": inputs, "weight": weights, "buffer": buffers or {}, "out": outputs, "g": gs,
                           "gradient": gradients, "after": after}.items():
            for name, tensor in some.items():
                self.store(f"{number}/{role}/{name}", tensor.detach())

    def store(self, name, tensor):
        if not tensor.is_floating_point():
            self.tensors[name] = tensor if tensor.dtype == torch.bool else tensor.int()
            return
        k = (tensor * STEP - 1) / 2
        if tensor.numel() and (k == k.round()).all() and k.abs().max() < 128:
            self.tensors[name + "#"] = k.to(torch.int8)
        else:
            self.tensors[name] = tensor.float().contiguous()

    def write(self, name):
        path = pathlib.Path(__file__).parents[2] / "learn/src/test/resources/gradus/nn" / f"{name}.safetensors.gz"
        content = save({k: v.contiguous() for k, v in self.tensors.items()}, self.settings)
        path.write_bytes(gzip.compress(content, 9, mtime=0))
        kinds = [json.loads(s)["kind"] for s in self.settings.values()]
        for kind in sorted(set(kinds)):
            print(f"{kinds.count(kind):4} {kind}")
        print(f"{len(kinds):4} in {path.name}, {path.stat().st_size} bytes")


def numbers(*shape, scale=1.0):
    """Random odd multiples of 1/64 between -4 and 4."""
    k = (torch.randn(*shape, dtype=torch.float64) * scale * STEP / 2).round().clamp(-128, 127)
    return (2 * k + 1) / STEP
