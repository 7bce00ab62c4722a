#!/usr/bin/env python3
"""Writes the decompositions, roots and Fréchet distances that the Java ones are compared with.

Run it from the root of the repository, with torch, numpy, scipy and safetensors installed:

    python3 scripts/reference/frechet_samples.py

It writes learn/src/test/resources/gradus/train/frechet.safetensors. For each case NAME of `cases` there
are NAME/one and NAME/other (features, a row a sample), NAME/covariance (numpy.cov of the first),
NAME/values and NAME/vectors (numpy.linalg.eigh, largest first), NAME/root (scipy.linalg.sqrtm) and
NAME/distance (with scipy.linalg.sqrtm, as the reference code of the FID has it), all in float64.
"""

from pathlib import Path

import numpy as np
import scipy.linalg
import torch
from safetensors.torch import save_file

FILE = Path("learn/src/test/resources/gradus/train/frechet.safetensors")


def cases():
    """Features of two sets of samples, by name."""
    random = np.random.default_rng(5)

    def mixed(samples, features):
        return random.normal(size=(samples, features)) @ random.normal(size=(features, features))

    yield "three", mixed(10, 3), mixed(14, 3) + 1
    yield "same-mean", random.normal(size=(200, 5)), 2 * random.normal(size=(300, 5))
    yield "one-feature", random.normal(size=(20, 1)), random.normal(size=(9, 1)) + 4
    yield "large", mixed(100, 32), mixed(100, 32)
    # As features after a ReLU: some are nearly always 0.
    yield "sparse", np.maximum(mixed(60, 8) - 2, 0), np.maximum(mixed(60, 8) - 1, 0)
    # Fewer samples than features: the covariances have no full rank.
    yield "few", mixed(5, 8), mixed(6, 8)


def covariance_of(samples):
    # Of a single feature numpy gives a number.
    return np.atleast_2d(np.cov(samples, rowvar=False))


def distance(one, other):
    a, b = covariance_of(one), covariance_of(other)
    gap = one.mean(0) - other.mean(0)
    return gap @ gap + np.trace(a) + np.trace(b) - 2 * np.trace(scipy.linalg.sqrtm(a @ b).real)


def main():
    tensors = {}
    for name, one, other in cases():
        covariance = covariance_of(one)
        values, vectors = np.linalg.eigh(covariance)
        root = scipy.linalg.sqrtm(covariance).real
        for key, value in {
            "one": one,
            "other": other,
            "covariance": covariance,
            "values": values[::-1],
            "vectors": vectors[:, ::-1],
            "root": root,
            "distance": distance(one, other),
        }.items():
            tensors[f"{name}/{key}"] = torch.from_numpy(np.array(value, dtype=np.float64, order="C"))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, FILE)


if __name__ == "__main__":
    main()
