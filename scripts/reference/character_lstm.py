"""Trains a character LSTM with PyTorch, for Gradus to train the same and compare.

    python3 scripts/reference/character_lstm.py learn/src/test/resources/gradus/text

reads sonnet18.txt there, and makes character-lstm.safetensors (the initial weights, with the names
and layouts of Gradus) and character-lstm.json (losses every 20 steps).

PyTorch's LSTM adds two biases where Gradus has one, which is their sum. Both get the same gradient,
so that Adam moves the sum by twice its step: "oneBias" are the losses of the very same model, where
the second bias stays 0, and "twoBiases" those of PyTorch's LSTM as it is.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch import nn

CONTEXT, BATCH, WIDTH, HIDDEN, LAYERS, STEPS, EVERY, RATE = 16, 8, 16, 64, 2, 200, 20, 5e-3
folder = pathlib.Path(sys.argv[1])
torch.set_num_threads(1)

text = (folder / "sonnet18.txt").read_text()
characters = sorted(set(text))
tokens = torch.tensor([characters.index(c) for c in text])
count = (len(tokens) - 1) // CONTEXT
inputs = tokens[: count * CONTEXT].view(count, CONTEXT)
targets = tokens[1 : count * CONTEXT + 1].view(count, CONTEXT)


class CharacterLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(characters), WIDTH)
        self.lstm = nn.LSTM(WIDTH, HIDDEN, LAYERS, batch_first=True)
        self.head = nn.Linear(HIDDEN, len(characters))

    def forward(self, x):
        return self.head(self.lstm(self.embedding(x))[0])


def losses(model):
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=RATE)
    found, step = {}, 0
    while step < STEPS:
        for i in range(0, count, BATCH):
            logits = model(inputs[i : i + BATCH])
            loss = nn.functional.cross_entropy(
                logits.flatten(0, 1), targets[i : i + BATCH].flatten()
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            if step == 1 or step % EVERY == 0:
                found[step] = float("%.7g" % loss.item())
            if step == STEPS:
                break
    return found


torch.manual_seed(20260105)
model = CharacterLstm()
start = {name: value.clone() for name, value in model.state_dict().items()}
two = losses(model)

one = dict(start)
stored = {
    "0.weight": start["embedding.weight"],
    "2.weight": start["head.weight"].T.contiguous(),
    "2.bias": start["head.bias"],
}
for layer in range(LAYERS):
    bias = start[f"lstm.bias_ih_l{layer}"] + start[f"lstm.bias_hh_l{layer}"]
    one[f"lstm.bias_ih_l{layer}"] = bias
    one[f"lstm.bias_hh_l{layer}"] = torch.zeros_like(bias)
    place = f"1.forward.{layer}."
    stored[place + "inputWeight"] = start[f"lstm.weight_ih_l{layer}"].T.contiguous()
    stored[place + "stateWeight"] = start[f"lstm.weight_hh_l{layer}"].T.contiguous()
    stored[place + "bias"] = bias.clone()
model.load_state_dict(one)
for layer in range(LAYERS):
    getattr(model.lstm, f"bias_hh_l{layer}").requires_grad_(False)

save_file(stored, str(folder / "character-lstm.safetensors"))
settings = {
    "context": CONTEXT,
    "batch": BATCH,
    "width": WIDTH,
    "hidden": HIDDEN,
    "layers": LAYERS,
    "steps": STEPS,
    "learningRate": RATE,
    "twoBiases": two,
    "oneBias": losses(model),
}
(folder / "character-lstm.json").write_text(json.dumps(settings, indent=2) + "\n")
