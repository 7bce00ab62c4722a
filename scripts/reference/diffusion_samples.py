#!/usr/bin/env python3
"""Writes the schedules and steps of diffusions that the Java ones are compared with.

Run it from the root of the repository, with torch, numpy and safetensors installed:

    python3 scripts/reference/diffusion_samples.py

It writes learn/src/test/resources/gradus/diffusion/diffusion.safetensors, all in float64:
linear/betas, linear/alphaBars, cosine/betas, cosine/alphaBars (NumPy, by the formulas of Ho and others, 2020, and Nichol and
Dhariwal, 2021); for NAME of noise and velocity, NAME/x, NAME/said, NAME/fresh and, for each step of STEPS, NAME/FROM-TO-ETA (DDIM
by formula 12 of Song and others, 2020; the data cut to [-1, 1] in NAME/cut-FROM-TO-ETA); ddpm/x, ddpm/noise, ddpm/fresh and
ddpm/T, the step from T to T - 1 by algorithm 2 of Ho and others with the smaller variance; time/t and time/waves (PyTorch);
unet/weight/NAME, unet/x, unet/t, unet/classes and unet/y: a U-Net of two sizes with patches of 2, written out in PyTorch, with
the names and layouts of weights that Gradus has.
"""

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

FILE = Path("learn/src/test/resources/gradus/diffusion/diffusion.safetensors")
STEPS = [(1000, 960, 0.0), (600, 400, 0.0), (600, 400, 1.0), (40, 0, 0.0), (500, 480, 0.5)]


def linear(steps):
    return np.linspace(1e-4, 0.02, steps)


def cosine(steps, s=0.008):
    def f(t):
        return np.cos((t / steps + s) / (1 + s) * np.pi / 2) ** 2

    t = np.arange(steps)
    return np.minimum(0.999, 1 - f(t + 1) / f(t))


def ddim(alpha_bars, x, noise, clean, start, end, eta, fresh):
    a, b = alpha_bars[start], alpha_bars[end]
    sigma = eta * np.sqrt((1 - b) / (1 - a)) * np.sqrt(1 - a / b)
    return np.sqrt(b) * clean + np.sqrt(1 - b - sigma**2) * noise + sigma * fresh


def weights(random):
    """Weights of unet(4, 6) with time, 3 classes, 2 groups, a width of 8 and patches of 2, for pictures of [1, 8, 8]."""
    shapes = {}

    def conv(name, inputs, filters, size=3):
        shapes[f"{name}.weight"] = (filters, inputs, size, size)
        shapes[f"{name}.bias"] = (filters,)

    def norm(name, channels):
        shapes[f"{name}.gamma"] = (channels,)
        shapes[f"{name}.beta"] = (channels,)

    def dense(name, inputs, units):
        shapes[f"{name}.weight"] = (inputs, units)
        shapes[f"{name}.bias"] = (units,)

    def block(name, inputs, filters):
        norm(f"{name}.norm", inputs)
        conv(f"{name}.convolution", inputs, filters)
        dense(f"{name}.told", 8, 2 * filters)
        norm(f"{name}.secondNorm", filters)
        conv(f"{name}.secondConvolution", filters, filters)
        if inputs != filters:
            conv(f"{name}.shortcut", inputs, filters, 1)

    dense("time.1", 8, 8)
    dense("time.3", 8, 8)
    shapes["classes.weight"] = (4, 8)
    conv("entry", 4, 4)
    block("down.0", 4, 4)
    block("down.1", 4, 6)
    conv("shrink.0", 4, 4)
    block("middle", 6, 6)
    conv("grow.0", 6, 4)
    block("up.0", 8, 4)
    block("up.1", 12, 6)
    norm("norm", 4)
    conv("exit", 4, 4)
    return {name: torch.from_numpy(random.normal(size=shape) * 0.4) for name, shape in shapes.items()}


def waves(t, size):
    half = size // 2
    factors = torch.exp(-np.log(10_000.0) * torch.arange(half, dtype=torch.float64) / half)
    return torch.cat([torch.sin(1000 * t * factors), torch.cos(1000 * t * factors)], 1)


