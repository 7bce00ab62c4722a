#!/usr/bin/env python3
"""Writes what PyTorch makes of small residual and plain networks, which the Java ones are compared with.

Run it from the root of the repository, with torch, numpy and safetensors installed:

    python3 scripts/reference/resnet_samples.py

It writes learn/src/test/resources/gradus/networks/resnet.safetensors. For each NAME of `networks` there are
NAME/weight/... and NAME/gradient/... by the names that Gradus gives them, and NAME/buffer/... after the step; NAME/x (pictures),
NAME/labels, NAME/logits (in training, with the batch's statistics) and NAME/loss. All is computed in float64 and stored as float32;
weights are rounded to it before. It also prints how many parameters the paper's networks have.
"""

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from safetensors.torch import save_file

FILE = Path("learn/src/test/resources/gradus/networks/resnet.safetensors")


class Convolution(nn.Module):
    def __init__(self, seen, filters, size, stride, normalised):
        super().__init__()
        self.convolution = nn.Conv2d(seen, filters, size, stride, size // 2, bias=not normalised)
        self.norm = nn.BatchNorm2d(filters) if normalised else None

    def forward(self, x):
        x = self.convolution(x)
        return x if self.norm is None else self.norm(x)

    def named(self, path):
        if self.norm is None:
            return {f"{path}.weight": self.convolution.weight, f"{path}.bias": self.convolution.bias}
        return {f"{path}.0.weight": self.convolution.weight, f"{path}.1.gamma": self.norm.weight, f"{path}.1.beta": self.norm.bias}

    def buffers_named(self, path):
        if self.norm is None:
            return {}
        return {f"{path}.1.runningMean": self.norm.running_mean, f"{path}.1.runningVariance": self.norm.running_var}


class Block(nn.Module):
    def __init__(self, seen, filters, stride, ways, normalised):
        super().__init__()
        self.ways, self.filters, self.stride = ways, filters, stride
        self.first = Convolution(seen, filters, 3, stride, normalised)
        self.second = Convolution(filters, filters, 3, 1, normalised)
        projected = ways == "PROJECTED" and stride > 1
        self.around = Convolution(seen, filters, 1, stride, normalised) if projected else None

    def forward(self, x):
        y = self.second(F.relu(self.first(x)))
        if self.ways == "NONE":
            return F.relu(y)
        if self.around is not None:
            return F.relu(y + self.around(x))
        x = x[:, :, ::self.stride, ::self.stride]
        return F.relu(y + torch.cat([x, torch.zeros(x.size(0), self.filters - x.size(1), *x.shape[2:])], 1))

    def parts(self, path):
        body = f"{path}." if self.ways == "NONE" else f"{path}.body."
        yield f"{body}0", self.first
        yield f"{body}2", self.second
        if self.around is not None:
            yield f"{path}.shortcut", self.around


class ResNet(nn.Module):
    def __init__(self, channels, depth, width, ways, normalised=True):
        super().__init__()
        self.first = Convolution(channels, width, 3, 1, normalised)
        seen, blocks = width, []
        for stage in range(3):
            for n in range((depth - 2) // 6):
                blocks.append(Block(seen, width << stage, 2 if stage and n == 0 else 1, ways, normalised))
                seen = width << stage
        self.blocks = nn.ModuleList(blocks)
        self.head = nn.Linear(seen, 10)

    def forward(self, x):
        x = F.relu(self.first(x))
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean((2, 3)))

    def parts(self):
        yield "0", self.first
        for n, block in enumerate(self.blocks):
            yield from block.parts(str(2 + 2 * n))

    def named(self):
        result = {}
        for path, part in self.parts():
            result |= part.named(path)
        head = 3 + 2 * len(self.blocks)
        return result | {f"{head}.weight": self.head.weight, f"{head}.bias": self.head.bias}


torch.manual_seed(15)
torch.set_default_dtype(torch.float64)
networks = {
    "padded": (8, 3, "PADDED", True),
    "projected": (8, 2, "PROJECTED", True),
    "plain": (8, 2, "NONE", True),
    "deeper": (14, 2, "PADDED", True),
    "raw": (8, 2, "PADDED", False),
}
tensors = {}
for name, (depth, width, ways, normalised) in networks.items():
    model = ResNet(1, depth, width, ways, normalised)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 1:
                parameter.add_(0.2 * torch.randn_like(parameter))
            parameter.copy_(parameter.float())
    x = torch.randn(5, 1, 9, 8).float().double()
    labels = torch.tensor([3, 0, 9, 3, 7])
    logits = model(x)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    for key, parameter in model.named().items():
        # Gradus has a unit's weights in a column.
        across = parameter.ndim == 2
        tensors[f"{name}/weight/{key}"] = parameter.detach().T if across else parameter.detach()
        tensors[f"{name}/gradient/{key}"] = parameter.grad.T if across else parameter.grad
    for path, part in model.parts():
        for key, buffer in part.buffers_named(path).items():
            tensors[f"{name}/buffer/{key}"] = buffer
    tensors |= {f"{name}/x": x, f"{name}/logits": logits.detach(), f"{name}/loss": loss.detach(), f"{name}/labels": labels}
FILE.parent.mkdir(parents=True, exist_ok=True)
save_file({k: v.float().contiguous() if v.is_floating_point() else v.int() for k, v in tensors.items()}, FILE)
for depth in 20, 32, 44, 56, 110:
    print(depth, [sum(p.numel() for p in ResNet(3, depth, 16, ways).parameters()) for ways in ("NONE", "PADDED", "PROJECTED")])
