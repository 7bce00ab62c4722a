"""Gradus beside scikit-learn's defaults on the same 10 folds of small tables.

    python3 bench/compare/tables.py            # needs Python 3 with scikit-learn, whose data sets it writes as CSV

Each row is answered once by a model that never saw it: the share that is right, or the root of the mean squared error.
Gradus: `./gradus train FILE --target COLUMN --folds 10` with nothing else said.
"""

import csv
import json
import math
import subprocess
import tempfile
from pathlib import Path

import numpy
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

GRADUS = Path(__file__).resolve().parents[2] / "gradus"


def write(name, folder):
    data = getattr(datasets, "load_" + name)()
    classes = hasattr(data, "target_names")
    path = folder / (name + ".csv")
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*data.feature_names, "answer"])
        for x, y in zip(data.data, data.target):
            rows.writerow([*x, data.target_names[y] if classes else y])
    return path, data, classes


def gradus(path, folder):
    command = [GRADUS, "train", path, "--target", "answer", "--folds", "10", "--out", folder, "--name", path.stem,
               "--json", "--no-figures"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def score(model, data, folds, classes):
    scores = []
    for fold in range(10):
        test = folds == fold
        model.fit(data.data[~test], data.target[~test])
        answers = model.predict(data.data[test])
        right = data.target[test]
        scores.append((answers == right).mean() if classes else math.sqrt(((answers - right) ** 2).mean()))
    return numpy.mean(scores)


def main():
    print("| table | rows | Gradus | linear | forest |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table in ["iris", "wine", "breast_cancer", "digits", "diabetes"]:
            path, data, classes = write(table, folder)
            ours = gradus(path, folder / "runs")
            folds = numpy.array(ours["foldOf"])
            linear = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000) if classes else Ridge())
            forest = RandomForestClassifier(random_state=0) if classes else RandomForestRegressor(random_state=0)
            values = [ours["foldsMean"], score(linear, data, folds, classes), score(forest, data, folds, classes)]
            shown = " | ".join(f"{100 * v:.1f} %" if classes else f"{v:.1f}" for v in values)
            print(f"| {table} | {len(folds)} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
