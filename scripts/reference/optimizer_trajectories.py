#!/usr/bin/env python3
"""Writes the trajectories and learning rates that the Java optimizers and schedules are compared with.

Run it from the root of the repository, with torch, numpy and safetensors installed:

    python3 scripts/reference/optimizer_trajectories.py

It writes to learn/src/test/resources/gradus/optim:
- trajectories.safetensors: the parameters of a small network, one row for each step in STEPS, under
  each of the settings in `optimizers`, in float64 and float32;
- clipping.safetensors: gradients before and after clipping by norm and by value;
- schedules.safetensors: the learning rate at each of 150 steps under each of `schedules`.
"""

import warnings
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch.optim import lr_scheduler as lr

FOLDER = Path("learn/src/test/resources/gradus/optim")
STEPS = [1, 2, 3, 5, *range(10, 201, 10)]


class Lion(torch.optim.Optimizer):
    """The rule of the paper's algorithm 2, which torch does not have."""

    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                c = b1 * m + (1 - b1) * p.grad
                p *= 1 - group["lr"] * group["weight_decay"]
                p -= group["lr"] * torch.sign(c)
                m.copy_(b2 * m + (1 - b2) * p.grad)


def optimizers():
    """Names are those in OptimizerTrajectoryTest.

    Rates are such that no parameter comes to bounce around the optimum, which would turn
    differences in the last digit into large ones.
    """
    o = torch.optim
    return {
        "sgd": lambda p: o.SGD(p, lr=0.1),
        "sgd-decay": lambda p: o.SGD(p, lr=0.1, weight_decay=0.05),
        "momentum": lambda p: o.SGD(p, lr=0.05, momentum=0.9),
        "momentum-dampening-decay": lambda p: o.SGD(
            p, lr=0.1, momentum=0.8, dampening=0.3, weight_decay=0.01
        ),
        "nesterov": lambda p: o.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "nesterov-decay": lambda p: o.SGD(
            p, lr=0.05, momentum=0.7, nesterov=True, weight_decay=0.02
        ),
        "adam": lambda p: o.Adam(p, lr=0.01),
        "adam-betas-epsilon": lambda p: o.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-3),
        "adam-decay": lambda p: o.Adam(p, lr=0.01, weight_decay=0.1),
        "adam-amsgrad": lambda p: o.Adam(p, lr=0.03, betas=(0.9, 0.9), amsgrad=True),
        "adamw": lambda p: o.AdamW(p, lr=0.01),
        "adamw-decay-amsgrad": lambda p: o.AdamW(p, lr=0.02, weight_decay=0.2, amsgrad=True),
        "rmsprop": lambda p: o.RMSprop(p, lr=0.002),
        "rmsprop-rho-epsilon-decay": lambda p: o.RMSprop(
            p, lr=0.001, alpha=0.9, eps=1e-3, weight_decay=0.05
        ),
        "rmsprop-momentum": lambda p: o.RMSprop(p, lr=0.0005, momentum=0.8),
        "rmsprop-centred": lambda p: o.RMSprop(p, lr=0.001, centered=True),
        "rmsprop-centred-momentum": lambda p: o.RMSprop(
            p, lr=0.0005, centered=True, momentum=0.5
        ),
        "adagrad": lambda p: o.Adagrad(p, lr=0.02),
        "adagrad-all": lambda p: o.Adagrad(
            p, lr=0.05, lr_decay=0.01, weight_decay=0.02, initial_accumulator_value=0.1, eps=1e-6
        ),
        "adadelta": lambda p: o.Adadelta(p),
        "adadelta-all": lambda p: o.Adadelta(p, lr=0.8, rho=0.95, eps=1e-5, weight_decay=0.02),
        "adamax": lambda p: o.Adamax(p),
        "adamax-all": lambda p: o.Adamax(p, lr=0.02, betas=(0.85, 0.99), eps=1e-6, weight_decay=0.03),
        "nadam": lambda p: o.NAdam(p),
        "nadam-all": lambda p: o.NAdam(
            p, lr=0.002, betas=(0.85, 0.99), weight_decay=0.03, momentum_decay=0.01
        ),
        "radam": lambda p: o.RAdam(p),
        "radam-all": lambda p: o.RAdam(p, lr=0.01, betas=(0.85, 0.98), weight_decay=0.03),
        "lion": lambda p: Lion(p, lr=0.001),
        "lion-all": lambda p: Lion(p, lr=0.002, betas=(0.8, 0.95), weight_decay=0.1),
    }


def problem(dtype):
    """A network of two inputs and three outputs, five samples, values of two binary digits."""
    x = torch.tensor([[0.5, -1], [1.25, 0.25], [-0.75, 1.5], [2, -0.5], [0.25, 0.75]], dtype=dtype)
    y = torch.tensor(
        [[1, 0, -0.5], [0.25, 0.5, 0], [-0.5, 0.75, 0.25], [0.5, -1, 0.5], [0, 0.25, -0.25]],
        dtype=dtype,
    )
    weight = torch.tensor([[0.5, -0.25, 0.75], [-1, 0.5, 0.25]], dtype=dtype)
    bias = torch.tensor([0.25, -0.5, 1], dtype=dtype)
    return x, y, weight.requires_grad_(), bias.requires_grad_()


