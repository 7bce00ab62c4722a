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


# Attention


def sample(kind, settings, inputs, weights, function, masks=None):
    """function(inputs, weights) -> results by name; masks: numbers 0 and 1."""
    inputs = {k: v.requires_grad_() for k, v in inputs.items()}
    outputs = function(inputs)
    sources = {**inputs, **{k: v for k, (v, _) in weights.items()}}
    outputs, gradients = results(outputs, sources)
    out = {k: (t(v), t(gradients[k])) for k, (v, t) in weights.items()}
    return {
        "kind": kind, **settings, "inputs": {k: numbers(v) for k, v in inputs.items()},
        "masks": {k: numbers(v.double()) for k, v in (masks or {}).items()},
        "weights": {k: numbers(v) for k, (v, _) in out.items()}, "outputs": outputs,
        "gradients": {**{k: numbers(gradients[k]) for k in inputs},
                      **{k: numbers(g) for k, (_, g) in out.items()}},
    }


def dot_product(queries, keys, size, out, mask=None, lead=(2,)):
    """mask: None, "causal", or "random" with a row that sees nothing."""
    inputs = {"q": rounded(*lead, queries, size), "k": rounded(*lead, keys, size),
              "v": rounded(*lead, keys, out)}
    allowed = None
    if mask == "causal":
        allowed = torch.ones(queries, keys).tril(keys - queries).bool()
    elif mask == "random":
        allowed = torch.rand(*lead, queries, keys) > 0.4
        allowed[..., 0, :] = False
        allowed[..., -1, 0] = True

    def run(i):
        scores = i["q"] @ i["k"].transpose(-1, -2) / size**0.5
        if allowed is None:
            return {"y": nn.functional.scaled_dot_product_attention(i["q"], i["k"], i["v"])}
        y = nn.functional.scaled_dot_product_attention(i["q"], i["k"], i["v"], attn_mask=allowed)
        return {"y": torch.nan_to_num(y, nan=0.0)}

    masks = {} if allowed is None else {"mask": allowed}
    return sample("dotProduct", {"causal": mask == "causal"}, inputs, {}, run, masks)


def transposed(v):
    return v.T


def same(v):
    return v


def attention_weights(module, place=""):
    weights = {place + "inputWeight": (module.in_proj_weight, transposed),
               place + "outputWeight": (module.out_proj.weight, transposed)}
    if module.in_proj_bias is not None:
        weights[place + "inputBias"] = (module.in_proj_bias, same)
        weights[place + "outputBias"] = (module.out_proj.bias, same)
    return weights


def multi_head(batch, time, size, heads, causal=False, bias=True, keys=None, padding=False):
    module = nn.MultiheadAttention(size, heads, bias=bias, batch_first=True)
    fill(module, 0.5)
    inputs = {"x": rounded(batch, time, size)}
    if keys is not None:
        inputs["memory"] = rounded(batch, keys, size)
    masks = {}
    if padding:
        hidden = torch.zeros(batch, keys or time).bool()
        for b in range(batch):
            hidden[b, (keys or time) - 1 - b % ((keys or time) - 1):] = True
        masks["mask"] = ~hidden[:, None, None, :]
    block = ~torch.ones(time, time).tril().bool() if causal else None

    def run(i):
        memory = i.get("memory", i["x"])
        y, _ = module(i["x"], memory, memory, attn_mask=block, need_weights=False,
                      key_padding_mask=hidden if padding else None)
        return {"y": y}

    settings = {"heads": heads, "causal": causal, "bias": bias}
    return sample("multiHead", settings, inputs, attention_weights(module), run, masks)


def block_weights(module, decoder):
    weights = attention_weights(module.self_attn, "attention.")
    norms = ["attentionNorm", "memoryNorm", "feedForwardNorm"] if decoder else [
        "attentionNorm", "feedForwardNorm"]
    for i, name in enumerate(norms):
        norm = getattr(module, f"norm{i + 1}")
        weights[name + ".gamma"] = (norm.weight, same)
        weights[name + ".beta"] = (norm.bias, same)
    if decoder:
        weights.update(attention_weights(module.multihead_attn, "memoryAttention."))
    for i, linear in ((0, module.linear1), (2, module.linear2)):
        weights[f"feedForward.{i}.weight"] = (linear.weight, transposed)
        weights[f"feedForward.{i}.bias"] = (linear.bias, same)
    return weights


