"""What every framework is given here, and what it answers: MNIST in the order of its files, weights to start from, and
how to train. `task.py FOLDER WEIGHTS THREADS EPOCHS BATCH RATE`; the answer is a line of JSON."""
import json
import pathlib
import sys
import time

import numpy

EPSILON = 1e-8
FOLDER, WEIGHTS = (pathlib.Path(path) for path in sys.argv[1:3])
THREADS, EPOCHS, BATCH = (int(number) for number in sys.argv[3:6])
RATE = float(sys.argv[6])


def images(part):
    bytes_ = numpy.fromfile(FOLDER / f"{part}-images-idx3-ubyte", dtype=numpy.uint8)[16:]
    return bytes_.reshape(-1, 784).astype(numpy.float32) / 255


def labels(part):
    return numpy.fromfile(FOLDER / f"{part}-labels-idx1-ubyte", dtype=numpy.uint8)[8:].astype(numpy.int32)


def weights():
    """Weights [in, out] and biases of 784 - 64 - 10."""
    numbers, at, arrays = numpy.fromfile(WEIGHTS, dtype="<f4"), 0, []
    for shape in ((784, 64), (64,), (64, 10), (10,)):
        size = int(numpy.prod(shape))
        arrays.append(numbers[at:at + size].reshape(shape))
        at += size
    return arrays


class Epochs:
    """The seconds, the processor seconds of all threads, and the mean loss of each epoch."""

    def __init__(self):
        self.seconds, self.processor, self.losses = [], [], []
        self.begin()

    def begin(self):
        self.start, self.used = time.perf_counter(), time.process_time()

    def ended(self, loss):
        self.seconds.append(time.perf_counter() - self.start)
        self.processor.append(time.process_time() - self.used)
        self.losses.append(float(loss))
        self.begin()

    def answer(self, version, accuracy):
        print(json.dumps({"version": version, "epochs": self.seconds, "processor": self.processor, "losses": self.losses,
                          "accuracy": float(accuracy)}))
