#!/usr/bin/env python3
"""Writes the curves, calibrations and temperatures that the Java ones are compared with.

Run it from the root of the repository, with scikit-learn, scipy, numpy and safetensors installed:

    python3 scripts/reference/curve_samples.py

It writes learn/src/test/resources/gradus/train/curves.safetensors: for each CASE its scores and labels,
the ROC curve and the precision-recall curve with their areas (scikit-learn), and for `calibration` logits,
labels and the temperature that fits them best (SciPy).
"""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.metrics import (average_precision_score, precision_recall_curve, roc_auc_score, roc_curve)

FILE = Path("learn/src/test/resources/gradus/train/curves.safetensors")


def main():
    random = np.random.default_rng(3)
    tensors = {}
    for name, count, levels in [("plain", 200, None), ("ties", 150, 8), ("few", 5, None)]:
        labels = np.arange(count) % 3 == 0
        scores = random.standard_normal(count) + labels
        scores = scores if levels is None else np.round(scores * levels / 4) / levels
        x, y, _ = roc_curve(labels, scores, drop_intermediate=False)
        precision, recall, _ = precision_recall_curve(labels, scores)
        tensors |= {
            f"{name}/scores": scores,
            f"{name}/labels": labels.astype(np.float64),
            f"{name}/roc/x": x,
            f"{name}/roc/y": y,
            f"{name}/roc/area": np.array(roc_auc_score(labels, scores)),
            f"{name}/precisionRecall/x": recall[::-1],
            f"{name}/precisionRecall/y": precision[::-1],
            f"{name}/precisionRecall/area": np.array(average_precision_score(labels, scores)),
        }
    labels = random.integers(0, 4, 500)
    logits = 3 * (random.standard_normal((500, 4)) + 1.5 * np.eye(4)[labels])

    def loss(t):
        return -log_softmax(logits / t, axis=1)[np.arange(500), labels].mean()

    best = minimize_scalar(loss, bounds=(0.01, 100), method="bounded", options={"xatol": 1e-9})
    tensors |= {
        "calibration/logits": logits,
        "calibration/labels": labels.astype(np.float64),
        "calibration/temperature": np.array(best.x),
    }
    save_file({k: np.ascontiguousarray(v, dtype=np.float64) for k, v in tensors.items()}, FILE)


if __name__ == "__main__":
    main()
