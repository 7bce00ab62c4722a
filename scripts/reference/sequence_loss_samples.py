#!/usr/bin/env python3
"""Writes what PyTorch computes for losses of sequences and of three tensors, for MoreLossesReferenceTest.

    python3 scripts/reference/sequence_loss_samples.py

It writes learn/src/test/resources/gradus/loss/more-losses.safetensors: NAME/in0, NAME/in1, ... are the inputs, NAME/value the
loss, NAME/gradient0, ... its gradients with respect to the floating-point inputs, and for CTC NAME/costs those of each sequence.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

FILE = Path("learn/src/test/resources/gradus/loss/more-losses.safetensors")
torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
tensors = {}


def case(name, function, *inputs, costs=None):
    leaves = [x.clone().requires_grad_(True) if x.is_floating_point() else x for x in inputs]
    value = function(*leaves)
    floating = [x for x in leaves if x.is_floating_point()]
    gradients = torch.autograd.grad(value, floating)
    for i, x in enumerate(inputs):
        tensors[f"{name}/in{i}"] = x.clone() if x.is_floating_point() else x.to(torch.int32)
    tensors[f"{name}/value"] = value.detach()
    for i, gradient in enumerate(gradients):
        tensors[f"{name}/gradient{i}"] = gradient.contiguous()
    if costs is not None:
        tensors[f"{name}/costs"] = costs(*inputs)


mean, target = torch.randn(5, 3), torch.randn(5, 3)
case("gaussian", lambda m, v, t: F.gaussian_nll_loss(m, t, v), mean, torch.rand(5, 3) + 0.1, target)
sign = torch.randint(0, 2, (5, 3)) * 2.0 - 1
for margin in [0, 0.7]:
    case(f"ranking-{margin}", lambda a, b, y: F.margin_ranking_loss(a, b, y, margin=margin), mean, target, sign)


def ctc(name, logits, targets, steps, labels, blank=0, zero=False):
    def loss(reduction):
        def of(z, *rest):
            logs = F.log_softmax(z, -1).transpose(0, 1)
            y, t, u = (x.long() for x in rest)
            return F.ctc_loss(logs, y, t, u, blank, reduction, zero)
        return of
    case(name, loss("mean"), logits, targets, torch.tensor(steps), torch.tensor(labels), costs=loss("none"))


ctc("ctc-plain", torch.randn(3, 8, 5), torch.tensor([[1, 2, 3], [4, 1, 4], [2, 1, 2]]), [8, 8, 8], [3, 3, 3])
ctc("ctc-repeats", torch.randn(3, 7, 4), torch.tensor([[1, 1, 1], [3, 3, 2], [2, 2, 2]]), [7, 7, 7], [3, 3, 3])
ctc("ctc-lengths", torch.randn(4, 9, 6), torch.tensor([[1, 2, 3, 5], [4, 1, 4, 1], [2, 2, 1, 1], [5, 1, 1, 1]]), [9, 6, 5, 1], [4, 3, 2, 1])
ctc("ctc-blank", torch.randn(2, 6, 4), torch.tensor([[0, 1, 1], [2, 0, 2]]), [6, 5], [3, 2], blank=3)
ctc("ctc-empty", torch.randn(2, 4, 3), torch.tensor([[1, 2], [1, 1]]), [4, 3], [0, 2])
ctc("ctc-one", torch.randn(1, 1, 3), torch.tensor([[2]]), [1], [1])
ctc("ctc-short-zero", torch.randn(3, 3, 4), torch.tensor([[1, 1, 1], [1, 2, 3], [2, 2, 3]]), [3, 3, 3], [3, 3, 2], zero=True)
ctc("ctc-far", 30 * torch.randn(3, 40, 7), torch.randint(1, 7, (3, 12)), [40, 35, 30], [12, 9, 3])
FILE.parent.mkdir(parents=True, exist_ok=True)
save_file(tensors, FILE)
print(len(tensors), "tensors,", FILE.stat().st_size, "bytes")
