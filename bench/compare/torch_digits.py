"""PyTorch's side of cold_start.py: MNIST from its IDX files, one epoch of a network, then a line."""
import os
import pathlib
import sys

import numpy
import torch

from torch_peer import convolutional_network, network


def read(name, skip):
    folder = pathlib.Path(os.environ.get("GRADUS_HOME", pathlib.Path.home() / ".gradus")) / "data/mnist"
    return numpy.fromfile(folder / name, dtype=numpy.uint8)[skip:]


torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
convolutional = sys.argv[2] == "cnn"
shape = (-1, 1, 28, 28) if convolutional else (-1, 784)
pixels = torch.from_numpy(read("train-images-idx3-ubyte", 16).reshape(shape)).float() / 255
labels = torch.from_numpy(read("train-labels-idx1-ubyte", 8)).long()
model = convolutional_network() if convolutional else network()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
loss = torch.nn.CrossEntropyLoss()
order = torch.randperm(len(labels))
for start in range(0, len(labels), 128):
    chosen = order[start:start + 128]
    optimizer.zero_grad()
    value = loss(model(pixels[chosen]), labels[chosen])
    value.backward()
    optimizer.step()
print("1/1", value.item(), flush=True)
