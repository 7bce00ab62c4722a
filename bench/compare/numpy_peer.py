"""NumPy's side of a comparison: products by its OpenBLAS, and elementwise work in place, as one who minds the time writes
it."""
import numpy

import protocol

MILLION = 1 << 20
RANDOM = numpy.random.default_rng(1)


def normal(*shape):
    return RANDOM.standard_normal(shape, dtype=numpy.float32)


def gemm(spec, transposed=""):
    m, k, n = protocol.sizes(spec)
    a = normal(k, m).T if transposed == "ta" else normal(m, k)
    b = normal(n, k).T if transposed == "tb" else normal(k, n)
    out = numpy.empty((m, n), numpy.float32)
    return lambda: numpy.matmul(a, b, out=out)


def elementwise(function):
    x, out = normal(MILLION), numpy.empty(MILLION, numpy.float32)
    return lambda: function(x, out=out)


def sigmoid(x, out):
    numpy.negative(x, out=out)
    numpy.exp(out, out=out)
    numpy.add(out, 1, out=out)
    numpy.reciprocal(out, out=out)


def adam():
    p, g = normal(MILLION), normal(MILLION)
    m, v, scratch = (numpy.zeros(MILLION, numpy.float32) for _ in range(3))
    rate, beta1, beta2, epsilon, steps = 0.001, 0.9, 0.999, 1e-8, 0

    def step():
        nonlocal steps
        steps += 1
        numpy.multiply(m, beta1, out=m)
        numpy.multiply(g, 1 - beta1, out=scratch)
        numpy.add(m, scratch, out=m)
        numpy.multiply(v, beta2, out=v)
        numpy.multiply(g, g, out=scratch)
        numpy.multiply(scratch, 1 - beta2, out=scratch)
        numpy.add(v, scratch, out=v)
        numpy.multiply(v, 1 / (1 - beta2 ** steps), out=scratch)
        numpy.sqrt(scratch, out=scratch)
        numpy.add(scratch, epsilon, out=scratch)
        numpy.divide(m, scratch, out=scratch)
        numpy.multiply(scratch, rate / (1 - beta1 ** steps), out=scratch)
        numpy.subtract(p, scratch, out=p)
    return step


def prepare(name):
    kind, *rest = name.split("-")
    if kind == "gemm":
        return gemm(*rest)
    found = {"exp": lambda: elementwise(numpy.exp), "tanh": lambda: elementwise(numpy.tanh),
             "sigmoid": lambda: elementwise(sigmoid), "adam": adam}.get(kind)
    if found is None:
        raise NotImplementedError(f"has no workload {name}")
    return found()


if __name__ == "__main__":
    protocol.serve(prepare)
