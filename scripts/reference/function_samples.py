#!/usr/bin/env python3
"""PyTorch's own test inputs for activations and losses, for FunctionSamplesTest.

Run by hand, with PyTorch 2.13, when an activation or a loss is added:

    python3 scripts/reference/function_samples.py

It walks the samples of operation_samples.py for `torch.nn.functional`, and rewrites
learn/src/test/resources/gradus/nn/functions.safetensors. A sample's tensors are named
NUMBER/FUNCTION/SETTING=VALUE/.../TENSOR, TENSOR being input and, where there is one, target or slope;
weights of classes; output; and gradient, that of the output's sum with respect to the input.
"""

from pathlib import Path

import torch
from operation_samples import Other, need, op_db
from safetensors.torch import save_file

FILE = Path(__file__).resolve().parents[2] / "learn/src/test/resources/gradus/nn/functions.safetensors"
LARGEST = 250
ACTIVATIONS = {
    "relu6": {},
    "hardtanh": {},
    "hardsigmoid": {},
    "hardswish": {},
    "logsigmoid": {},
    "mish": {},
    "softsign": {},
    "selu": {},
    "elu": {"alpha"},
    "leaky_relu": {"negative_slope"},
    "prelu": {},
    "gelu": {"approximate"},
}
LOSSES = {
    "mse_loss": {},
    "l1_loss": {},
    "huber_loss": {"delta"},
    "smooth_l1_loss": {"beta"},
    "binary_cross_entropy": {},
    "binary_cross_entropy_with_logits": {},
    "nll_loss": {"weight", "ignore_index"},
    "cross_entropy": {"weight", "ignore_index", "label_smoothing"},
}


def classes_last(x):
    """Classes are axis 1 in PyTorch, where there are more than one, and the last one in Gradus."""
    return x.movedim(1, -1).contiguous() if x.dim() > 2 else x


def sample_of(name, op, sample):
    settings = {k: v for k, v in sample.kwargs.items() if v is not None}
    reduction = settings.get("reduction", "mean")
    allowed = ACTIVATIONS.get(name, LOSSES.get(name))
    need(set(settings) <= {*allowed, "reduction"})
    need(len(sample.args) == (name in LOSSES or name == "prelu"))
    tensors = [sample.input, *sample.args]
    need(all(isinstance(x, torch.Tensor) and x.numel() <= LARGEST for x in tensors))
    need(name not in LOSSES or reduction in ("mean", "sum", "none"))
    leaf = sample.input.detach().clone().requires_grad_(True)
    output = op.op(leaf, *sample.args, **sample.kwargs)
    (gradient,) = torch.autograd.grad(output.sum(), leaf)
    found = {"input": leaf, "output": output, "gradient": gradient}
    if sample.args:
        found["target"] = sample.args[0]
    if name in ("nll_loss", "cross_entropy"):
        need(leaf.dim() > 1)
        found["input"], found["gradient"] = classes_last(leaf), classes_last(gradient)
        if sample.args[0].is_floating_point():
            found["target"] = classes_last(sample.args[0])
    if "weight" in settings:
        found["weight"] = settings.pop("weight")
    words = [f"{k}={v}" for k, v in sorted(settings.items())]
    return words, found


def main():
    torch.set_num_threads(1)
    stored, seen, count, other = {}, set(), 0, 0
    for op in op_db:
        name = op.name.removeprefix("nn.functional.")
        if op.name == name or name not in ACTIVATIONS | LOSSES or op.variant_test_name:
            continue
        torch.manual_seed(42)
        for sample in op.reference_inputs("cpu", torch.float64, requires_grad=False):
            try:
                words, found = sample_of(name, op, sample)
            except Other:
                other += 1
                continue
            content = name + repr((words, {k: x.tolist() for k, x in found.items()}))
            if content in seen:
                continue
            seen.add(content)
            for key, x in found.items():
                x = x.detach().to(torch.int32) if x.dtype == torch.int64 else x.detach()
                stored["/".join([f"{count:04}", name, *words, key])] = x.clone().contiguous()
            count += 1
    save_file(stored, FILE)
    print(count, "different samples,", other, "without a counterpart,", FILE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