def trajectory(make, dtype):
    x, y, weight, bias = problem(dtype)
    optimizer = make([weight, bias])
    rows = []
    for step in range(1, STEPS[-1] + 1):
        optimizer.zero_grad()
        ((torch.tanh(x @ weight + bias) - y) ** 2).mean().backward()
        optimizer.step()
        if step in STEPS:
            rows.append(torch.cat([weight.detach().flatten(), bias.detach()]))
    return torch.stack(rows)


def clipping():
    torch.manual_seed(1)
    results = {}
    for name, scale in (("large", 3.0), ("small", 0.01)):
        gradients = [torch.randn(4, 3) * scale, torch.randn(5) * scale, torch.randn(()) * scale]
        for how, clip in (
            ("norm", lambda p: torch.nn.utils.clip_grad_norm_(p, 1.5)),
            ("value", lambda p: torch.nn.utils.clip_grad_value_(p, 0.5)),
        ):
            parameters = [torch.zeros_like(g).requires_grad_() for g in gradients]
            for p, g in zip(parameters, gradients):
                p.grad = g.clone()
            clip(parameters)
            for i, p in enumerate(parameters):
                results[f"{name}/{how}/{i}"] = p.grad
        for i, g in enumerate(gradients):
            results[f"{name}/before/{i}"] = g
    return results


BASE = 0.1


def schedules():
    """Names are those in SchedulesTest."""
    return {
        "step": lambda o: lr.StepLR(o, 30, 0.1),
        "multiStep": lambda o: lr.MultiStepLR(o, [20, 50, 51, 120], 0.3),
        "exponential": lambda o: lr.ExponentialLR(o, 0.95),
        "polynomial": lambda o: lr.PolynomialLR(o, 100, 2.0),
        "cosine": lambda o: lr.CosineAnnealingLR(o, 149, 1e-3),
        "warmRestarts": lambda o: lr.CosineAnnealingWarmRestarts(o, 40, 1, 1e-3),
        "warmRestartsDoubling": lambda o: lr.CosineAnnealingWarmRestarts(o, 10, 2, 1e-3),
        "cyclic": lambda o: lr.CyclicLR(o, 1e-3, 0.1, 20),
        "cyclicHalving": lambda o: lr.CyclicLR(o, 1e-3, 0.1, 20, mode="triangular2"),
        "cyclicExponential": lambda o: lr.CyclicLR(o, 1e-3, 0.1, 20, mode="exp_range", gamma=0.99),
        "oneCycle": lambda o: lr.OneCycleLR(o, 0.1, total_steps=150),
        "oneCycleAll": lambda o: lr.OneCycleLR(
            o, 0.1, total_steps=150, pct_start=0.45, div_factor=10, final_div_factor=100
        ),
        "linearWarmup": lambda o: lr.SequentialLR(
            o, [lr.LinearLR(o, 0.2, 1.0, 30), lr.ExponentialLR(o, 0.9)], [30]
        ),
    }


def rates(make, steps=150):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=BASE, momentum=0.9)
    schedule = make(optimizer)
    result = []
    for step in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step + 1 < steps:
            schedule.step()
    return torch.tensor(result, dtype=torch.float64)


def plateau():
    """Losses that fall, stand still, fall again, and the rates that follow."""
    torch.manual_seed(2)
    losses = [1 / (1 + 0.1 * min(t, 30)) - (0.05 if t > 90 else 0) + 0.02 * torch.rand(()).item()
              for t in range(150)]
    results = {"plateau/losses": torch.tensor(losses, dtype=torch.float64)}
    for name, settings in (
        ("default", {}),
        ("all", {"factor": 0.5, "patience": 3, "threshold": 0.01, "cooldown": 4, "min_lr": 1e-3}),
    ):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=BASE)
        schedule = lr.ReduceLROnPlateau(optimizer, **settings)
        result = []
        for loss in losses:
            schedule.step(loss)
            result.append(optimizer.param_groups[0]["lr"])
        results[f"plateau/{name}"] = torch.tensor(result, dtype=torch.float64)
    return results


def main():
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    results = {}
    for name, make in optimizers().items():
        for dtype in (torch.float64, torch.float32):
            results[f"{name}/{str(dtype).removeprefix('torch.')}"] = trajectory(make, dtype)
    save_file(results, FOLDER / "trajectories.safetensors")
    save_file(clipping(), FOLDER / "clipping.safetensors")
    learning_rates = {name: rates(make) for name, make in schedules().items()}
    save_file({**learning_rates, **plateau()}, FOLDER / "schedules.safetensors")


if __name__ == "__main__":
    main()
