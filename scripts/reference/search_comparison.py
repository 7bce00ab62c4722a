"""Regrets of Optuna's samplers, beside those of Gradus's: which search comes closer to the optimum.

    ./gradus bench search > gradus.tsv
    pip install optuna scipy torch
    python3 scripts/reference/search_comparison.py --seeds 20 > optuna.tsv
    python3 scripts/reference/search_comparison.py --table gradus.tsv optuna.tsv

A row is `function <tab> sampler <tab> seed <tab> regret <tab> seconds`. The functions are those of
`SearchComparison.java`, `digits` a table of real trainings (`./gradus bench table`); the regret of a
noisy one is that of its noiseless value where the observed one was best.
"""

import argparse
import functools
import math
import pathlib
import random
import statistics
import sys
import time

import optuna


def branin(trial):
    x = trial.suggest_float("x", -5, 10)
    y = trial.suggest_float("y", 0, 15)
    valley = (y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6) ** 2
    return valley + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10 - 0.39788735772973816


ALPHA = [1.0, 1.2, 3.0, 3.2]
A = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
P = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
]


def hartmann6(trial):
    x = [trial.suggest_float(f"x{i}", 0, 1) for i in range(6)]
    return 3.322368011391339 - sum(
        alpha * math.exp(-sum(a * (v - p / 10000) ** 2 for a, p, v in zip(row, places, x)))
        for alpha, row, places in zip(ALPHA, A, P)
    )


def conditional(trial):
    optimizer = trial.suggest_categorical("optimizer", ["adam", "sgd", "rmsprop"])
    rate = math.log10(trial.suggest_float("learningRate", 1e-5, 1e-1, log=True))
    loss = {
        "adam": 0.05 + 0.5 * (rate + 3) ** 2,
        "sgd": 0.5 * (rate + 1.5) ** 2,
        "rmsprop": 0.1 + 0.5 * (rate + 3.5) ** 2,
    }[optimizer]
    if optimizer == "sgd":
        loss += 2 * (trial.suggest_float("momentum", 0, 0.99) - 0.9) ** 2
    loss += 0.02 * abs(trial.suggest_int("depth", 2, 20) - 8)
    loss += 0.03 * abs(trial.suggest_int("log2BatchSize", 4, 8) - 6)
    if trial.suggest_categorical("decays", [False, True]):
        decay = math.log10(trial.suggest_float("weightDecay", 1e-6, 1e-1, log=True))
        return loss + 0.05 * abs(decay + 4)
    return loss + 0.1


DIGITS = pathlib.Path(__file__).parents[2] / "bench/src/main/resources/gradus/bench/digits-table.tsv"


@functools.cache
def digits_table():
    rows = [line.split("\t") for line in DIGITS.read_text().splitlines()[1:]]
    mistakes = {tuple(row[:6]): float(row[6]) for row in rows}
    return mistakes, min(mistakes.values())


def digits(trial):
    numbers = [trial.suggest_int("rate", 0, 8)]
    numbers += [trial.suggest_int(name, 0, 2) for name in ("batch", "depth", "units", "dropout")]
    optimizer = trial.suggest_categorical("optimizer", ["sgd", "momentum", "adam"])
    mistakes, fewest = digits_table()
    return 100 * (mistakes[(*map(str, numbers), optimizer)] - fewest)


FUNCTIONS = {
    "branin": (branin, 60),
    "hartmann6": (hartmann6, 100),
    "conditional": (conditional, 100),
    "noisyBranin": (branin, 60),
    "digits": (digits, 60),
}
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "gp": lambda seed: optuna.samplers.GPSampler(seed=seed),
}


def regret(function, sampler, seed):
    objective, trials = FUNCTIONS[function]
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    noise = random.Random(seed)
    true = []

    def measured(trial):
        if function != "noisyBranin":
            return objective(trial)
        true.append(branin(trial))
        return true[-1] + noise.gauss(0, 2)

    study.optimize(measured, n_trials=trials)
    return true[study.best_trial.number] if true else study.best_value


def run(arguments):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    if "gp" in arguments.samplers:
        import torch

        torch.set_num_threads(1)
    for function in arguments.functions:
        for sampler in arguments.samplers:
            for seed in range(arguments.seeds):
                start = time.process_time()
                value = regret(function, sampler, seed)
                seconds = time.process_time() - start
                print(function, "optuna " + sampler, seed, value, f"{seconds:.2f}", sep="\t", flush=True)


def table(files):
    rows = {}
    for file in files:
        for line in open(file):
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 5:
                rows.setdefault((parts[0], parts[1]), []).append((float(parts[3]), float(parts[4])))
    samplers = sorted({sampler for _, sampler in rows}, key=lambda s: (s.split()[1], s))
    heads = [f"{trials} {function}" for function, (_, trials) in FUNCTIONS.items()] + ["seconds"]
    print("| sampler | " + " | ".join(heads) + " |")
    print("|---" * (len(heads) + 1) + "|")
    for sampler in samplers:
        cells = []
        for function in FUNCTIONS:
            values = sorted(value for value, _ in rows.get((function, sampler), []))
            low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else 3 * [math.nan]
            cells.append(f"{middle:.2g} ({low:.2g} to {high:.2g})")
        seconds = statistics.median(time for _, time in rows.get(("hartmann6", sampler), [(0, math.nan)]))
        print(f"| {sampler} | " + " | ".join(cells) + f" | {seconds:.2g} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--functions", nargs="*", default=list(FUNCTIONS))
    parser.add_argument("--samplers", nargs="*", default=list(SAMPLERS))
    parser.add_argument("--table", nargs="*", metavar="FILE")
    arguments = parser.parse_args()
    if arguments.table:
        table(arguments.table)
    else:
        run(arguments)


if __name__ == "__main__":
    sys.exit(main())
