"""Writes what scikit-learn's StandardScaler finds and computes.

    pip install scikit-learn; python3 scripts/reference/standardize_samples.py

makes standardize.safetensors: for each case `name/in`, `name/mean`, `name/deviation`, `name/new`, `name/out` and `name/back`.
"""

import pathlib

import numpy
from safetensors.numpy import save_file
from sklearn.preprocessing import StandardScaler

dice = numpy.random.default_rng(20261126)
cases = {
    "plain": dice.normal(size=(50, 4)) * [1, 20, 0.01, 3] + [0, 5, -2, 100],
    "large means": dice.normal(size=(40, 3)) * [1, 0.1, 5] + [1e6, -1e7, 1e8],
    "constant columns": numpy.stack([dice.normal(size=30), numpy.full(30, 0.1), numpy.full(30, 1e9 + 0.3), numpy.zeros(30)], 1),
    "one row": dice.normal(size=(1, 3)),
    "many rows": dice.exponential(size=(5000, 1)) * 1000,
}
tensors = {}
for name, values in cases.items():
    new = dice.normal(size=(5, values.shape[1])) * 2 + values[0]
    scaler = StandardScaler().fit(values)
    out = scaler.transform(new)
    for part, array in {"in": values, "mean": scaler.mean_, "deviation": scaler.scale_, "new": new, "out": out,
                        "back": scaler.inverse_transform(out)}.items():
        tensors[f"{name}/{part}"] = numpy.ascontiguousarray(array)
path = pathlib.Path(__file__).parents[2] / "learn/src/test/resources/gradus/nn/standardize.safetensors"
save_file(tensors, path)
print(f"{len(cases)} cases, {path.stat().st_size} bytes")
