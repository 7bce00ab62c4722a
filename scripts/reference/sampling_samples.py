"""Writes the probabilities that Hugging Face's transformers sample with.

    python3 scripts/reference/sampling_samples.py learn/src/test/resources/gradus/text

makes sampling-samples.json there, in double precision: temperature, then top-k, then top-p, in the
order in which `generate` applies them. Logits are floats without ties, but for some that are equal
to the last of the top k.
"""

import json
import pathlib
import sys

import torch
from transformers import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

torch.manual_seed(20260103)


def probabilities(logits, temperature, top_k, top_p):
    scores = logits[None].double()
    if temperature != 1:
        scores = TemperatureLogitsWarper(temperature)(None, scores)
    if top_k > 0:
        scores = TopKLogitsWarper(top_k)(None, scores)
    if top_p < 1:
        scores = TopPLogitsWarper(top_p)(None, scores)
    return scores.softmax(-1)[0]


def logits(size, scale):
    """Random floats that are short to write, all different."""
    values = torch.randperm(64 * size)[:size] - 32 * size
    return (values * scale * 4 / size).round() / 256


samples = []
for size in (1, 2, 3, 7, 17, 65, 129):
    for temperature, top_k, top_p in (
        (1.0, 0, 1.0),
        (0.7, 0, 1.0),
        (1.9, 0, 1.0),
        (1.0, 5, 1.0),
        (1.0, 0, 0.9),
        (0.8, 40, 0.95),
        (1.3, 3, 0.5),
        (0.05, 2, 0.99),
        (3.0, 1, 0.3),
    ):
        x = logits(size, 1.5)
        while len(set(x.tolist())) < size:
            x = logits(size, 3)
        samples.append((x, temperature, top_k, top_p))
tied = torch.tensor([1.0, 2.0, 0.5, 1.0, 1.0, -3.0])
samples += [(tied, 1.0, 2, 1.0), (tied, 0.5, 3, 1.0), (tied, 2.0, 1, 1.0)]
ruled_out = torch.tensor([0.5, -torch.inf, 1.25, -torch.inf, 0.0])
samples += [(ruled_out, 0.9, 4, 1.0), (ruled_out, 1.0, 0, 0.7)]

lines = [
    json.dumps(
        {
            "temperature": temperature,
            "topK": top_k,
            "topP": top_p,
            "logits": [v if v > -torch.inf else "-Infinity" for v in x.tolist()],
            "probabilities": [
                float("%.12g" % p) for p in probabilities(x, temperature, top_k, top_p).tolist()
            ],
        },
        separators=(",", ":"),
    )
    for x, temperature, top_k, top_p in samples
]
text = "[\n" + ",\n".join(lines) + "\n]\n"
(pathlib.Path(sys.argv[1]) / "sampling-samples.json").write_text(text)
