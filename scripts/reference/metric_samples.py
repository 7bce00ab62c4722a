#!/usr/bin/env python3
"""Writes the numbers that the Java metrics are compared with.

Run it from the root of the repository, with scikit-learn, torch and safetensors installed:

    python3 scripts/reference/metric_samples.py

It writes learn/src/test/resources/gradus/train/metrics.safetensors: inputs and expected numbers by
name, those of MetricsReferenceTest.
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn import metrics as m

FILE = Path("learn/src/test/resources/gradus/train/metrics.safetensors")


def classes(results, name, outputs, labels):
    predicted = outputs.argmax(-1)
    count = outputs.shape[-1]
    results[f"{name}/outputs"] = outputs.astype(np.float32)
    results[f"{name}/labels"] = labels.astype(np.int32)
    results[f"{name}/confusion"] = m.confusion_matrix(
        labels, predicted, labels=range(count)
    ).astype(np.float64)
    numbers(results, name, labels, predicted, count)
    for k in (2, 3):
        results[f"{name}/top{k}Accuracy"] = np.array(
            m.top_k_accuracy_score(labels, outputs, k=k, labels=range(count))
        )


def numbers(results, name, labels, predicted, count):
    results[f"{name}/accuracy"] = np.array(m.accuracy_score(labels, predicted))
    for metric, score in (
        ("precision", m.precision_score),
        ("recall", m.recall_score),
        ("f1", m.f1_score),
    ):
        for average in ("macro", "micro", "weighted"):
            results[f"{name}/{metric}/{average}"] = np.array(
                score(labels, predicted, average=average, zero_division=0)
            )
        results[f"{name}/{metric}/classes"] = score(
            labels, predicted, average=None, labels=range(count), zero_division=0
        )


def main():
    rng = np.random.default_rng(5)
    results = {}
    labels = rng.integers(0, 5, 200)
    outputs = rng.normal(size=(200, 5))
    outputs[np.arange(200), labels] += 1.0
    classes(results, "five", outputs, labels)
    # Class 3 is in no target, class 4 is never predicted, and class 5 is neither.
    labels = rng.choice([0, 1, 2, 4], 40)
    outputs = rng.normal(size=(40, 6))
    outputs[:, 4:] -= 10
    classes(results, "gaps", outputs, labels)

    probabilities = rng.random((60, 1)).astype(np.float32)
    yes = (probabilities[:, 0] + rng.normal(size=60) * 0.3 > 0.5).astype(np.int32)
    results["binary/outputs"] = probabilities
    results["binary/labels"] = yes
    numbers(results, "binary", yes, (probabilities[:, 0] > 0.5).astype(np.int32), 2)

    for name, shape, offset in (("one", (50,), 0.0), ("three", (50, 3), 0.0), ("far", (50,), 1e5)):
        target = (rng.normal(size=shape) + offset).astype(np.float64)
        prediction = target + rng.normal(size=shape) * 0.4
        results[f"{name}/prediction"] = prediction
        results[f"{name}/target"] = target
        results[f"{name}/mae"] = np.array(m.mean_absolute_error(target, prediction))
        results[f"{name}/mse"] = np.array(m.mean_squared_error(target, prediction))
        results[f"{name}/r2"] = np.array(m.r2_score(target, prediction))
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: np.ascontiguousarray(value) for name, value in results.items()}, FILE)


if __name__ == "__main__":
    main()
