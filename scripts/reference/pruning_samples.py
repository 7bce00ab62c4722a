#!/usr/bin/env python3
"""Writes the decisions of Optuna's pruners that the Java ones are compared with.

Run it from the root of the repository, with optuna installed:

    python3 scripts/reference/pruning_samples.py

It writes learn/src/test/resources/gradus/search/pruning.json: for each case a pruner and an aim, and
trials with what they report at the steps 1, 2, 3, ... and the step at which they are stopped (0: never).
"""

import json
import math
import random
from pathlib import Path

import optuna

FILE = Path("learn/src/test/resources/gradus/search/pruning.json")

PRUNERS = {
    "median": lambda: optuna.pruners.MedianPruner(),
    "median 8 4": lambda: optuna.pruners.MedianPruner(n_startup_trials=8, n_warmup_steps=4),
    "halving 1 4": lambda: optuna.pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=4),
    "halving 2 3": lambda: optuna.pruners.SuccessiveHalvingPruner(min_resource=2, reduction_factor=3),
    "hyperband 1 16 2": lambda: optuna.pruners.HyperbandPruner(1, 16, 2),
    "hyperband 1 20 3": lambda: optuna.pruners.HyperbandPruner(1, 20, 3),
}


def case(name, direction, seed):
    numbers = random.Random(seed)
    study = optuna.create_study(
        study_name="study", direction=direction, pruner=PRUNERS[name](),
        sampler=optuna.samplers.RandomSampler(seed=0))
    trials = []

    def objective(trial):
        end, speed = numbers.uniform(0, 1), numbers.uniform(0.05, 0.5)
        values = [round(end + math.exp(-speed * step) + numbers.gauss(0, 0.1), 4) for step in range(1, 21)]
        if numbers.random() < 0.1:
            values[numbers.randrange(20)] = math.nan
        if numbers.random() < 0.05:
            values = [math.nan] * 20
        record = {"values": [None if math.isnan(value) else value for value in values], "stopped": 0}
        trials.append(record)
        for step, value in enumerate(values, 1):
            trial.report(value, step)
            if trial.should_prune():
                record["stopped"] = step
                raise optuna.TrialPruned()
        return end

    study.optimize(objective, n_trials=40)
    return {"pruner": name, "aim": "smaller" if direction == "minimize" else "larger", "trials": trials}


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    cases = [case(name, direction, seed)
             for seed, name in enumerate(PRUNERS) for direction in ["minimize", "maximize"]]
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps({"optuna": optuna.__version__, "cases": cases}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
