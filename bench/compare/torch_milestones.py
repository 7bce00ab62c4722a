"""One training step of what Gradus's milestones train, in PyTorch: the same networks and batches as
gradus.bench.MilestoneSteps."""
import math

import torch
from torch import nn
from torch.nn import functional as F

CLASSES, LATENT, LEAK, PENALTY, VOCABULARY, CONTEXT, TURNS = 10, 64, 0.2, 1.0, 80, 64, 8


def pictures(count):
    return torch.rand(count, 1, 28, 28)


def labels(count):
    return torch.arange(count) % CLASSES


class Block(nn.Module):
    """A residual block whose way around has no parameters."""

    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.stride, self.added = stride, filters - inputs
        self.body = nn.Sequential(
            nn.Conv2d(inputs, filters, 3, stride, 1, bias=False), nn.BatchNorm2d(filters), nn.ReLU(),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False), nn.BatchNorm2d(filters))

    def forward(self, x):
        way = x
        if self.stride > 1:
            way = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, 0, self.added))
        return F.relu(self.body(x) + way)


def resnet20():
    layers = [nn.Conv2d(1, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    inputs = 16
    for stage in range(3):
        for block in range(3):
            filters = 16 << stage
            layers.append(Block(inputs, filters, 2 if stage > 0 and block == 0 else 1))
            inputs = filters
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, CLASSES))


class Told(nn.Module):
    """Two convolutions with a way around, which are told a vector."""

    def __init__(self, inputs, filters, width):
        super().__init__()
        self.norm = nn.GroupNorm(math.gcd(8, inputs), inputs)
        self.first = nn.Conv2d(inputs, filters, 3, padding=1)
        self.told = nn.Linear(width, 2 * filters)
        self.second_norm = nn.GroupNorm(math.gcd(8, filters), filters)
        self.second = nn.Conv2d(filters, filters, 3, padding=1)
        self.shortcut = nn.Conv2d(inputs, filters, 1) if inputs != filters else nn.Identity()

    def forward(self, x, told):
        h = self.second_norm(self.first(F.silu(self.norm(x))))
        scale, shift = self.told(F.silu(told))[:, :, None, None].chunk(2, 1)
        return self.second(F.silu(h * (1 + scale) + shift)) + self.shortcut(x)


class UNet(nn.Module):
    def __init__(self, small=24, large=48, width=64):
        super().__init__()
        self.register_buffer("factors", torch.exp(-math.log(10_000.0) * torch.arange(width // 2) / (width // 2)))
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.classes = nn.Embedding(CLASSES + 1, width)
        self.entry = nn.Conv2d(4, small, 3, padding=1)
        self.down = nn.ModuleList([Told(small, small, width), Told(small, large, width)])
        self.shrink = nn.Conv2d(small, small, 3, 2, 1)
        self.middle = Told(large, large, width)
        self.grow = nn.Conv2d(large, small, 3, padding=1)
        self.up = nn.ModuleList([Told(2 * small, small, width), Told(2 * large, large, width)])
        self.norm = nn.GroupNorm(8, small)
        self.exit = nn.Conv2d(small, 4, 3, padding=1)

    def forward(self, x, t, classes):
        waves = 1000 * t[:, None] * self.factors
        told = self.time(torch.cat([waves.sin(), waves.cos()], 1)) + self.classes(classes)
        first = self.down[0](self.entry(F.pixel_unshuffle(x, 2)), told)
        second = self.down[1](self.shrink(first), told)
        h = self.up[1](torch.cat([self.middle(second, told), second], 1), told)
        h = F.interpolate(self.grow(h), scale_factor=2, mode="nearest")
        h = self.up[0](torch.cat([h, first], 1), told)
        return F.pixel_shuffle(self.exit(F.silu(self.norm(h))), 2)


def step_of(model, loss, optimizer):
    def run():
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
    return run


def resnet(batch, model_form):
    model = model_form(resnet20())
    x, y = pictures(batch), labels(batch)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-4)
    return step_of(model, lambda: F.cross_entropy(model(x), y), optimizer)


def unet(batch, model_form):
    model = model_form(UNet())
    x, y = pictures(batch), labels(batch)
    bars = torch.cos((torch.arange(1001) / 1000 + 0.008) / 1.008 * math.pi / 2) ** 2
    bars = bars / bars[0]

    def loss():
        t = torch.randint(1, 1001, (batch,))
        clean, noisy = bars[t].sqrt()[:, None, None, None], (1 - bars[t]).sqrt()[:, None, None, None]
        noise = torch.randn_like(x)
        told = (y + 1) * (torch.rand(batch) >= 0.1)
        said = model(clean * x + noisy * noise, t / 1000, told)
        return F.mse_loss(said, clean * noise - noisy * x)
    return step_of(model, loss, torch.optim.Adam(model.parameters(), lr=1e-3))


def gan(batch, model_form):
    generator = model_form(nn.Sequential(
        nn.Linear(LATENT, 64 * 7 * 7), nn.LeakyReLU(LEAK), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.LeakyReLU(LEAK), nn.ConvTranspose2d(32, 1, 4, 2, 1), nn.Sigmoid()))
    discriminator = model_form(nn.Sequential(
        nn.Conv2d(1, 32, 4, 2, 1), nn.LeakyReLU(LEAK), nn.Conv2d(32, 64, 4, 2, 1), nn.LeakyReLU(LEAK),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 1)))
    all_real = pictures(TURNS * batch)
    makes, tells = (torch.optim.Adam(m.parameters(), lr=1e-3, betas=(0.5, 0.999)) for m in (generator, discriminator))

    def turn(real):
        real = real.requires_grad_()
        answer = discriminator(real)
        slope, = torch.autograd.grad(answer.sum(), real, create_graph=True)
        with torch.no_grad():
            made = generator(torch.randn(batch, LATENT))
        loss = (F.softplus(-answer).mean() + F.softplus(discriminator(made)).mean()
                + PENALTY / 2 / batch * slope.square().sum())
        tells.zero_grad()
        loss.backward()
        tells.step()
        loss = F.softplus(-discriminator(generator(torch.randn(batch, LATENT)))).mean()
        makes.zero_grad()
        loss.backward(inputs=list(generator.parameters()))
        makes.step()

    def run():
        for start in range(0, TURNS * batch, batch):
            turn(all_real[start:start + batch].clone())
    return run


class Positions(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(CONTEXT, width))

    def forward(self, x):
        return x + self.weight


class CausalBlock(nn.TransformerEncoderLayer):
    def __init__(self, width, heads):
        super().__init__(width, heads, 4 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(CONTEXT))

    def forward(self, x):
        return super().forward(x, src_mask=self.mask, is_causal=True)


def small_gpt(batch, model_form):
    model = model_form(nn.Sequential(
        nn.Embedding(VOCABULARY, 64), Positions(64), CausalBlock(64, 4), CausalBlock(64, 4), nn.LayerNorm(64),
        nn.Linear(64, VOCABULARY, bias=False)))
    tokens = (torch.arange(batch * CONTEXT) % VOCABULARY).reshape(batch, CONTEXT)
    return step_of(model, lambda: F.cross_entropy(model(tokens).flatten(0, 1), tokens.flatten()),
                   torch.optim.Adam(model.parameters(), lr=1e-3))
