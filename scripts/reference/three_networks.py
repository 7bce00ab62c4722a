#!/usr/bin/env python3
"""The tutorial's three networks, trained by their own frameworks: the losses of three epochs that ThreeNetworksTest has.

    python3 scripts/reference/three_networks.py torch      # needs PyTorch
    python3 scripts/reference/three_networks.py keras      # needs TensorFlow and Keras

Pictures and weights are sines, the same on both sides; nothing is shuffled. PyTorch's lines are its network with SGD at 0.1,
the same with a softmax too many, and with PyTorch's forms of the others' optimizers; Keras's are TensorFlow's network, its
own, and that with PyTorch's defaults.
"""
import sys

import numpy

SAMPLES, BATCH, EPOCHS = 96, 32, 3
SAMPLE, PIXEL = numpy.mgrid[:SAMPLES, :784]
X = (0.5 + 0.5 * numpy.sin(0.7 * SAMPLE + 0.13 * PIXEL + SAMPLE % 10 * 0.01 * PIXEL)).astype(numpy.float32)
Y = numpy.arange(SAMPLES) % 10


def waves(rows, columns, size):
    row, column = numpy.mgrid[:rows, :columns]
    return (size * numpy.sin(1 + 0.37 * row + 0.71 * column)).astype(numpy.float32)


WEIGHTS = [waves(784, 64, 0.05), numpy.zeros(64, numpy.float32), waves(64, 10, 0.2), numpy.zeros(10, numpy.float32)]


def told(name, losses):
    print(name, ", ".join(f"{loss:.6f}" for loss in losses))


def with_torch(softmax, rule=None):
    import torch

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1 = torch.nn.Linear(784, 64)
            self.fc2 = torch.nn.Linear(64, 10)

        def forward(self, x):
            x = torch.relu(self.fc1(x))
            x = self.fc2(x)
            return torch.softmax(x, 1) if softmax else x

    net = Net()
    with torch.no_grad():
        for parameter, start in zip(net.parameters(), WEIGHTS):
            parameter.copy_(torch.from_numpy(start.T.copy()))
    optimizer = rule(net.parameters()) if rule else torch.optim.SGD(net.parameters(), lr=0.1)
    loss = torch.nn.CrossEntropyLoss()
    losses = []
    for _ in range(EPOCHS):
        total = 0
        for first in range(0, SAMPLES, BATCH):
            optimizer.zero_grad()
            value = loss(net(torch.from_numpy(X[first:first + BATCH])), torch.from_numpy(Y[first:first + BATCH]))
            value.backward()
            optimizer.step()
            total += value.item()
        losses.append(total * BATCH / SAMPLES)
    return losses


def with_keras(optimizer, loss, labels):
    import keras

    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])
    model.build((None, 784))
    model.set_weights(WEIGHTS)
    model.compile(optimizer=optimizer, loss=loss)
    return model.fit(X, labels, batch_size=BATCH, epochs=EPOCHS, shuffle=False, verbose=0).history["loss"]


if sys.argv[1] == "torch":
    import torch

    told("pytorch", with_torch(False))
    told("softmax twice", with_torch(True))
    told("adam", with_torch(False, lambda p: torch.optim.Adam(p, 0.001, eps=1e-7)))
    told("rmsprop", with_torch(False, lambda p: torch.optim.RMSprop(p, 0.001, alpha=0.9, eps=1e-7)))
    told("other defaults", with_torch(False, torch.optim.RMSprop))
else:
    import keras

    one_hot = keras.utils.to_categorical(Y, 10)
    told("tensorflow", with_keras("adam", "sparse_categorical_crossentropy", Y))
    told("keras", with_keras("rmsprop", "categorical_crossentropy", one_hot))
    other = keras.optimizers.RMSprop(0.01, rho=0.99, epsilon=1e-8)
    told("other defaults", with_keras(other, "categorical_crossentropy", one_hot))
