"""Trains a small GPT with PyTorch from the first weights and on the batches of Gradus, for the milestone of 2020.

    ./gradus milestone gpt3 --out milestones
    python3 scripts/reference/small_gpt.py milestones/2020-gpt3-normal-42/work \\
        course/src/main/resources/lessons/2020-gpt3/pytorch.json

The first command's chapter "pytorch" writes start.safetensors (weights, under PyTorch's names) and
batches.safetensors (tokens of every step, and of the end of the text) into its folder. Here come out the losses of
the batches every 20 steps, and that of the end of the text after the last step, in nats for a character.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import load_file
from torch import nn

WIDTH, BLOCKS, HEADS, RATE, EVERY = 64, 2, 4, 1e-3, 20
folder = pathlib.Path(sys.argv[1])
torch.set_num_threads(1)
start = load_file(str(folder / "start.safetensors"))
batches = {name: value.long() for name, value in load_file(str(folder / "batches.safetensors")).items()}
vocabulary, context = start["0.weight"].shape[0], start["1.weight"].shape[0]


class Positions(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(context, WIDTH))

    def forward(self, x):
        return x + self.weight[: x.shape[1]]


class Block(nn.TransformerEncoderLayer):
    def __init__(self):
        super().__init__(
            WIDTH, HEADS, 4 * WIDTH, dropout=0.0, activation="gelu", batch_first=True, norm_first=True)

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        return super().forward(x, src_mask=mask, is_causal=True)


model = nn.Sequential(
    nn.Embedding(vocabulary, WIDTH), Positions(), *[Block() for _ in range(BLOCKS)],
    nn.LayerNorm(WIDTH), nn.Linear(WIDTH, vocabulary, bias=False))
model.load_state_dict(start)
optimizer = torch.optim.Adam(model.parameters(), lr=RATE)


def loss_of(inputs, targets):
    return nn.functional.cross_entropy(model(inputs).flatten(0, 1), targets.flatten())


losses = []
for step, (inputs, targets) in enumerate(zip(batches["training.inputs"], batches["training.targets"]), 1):
    loss = loss_of(inputs, targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step == 1 or step % EVERY == 0:
        losses.append({"step": step, "loss": float("%.7g" % loss.item())})

with torch.no_grad():
    end = [loss_of(i, t).item() for i, t in zip(batches["end.inputs"][0].split(1), batches["end.targets"][0].split(1))]
found = {
    "source": "scripts/reference/small_gpt.py",
    "pytorch": torch.__version__.split("+")[0],
    "losses": losses,
    "end": float("%.7g" % (sum(end) / len(end))),
}
pathlib.Path(sys.argv[2]).write_text(json.dumps(found, indent=2) + "\n")
print(json.dumps(found))