def block(batch, time, size, heads, units, activation, first, causal=False, keys=None):
    options = dict(dropout=0.0, activation=activation, batch_first=True, norm_first=first)
    decoder = keys is not None
    make = nn.TransformerDecoderLayer if decoder else nn.TransformerEncoderLayer
    module = make(size, heads, units, **options)
    fill(module, 0.4)
    inputs = {"x": rounded(batch, time, size)}
    if decoder:
        inputs["memory"] = rounded(batch, keys, size)
    hidden = ~torch.ones(time, time).tril().bool() if causal or decoder else None

    def run(i):
        if decoder:
            return {"y": module(i["x"], i["memory"], tgt_mask=hidden)}
        return {"y": module(i["x"], src_mask=hidden)}

    settings = {"heads": heads, "units": units, "activation": activation.upper(),
                "normFirst": first, "causal": causal}
    return sample("decoder" if decoder else "block", settings, inputs,
                  block_weights(module, decoder), run)


def rotary(time, size, first):
    """Pairs as complex numbers, turned by multiplication; Gradus pairs the two halves."""
    def run(i):
        half = size // 2
        z = torch.complex(i["x"][..., :half], i["x"][..., half:])
        place = torch.arange(first, first + time)
        angle = torch.outer(place.double(), 10000 ** (-torch.arange(half).double() / half))
        turned = z * torch.polar(torch.ones_like(angle), angle)
        return {"y": torch.cat([turned.real, turned.imag], -1)}

    return sample("rotary", {"first": first}, {"x": rounded(2, time, size)}, {}, run)


def sinusoidal(time, size, first):
    def run(i):
        place = torch.arange(first, first + time).double()[:, None]
        angle = place * torch.exp(-torch.arange(0, size, 2) * (torch.log(torch.tensor(1e4)) / size))
        waves = torch.zeros(time, size)
        waves[:, 0::2] = torch.sin(angle)
        waves[:, 1::2] = torch.cos(angle)
        return {"y": i["x"] + waves}

    return sample("sinusoidal", {"first": first}, {"x": rounded(2, time, size)}, {}, run)


def attention():
    samples = [
        dot_product(1, 1, 1, 1), dot_product(3, 5, 2, 3), dot_product(7, 3, 5, 1, lead=()),
        dot_product(4, 4, 3, 3, "causal"), dot_product(2, 5, 3, 2, "causal", (2, 3)),
        dot_product(3, 5, 4, 3, "random"), dot_product(5, 3, 1, 2, "random", (2, 2)),
        multi_head(1, 1, 1, 1), multi_head(2, 3, 4, 2), multi_head(3, 5, 6, 3),
        multi_head(2, 5, 6, 1, bias=False), multi_head(2, 5, 4, 4, causal=True),
        multi_head(3, 7, 6, 2, causal=True), multi_head(2, 3, 9, 3, causal=True, bias=False),
        multi_head(3, 4, 4, 2, padding=True), multi_head(3, 5, 6, 2, causal=True, padding=True),
        multi_head(2, 3, 4, 2, keys=5), multi_head(1, 5, 6, 3, keys=2),
        multi_head(3, 2, 4, 2, keys=4, padding=True), multi_head(2, 3, 6, 2, keys=3, bias=False),
        block(2, 3, 4, 2, 5, "relu", False), block(2, 3, 4, 2, 5, "relu", True),
        block(1, 5, 6, 3, 7, "gelu", True, causal=True), block(2, 4, 6, 2, 3, "gelu", False),
        block(3, 1, 4, 1, 8, "gelu", True), block(2, 5, 3, 3, 4, "relu", False, causal=True),
        block(2, 3, 4, 2, 5, "relu", False, keys=5), block(1, 5, 6, 3, 7, "gelu", True, keys=2),
        block(2, 4, 4, 1, 3, "relu", True, keys=3), block(3, 2, 6, 2, 5, "gelu", False, keys=1),
        rotary(5, 6, 0), rotary(3, 2, 7), rotary(1, 8, 100),
        sinusoidal(5, 6, 0), sinusoidal(3, 2, 7), sinusoidal(1, 8, 100),
    ]
    write("attention-samples.json", samples)


if __name__ == "__main__":
    recurrence()
    attention()