def unet(w, x, t, classes):
    F = torch.nn.functional

    def conv(name, x, stride=1):
        weight = w[f"{name}.weight"]
        return F.conv2d(x, weight, w[f"{name}.bias"], stride=stride, padding=weight.shape[2] // 2)

    def norm(name, x):
        return F.group_norm(x, 2, w[f"{name}.gamma"], w[f"{name}.beta"], 1e-5)

    def dense(name, x):
        return x @ w[f"{name}.weight"] + w[f"{name}.bias"]

    def block(name, x):
        h = norm(f"{name}.secondNorm", conv(f"{name}.convolution", F.silu(norm(f"{name}.norm", x))))
        scale, shift = dense(f"{name}.told", F.silu(told))[:, :, None, None].chunk(2, 1)
        h = conv(f"{name}.secondConvolution", F.silu(h * (1 + scale) + shift))
        return h + (conv(f"{name}.shortcut", x) if f"{name}.shortcut.weight" in w else x)

    told = dense("time.3", F.silu(dense("time.1", waves(t, 8)))) + w["classes.weight"][classes[:, 0].long()]
    first = block("down.0", conv("entry", F.pixel_unshuffle(x, 2)))
    second = block("down.1", conv("shrink.0", first, 2))
    h = block("middle", second)
    h = block("up.1", torch.cat([h, second], 1))
    h = F.interpolate(conv("grow.0", h), scale_factor=2, mode="nearest")
    h = block("up.0", torch.cat([h, first], 1))
    return F.pixel_shuffle(conv("exit", F.silu(norm("norm", h))), 2)


def main():
    random = np.random.default_rng(8)
    out = {}
    for name, betas in {"linear": linear(1000), "cosine": cosine(1000)}.items():
        out[f"{name}/betas"] = betas
        out[f"{name}/alphaBars"] = np.concatenate([[1.0], np.cumprod(1 - betas)])
    bars = out["linear/alphaBars"]
    for name in ("noise", "velocity"):
        x, said, fresh = (random.normal(size=(3, 4)) for _ in range(3))
        out |= {f"{name}/x": x, f"{name}/said": said, f"{name}/fresh": fresh}
        for start, end, eta in STEPS:
            a, s = np.sqrt(bars[start]), np.sqrt(1 - bars[start])
            clean = (x - s * said) / a if name == "noise" else a * x - s * said
            for prefix, used in {"": clean, "cut-": np.clip(clean, -1, 1)}.items():
                noise = (x - a * used) / s
                out[f"{name}/{prefix}{start}-{end}-{eta}"] = ddim(bars, x, noise, used, start, end, eta, fresh)
    x, noise, fresh = (random.normal(size=(3, 4)) for _ in range(3))
    out |= {"ddpm/x": x, "ddpm/noise": noise, "ddpm/fresh": fresh}
    for t in (1000, 500, 2):
        beta = out["linear/betas"][t - 1]
        mean = (x - beta / np.sqrt(1 - bars[t]) * noise) / np.sqrt(1 - beta)
        variance = beta * (1 - bars[t - 1]) / (1 - bars[t])
        out[f"ddpm/{t}"] = mean + np.sqrt(variance) * fresh
    t = torch.tensor([[0.0], [0.001], [0.25], [1.0]], dtype=torch.float64)
    out["time/t"] = t.numpy()
    out["time/waves"] = waves(t, 8).numpy()
    w = weights(random)
    x = torch.from_numpy(random.normal(size=(3, 1, 8, 8)))
    t = torch.tensor([[0.0], [0.3], [1.0]], dtype=torch.float64)
    classes = torch.tensor([[0], [3], [1]], dtype=torch.int32)
    out |= {"unet/x": x, "unet/t": t, "unet/classes": classes, "unet/y": unet(w, x, t, classes)}
    out |= {f"unet/weight/{name}": value for name, value in w.items()}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file({k: torch.from_numpy(np.array(v, dtype=np.float64, order="C")) for k, v in out.items()}, FILE)


if __name__ == "__main__":
    main()
