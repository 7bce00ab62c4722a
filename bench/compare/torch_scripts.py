#!/usr/bin/env python3
"""Writes PyTorch's models that predict, as TorchScript that other programs load: `torch_scripts.py FOLDER WORKLOAD ...`.

Each is traced for its batch and frozen, and has its input, that input's shape and PyTorch's answer beside it, as
little-endian floats, so that who loads it can check that it answers the same."""
import pathlib
import sys
import warnings

import torch

import torch_peer


def numbers(tensor):
    return tensor.detach().contiguous().numpy().astype("<f4").tobytes()


def write(folder, name):
    kind, batch = name.split("-")
    build, shape = torch_peer.PREDICTIONS[kind]
    model, x = build().eval(), torch.randn(int(batch), *shape)
    with torch.no_grad():
        script = torch.jit.freeze(torch.jit.trace(model, x))
        script.save(str(folder / f"{name}.pt"))
        answer = model(x)
    for ending, tensor in (("x", x), ("y", answer), ("shape", torch.tensor([float(size) for size in x.shape]))):
        (folder / f"{name}.{ending}").write_bytes(numbers(tensor))


def main():
    warnings.simplefilter("ignore")
    torch.manual_seed(1)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:]:
        write(folder, name)


if __name__ == "__main__":
    main()
