#!/usr/bin/env python3
"""Writes the values and gradients that the Java losses are compared with.

Run it from the root of the repository, with torch, numpy and safetensors installed:

    python3 scripts/reference/loss_samples.py

It writes learn/src/test/resources/gradus/loss/losses.safetensors. For each case NAME of `cases` there
are NAME/prediction, NAME/target, NAME/each (the loss of each element or sample), NAME/value (the mean)
and NAME/gradient (the mean's with respect to the prediction), all but indices in float64.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

FILE = Path("learn/src/test/resources/gradus/loss/losses.safetensors")
EPSILON = 1e-7


def categorical(p, t, reduction):
    losses = -(t * p.clamp(EPSILON, 1 - EPSILON).log()).sum(-1)
    return losses if reduction == "none" else losses.mean()


def reduced(each):
    """A loss that torch has no function for, from its expression."""

    def loss(p, t, reduction):
        losses = each(p, t)
        return losses if reduction == "none" else losses.mean()

    return loss


def focal(alpha, gamma):
    def each(z, t):
        q = torch.sigmoid(z) * t + (1 - torch.sigmoid(z)) * (1 - t)
        a = alpha * t + (1 - alpha) * (1 - t)
        return a * (1 - q) ** gamma * F.binary_cross_entropy_with_logits(z, t, reduction="none")

    return reduced(each)


def kl(p, t, reduction):
    if reduction == "none":
        return F.kl_div(p, t, reduction="none").sum(-1)
    return F.kl_div(p, t, reduction="batchmean")


def cases():
    """Names are those in LossReferenceTest."""
    torch.manual_seed(3)
    g = {"dtype": torch.float64}
    a, b = torch.randn(6, 4, **g), torch.randn(6, 4, **g)
    far = 3 * torch.randn(6, 4, **g)
    p = torch.rand(6, 4, **g) * 0.98 + 0.01
    bits = torch.randint(0, 2, (6, 4)).to(torch.float64)
    soft = torch.rand(6, 4, **g)
    weights = torch.tensor([0.5, 2.0, 1.0, 3.0], **g)
    huge = torch.tensor([[1e4, -1e4, 0.0, 30.0], [-30.0, 1e4, -1e4, 88.0]], **g)
    huge_bits = torch.tensor([[1.0, 0, 1, 1], [0, 0, 1, 0]], **g)
    labels = torch.randint(0, 4, (6,), dtype=torch.int64)
    labels3 = torch.randint(0, 4, (2, 3), dtype=torch.int64)
    logits3 = torch.randn(2, 3, 4, **g)
    distribution = torch.softmax(b, -1)
    sparse = F.one_hot(labels, 4).to(torch.float64)
    some = labels.clone()
    some[2] = -100

    def ce(**settings):
        def loss(z, t, reduction):
            z = z.movedim(-1, 1) if z.dim() > 2 else z
            return F.cross_entropy(z, t, reduction=reduction, **settings)

        return loss

    def plain(function, **settings):
        return lambda p, t, reduction: function(p, t, reduction=reduction, **settings)

    bce_logits = F.binary_cross_entropy_with_logits
    yield "mse", a, b, plain(F.mse_loss)
    yield "mae", a, b, plain(F.l1_loss)
    yield "huber", far, b, plain(F.huber_loss)
    yield "huber-large", far, b, plain(F.huber_loss, delta=1e8)
    yield "huber-half", far, b, plain(F.huber_loss, delta=0.5)
    yield "smoothL1", far, b, plain(F.smooth_l1_loss)
    yield "smoothL1-large", far, b, plain(F.smooth_l1_loss, beta=1e8)
    yield "smoothL1-half", far, b, plain(F.smooth_l1_loss, beta=0.5)
    yield "poisson", a, torch.randint(0, 5, (6, 4)).to(torch.float64), plain(F.poisson_nll_loss)
    yield "binaryCrossEntropy", p, bits, plain(F.binary_cross_entropy)
    yield "binaryCrossEntropyWithLogits", far, bits, plain(bce_logits)
    yield "binaryCrossEntropyWithLogits-soft", far, soft, plain(bce_logits)
    yield "binaryCrossEntropyWithLogits-weights", far, bits, plain(bce_logits, pos_weight=weights)
    yield "binaryCrossEntropyWithLogits-huge", huge, huge_bits, plain(bce_logits)
    yield "focal", far, bits, focal(0.25, 2)
    yield "focal-other", far, bits, focal(0.6, 1.5)
    yield "hinge", far, 2 * bits - 1, reduced(lambda p, t: (1 - t * p).clamp(min=0))
    yield "categoricalCrossEntropy", torch.softmax(a, -1), sparse, categorical
    yield "crossEntropy", far, labels, ce()
    yield "crossEntropy-sequence", logits3, labels3, ce()
    yield "crossEntropy-probabilities", far, distribution, ce()
    yield "crossEntropy-smoothing", far, labels, ce(label_smoothing=0.1)
    yield "crossEntropy-weights", far, labels, ce(weight=weights)
    yield "crossEntropy-weights-smoothing", far, labels, ce(weight=weights, label_smoothing=0.2)
    yield "crossEntropy-probabilities-weights-smoothing", far, distribution, ce(
        weight=weights, label_smoothing=0.2
    )
    yield "crossEntropy-ignored", far, some, ce()
    yield "crossEntropy-ignored-weights-smoothing", far, some, ce(
        weight=weights, label_smoothing=0.2
    )
    yield "crossEntropy-huge", huge, torch.tensor([1, 3]), ce()
    yield "negativeLogLikelihood", torch.log_softmax(a, -1), labels, plain(F.nll_loss)
    yield "negativeLogLikelihood-weights", torch.log_softmax(a, -1), labels, plain(
        F.nll_loss, weight=weights
    )
    yield "negativeLogLikelihood-ignored-weights", torch.log_softmax(a, -1), some, plain(
        F.nll_loss, weight=weights
    )
    yield "kullbackLeibler", torch.log_softmax(a, -1), distribution, kl
    yield "kullbackLeibler-zeros", torch.log_softmax(a, -1), sparse, kl
    yield "contrastive", 2 * soft, bits, reduced(
        lambda d, y: y * d**2 + (1 - y) * (1 - d).clamp(min=0) ** 2
    )


def three(results):
    """Losses of three tensors."""
    torch.manual_seed(4)
    a, b, c = (torch.randn(5, 3, dtype=torch.float64, requires_grad=True) for _ in range(3))
    y = torch.tensor([1.0, -1, -1, 1, -1], dtype=torch.float64)
    near, far = (a - b).norm(dim=-1), (a - c).norm(dim=-1)
    triplet = (near - far + 0.7).clamp(min=0).mean()
    cosine = F.cosine_embedding_loss(a, b, y, margin=0.2)
    for name, value in (("triplet", triplet), ("cosineEmbedding", cosine)):
        gradients = torch.autograd.grad(value, [a, b], retain_graph=True)
        results[f"{name}/value"] = value.detach()
        results[f"{name}/gradientA"], results[f"{name}/gradientB"] = gradients
    for name, value in (("a", a), ("b", b), ("c", c), ("y", y)):
        results[f"three/{name}"] = value.detach()


def main():
    torch.set_num_threads(1)
    results = {}
    for name, prediction, target, loss in cases():
        p = prediction.clone().requires_grad_()
        value = loss(p, target, reduction="mean")
        results[f"{name}/prediction"] = prediction.clone()
        results[f"{name}/target"] = (
            target.clone() if target.is_floating_point() else target.to(torch.int32)
        )
        results[f"{name}/each"] = loss(prediction, target, reduction="none").clone()
        results[f"{name}/value"] = value.detach()
        results[f"{name}/gradient"] = torch.autograd.grad(value, p)[0]
    three(results)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in results.items()}, FILE)


if __name__ == "__main__":
    main()
