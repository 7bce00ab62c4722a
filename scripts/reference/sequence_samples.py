"""Writes what PyTorch computes for recurrence and attention: values, states and gradients.

    python3 scripts/reference/sequence_samples.py learn/src/test/resources/gradus/nn

makes recurrent-samples.json and attention-samples.json there. Everything is computed in double
precision. Weights have the names and layouts of Gradus; gradients are those of the sum of every
result times its `g`.
"""

import json
import pathlib
import sys

import torch
from torch import nn

torch.manual_seed(20260102)
torch.set_default_dtype(torch.float64)


def numbers(tensor):
    values = [round(float(v), 9) for v in tensor.detach().flatten()]
    return {"shape": list(tensor.shape), "values": values}


def rounded(*shape, scale=1.0):
    """Random numbers that a float holds exactly and that are short to write."""
    return torch.round(torch.randn(*shape) * scale * 256) / 256


def fill(module, scale):
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(rounded(*parameter.shape, scale=scale))


def results(outputs, sources):
    """The gradients of sum(outputs * g), and the outputs with their g."""
    gs = {k: rounded(*v.shape) for k, v in outputs.items()}
    loss = sum((v * gs[k]).sum() for k, v in outputs.items())
    gradients = torch.autograd.grad(loss, list(sources.values()))
    return (
        {k: {"value": numbers(v), "g": numbers(gs[k])} for k, v in outputs.items()},
        dict(zip(sources, gradients)),
    )


def write(name, samples):
    text = "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in samples) + "\n]\n"
    (pathlib.Path(sys.argv[1]) / name).write_text(text)


# Recurrence


def gradus_names(kind, hidden, gradients, values, bias):
    """PyTorch's tensors in Gradus's layout: transposed, with one bias for both of PyTorch's."""
    out = {}
    for name, value in values.items():
        part, layer = name.rsplit("_l", 1)
        side = "backward" if layer.endswith("_reverse") else "forward"
        place = f"{side}.{layer.removesuffix('_reverse')}."
        if part == "weight_ih":
            out[place + "inputWeight"] = value.T
        elif part == "weight_hh":
            out[place + "stateWeight"] = value.T
        elif part == "bias_ih":
            other = values[name.replace("bias_ih", "bias_hh")]
            total = value if gradients else value + other
            if kind == "GRU":
                if not gradients:
                    total = torch.cat([total[: 2 * hidden], value[2 * hidden :]])
                out[place + "candidateBias"] = other[2 * hidden :]
            out[place + "bias"] = total
    return out


def recurrent(kind, batch, time, size, hidden, layers=1, both=False, bias=True, state=False,
              lengths=None, time_first=False, last=False):
    options = dict(num_layers=layers, bidirectional=both, bias=bias, batch_first=not time_first)
    if kind in ("TANH", "RELU"):
        module = nn.RNN(size, hidden, nonlinearity=kind.lower(), **options)
    else:
        module = {"LSTM": nn.LSTM, "GRU": nn.GRU}[kind](size, hidden, **options)
    fill(module, 0.4)
    x = rounded(*((time, batch) if time_first else (batch, time)), size).requires_grad_()
    sources = {"x": x}
    start = None
    if state:
        shape = (layers * (2 if both else 1), batch, hidden)
        sources["hidden"] = rounded(*shape).requires_grad_()
        start = sources["hidden"]
        if kind == "LSTM":
            sources["memory"] = rounded(*shape).requires_grad_()
            start = (start, sources["memory"])
    first = not time_first
    if lengths is None:
        y, end = module(x, start)
    else:
        packed = nn.utils.rnn.pack_padded_sequence(
            x, torch.tensor(lengths), batch_first=first, enforce_sorted=False)
        y, end = module(packed, start)
        y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=first, total_length=time)
    hidden_end, memory_end = end if kind == "LSTM" else (end, None)
    if last:
        y = torch.cat([hidden_end[-2], hidden_end[-1]], -1) if both else hidden_end[-1]
    outputs = {"y": y, "hidden": hidden_end}
    if memory_end is not None:
        outputs["memory"] = memory_end
    inputs = {k: numbers(v) for k, v in sources.items()}
    parameters = dict(module.named_parameters())
    outputs, gradients = results(outputs, {**sources, **parameters})
    weights = gradus_names(kind, hidden, False, {k: v.detach() for k, v in parameters.items()}, bias)
    slopes = gradus_names(kind, hidden, True, {k: gradients[k] for k in parameters}, bias)
    slopes.update({k: gradients[k] for k in sources})
    return {
        "kind": kind, "hidden": hidden, "layers": layers, "bidirectional": both, "bias": bias,
        "timeFirst": time_first, "lastOnly": last, "lengths": lengths, "inputs": inputs,
        "weights": {k: numbers(v) for k, v in weights.items()}, "outputs": outputs,
        "gradients": {k: numbers(v) for k, v in slopes.items()},
    }


def recurrence():
    samples = []
    for kind in ("TANH", "RELU", "LSTM", "GRU"):
        samples += [
            recurrent(kind, 1, 1, 1, 1),
            recurrent(kind, 2, 3, 3, 5),
            recurrent(kind, 3, 5, 2, 3, bias=False),
            recurrent(kind, 3, 4, 3, 2, state=True),
            recurrent(kind, 2, 5, 3, 3, layers=2),
            recurrent(kind, 2, 3, 2, 3, layers=3, both=True, state=True),
            recurrent(kind, 3, 4, 2, 2, both=True, last=True),
            recurrent(kind, 2, 7, 1, 3, time_first=True, state=True),
            recurrent(kind, 3, 5, 2, 3, lengths=[5, 2, 3]),
            recurrent(kind, 4, 6, 3, 2, layers=2, both=True, lengths=[1, 6, 4, 2], state=True),
            recurrent(kind, 3, 4, 2, 3, lengths=[2, 4, 1], last=True, time_first=True),
        ]
    write("recurrent-samples.json", samples)


if __name__ == "__main__":
    recurrence()
