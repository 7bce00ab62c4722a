"""Writes what PyTorch computes for recurrence, attention and translators: values, states and gradients.

    python3 scripts/reference/sequence_samples.py

makes recurrent-, attention- and translator-samples.safetensors.gz, see samples.py.
"""

import torch
from torch import nn
from torch.func import functional_call
from torch.nn import functional as F

from samples import Samples, numbers

# Recurrence

samples = Samples(20260103)
dice = samples.dice
GATES = {"TANH": 1, "RELU": 1, "LSTM": 4, "GRU": 3}
RUN = {"TANH": torch.rnn_tanh, "RELU": torch.rnn_relu, "LSTM": torch.lstm, "GRU": torch.gru}


def recurrent(kind, batch, time, size, hidden, layers=1, both=False, bias=True, state=False, lengths=None, time_first=False,
              last=False):
    sides = ["forward", "backward"] if both else ["forward"]
    places = [f"{side}.{layer}." for layer in range(layers) for side in sides]
    width = GATES[kind] * hidden
    weights = {}
    for place in places:
        given = size if ".0." in place else hidden * len(sides)
        weights[place + "inputWeight"] = numbers(given, width, scale=0.4)
        weights[place + "stateWeight"] = numbers(hidden, width, scale=0.4)
        if bias:
            weights[place + "bias"] = numbers(width, scale=0.4)
        if bias and kind == "GRU":
            weights[place + "candidateBias"] = numbers(hidden, scale=0.4)
    inputs = {"x": numbers(*((time, batch) if time_first else (batch, time)), size)}
    if lengths is not None:
        inputs["lengths"] = torch.tensor(lengths)
    if state:
        inputs["hidden"] = numbers(len(places), batch, hidden)
        if kind == "LSTM":
            inputs["memory"] = numbers(len(places), batch, hidden)

    def run(i, w):
        flat = []
        for place in places:
            flat += [w[place + "inputWeight"].T, w[place + "stateWeight"].T]
            if bias:
                # Gradus has one bias where PyTorch has two, but for what a GRU resets.
                other = torch.zeros(width)
                if kind == "GRU":
                    other = torch.cat([torch.zeros(2 * hidden), w[place + "candidateBias"]])
                flat += [w[place + "bias"], other]
        zeros = torch.zeros(len(places), batch, hidden)
        start = i.get("hidden", zeros)
        start = (start, i.get("memory", zeros)) if kind == "LSTM" else start
        options = (flat, bias, layers, 0.0, True, both)
        if lengths is None:
            y, *end = RUN[kind](i["x"], start, *options, not time_first)
        else:
            packed = nn.utils.rnn.pack_padded_sequence(i["x"], i["lengths"], not time_first, enforce_sorted=False)
            order, back = packed.sorted_indices, packed.unsorted_indices
            start = tuple(s[:, order] for s in start) if kind == "LSTM" else start[:, order]
            data, *end = RUN[kind](packed.data, packed.batch_sizes, start, *options)
            end = [s[:, back] for s in end]
            y, _ = nn.utils.rnn.pad_packed_sequence(
                nn.utils.rnn.PackedSequence(data, packed.batch_sizes, order, back), not time_first, total_length=time)
        if last:
            y = torch.cat([end[0][-2], end[0][-1]], -1) if both else end[0][-1]
        return {"y": y, **dict(zip(("hidden", "memory"), end))}

    samples.add(kind, dict(hidden=hidden, layers=layers, bidirectional=both, bias=bias, timeFirst=time_first, lastOnly=last),
                inputs, weights, run)


for kind in GATES:
    recurrent(kind, 1, 1, 1, 1)
    recurrent(kind, 2, 3, 3, 5)
    recurrent(kind, 3, 5, 2, 3, bias=False)
    recurrent(kind, 2, 5, 3, 3, layers=2)
    recurrent(kind, 2, 3, 2, 3, layers=3, both=True, state=True)
    recurrent(kind, 4, 6, 3, 2, layers=2, both=True, lengths=[1, 6, 4, 2], state=True)
    recurrent(kind, 3, 4, 2, 3, lengths=[2, 4, 1], last=True, time_first=True)
    for n in range(25):
        batch, time, size, hidden = (dice.randint(1, most) for most in (3, 6, 3, 3))
        lengths = [dice.randint(1, time) for _ in range(batch)] if n % 3 == 0 else None
        recurrent(kind, batch, time, size, hidden, dice.choice([1, 1, 2]), dice.random() < 0.4, dice.random() < 0.8,
                  dice.random() < 0.5, lengths, dice.random() < 0.3, dice.random() < 0.3)
samples.write("recurrent-samples")

# Attention

samples = Samples(20260104)
dice = samples.dice


def causal(queries, keys):
    return torch.ones(queries, keys).tril(keys - queries).bool()


def dot_product(queries, keys, size, out, mask=None, lead=(2,)):
    """mask: None, "causal", or "random" with a row that sees nothing."""
    inputs = {"q": numbers(*lead, queries, size), "k": numbers(*lead, keys, size), "v": numbers(*lead, keys, out)}
    allowed = causal(queries, keys) if mask == "causal" else None
    if mask == "random":
        allowed = inputs["mask"] = torch.rand(*lead, queries, keys) > 0.4
        allowed[..., 0, :] = False
        allowed[..., -1, 0] = True
    samples.add("dotProduct", dict(causal=mask == "causal"), inputs, {}, lambda i, w: {"y": torch.nan_to_num(
        F.scaled_dot_product_attention(i["q"], i["k"], i["v"], attn_mask=allowed), nan=0.0)})


def turned(x, first):
    """Pairs as complex numbers, turned by multiplication; Gradus pairs the two halves."""
    half = x.shape[-1] // 2
    z = torch.complex(x[..., :half], x[..., half:])
    place = torch.arange(first, first + x.shape[-2])
    angle = torch.outer(place.double(), 10000 ** (-torch.arange(half).double() / half))
    z = z * torch.polar(torch.ones_like(angle), angle)
    return torch.cat([z.real, z.imag], -1)


def attention_weights(size, place="", bias=True):
    weights = {place + "inputWeight": numbers(size, 3 * size, scale=0.5), place + "outputWeight": numbers(size, size, scale=0.5)}
    if bias:
        weights |= {place + "inputBias": numbers(3 * size, scale=0.5), place + "outputBias": numbers(size, scale=0.5)}
    return weights


def block_weights(size, units, decoder, place=""):
    weights = attention_weights(size, place + "attention.")
    if decoder:
        weights |= attention_weights(size, place + "memoryAttention.")
    for norm in ["attentionNorm", "memoryNorm", "feedForwardNorm"] if decoder else ["attentionNorm", "feedForwardNorm"]:
        weights |= norm_weights(size, place + norm + ".")
    weights |= {place + "feedForward.0.weight": numbers(size, units, scale=0.4), place + "feedForward.0.bias": numbers(units),
                place + "feedForward.2.weight": numbers(units, size, scale=0.4), place + "feedForward.2.bias": numbers(size)}
    return weights


def norm_weights(size, place):
    return {place + "gamma": numbers(size), place + "beta": numbers(size)}


NAMES = {"inputWeight": "in_proj_weight", "inputBias": "in_proj_bias", "outputWeight": "out_proj.weight",
         "outputBias": "out_proj.bias", "memoryAttention": "multihead_attn", "attention": "self_attn",
         "gamma": "weight", "beta": "bias", "encoder": "encoder.layers", "decoder": "decoder.layers",
         "encoderNorm": "encoder.norm", "decoderNorm": "decoder.norm"}


def torch_names(weights, decoder=False):
    """Gradus's weights as PyTorch's: by its names, and matrices transposed."""
    out = {}
    for name, value in weights.items():
        inner = decoder or name.startswith("decoder")
        names = NAMES | {"attentionNorm": "norm1", "memoryNorm": "norm2", "feedForwardNorm": "norm3" if inner else "norm2"}
        name = name.replace("feedForward.0", "linear1").replace("feedForward.2", "linear2")
        out[".".join(names.get(part, part) for part in name.split("."))] = value.T if value.ndim == 2 else value
    return out


def hidden_keys(batch, keys):
    """Padding at the end of some sequences, as PyTorch has it: true where nothing is seen."""
    lengths = [dice.randint(1, keys) for _ in range(batch)]
    return torch.arange(keys)[None] >= torch.tensor(lengths)[:, None]


def multi_head(batch, time, size, heads, is_causal=False, bias=True, keys=None, padding=False, rotary=False):
    inputs = {"x": numbers(batch, time, size)}
    if keys is not None:
        inputs["memory"] = numbers(batch, keys, size)
    hidden = hidden_keys(batch, keys or time) if padding else None
    if padding:
        inputs["mask"] = ~hidden[:, None, None, :]
    module = nn.MultiheadAttention(size, heads, bias=bias, batch_first=True)

    def by_hand(i, w):
        parts = F.linear(i["x"], w["inputWeight"].T, w.get("inputBias")).unflatten(-1, (3, heads, -1)).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(turned(parts[0], 0), turned(parts[1], 0), parts[2],
                                           attn_mask=causal(time, time) if is_causal else None)
        return {"y": F.linear(y.transpose(1, 2).flatten(2), w["outputWeight"].T, w.get("outputBias"))}

    def run(i, w):
        memory = i.get("memory", i["x"])
        return {"y": functional_call(module, torch_names(w), (i["x"], memory, memory), dict(
            attn_mask=~causal(time, time) if is_causal else None, need_weights=False, key_padding_mask=hidden))[0]}
    samples.add("multiHead", dict(heads=heads, causal=is_causal, bias=bias, rotary=rotary), inputs, attention_weights(size, "", bias),
                by_hand if rotary else run)


def block(batch, time, size, heads, units, activation, first, is_causal=False, keys=None, padding=False):
    options = dict(dropout=0.0, activation=activation, batch_first=True, norm_first=first)
    decoder = keys is not None
    module = (nn.TransformerDecoderLayer if decoder else nn.TransformerEncoderLayer)(size, heads, units, **options)
    inputs = {"x": numbers(batch, time, size)}
    if decoder:
        inputs["memory"] = numbers(batch, keys, size)
    hidden = hidden_keys(batch, keys or time) if padding else None
    if padding:
        inputs["mask"] = ~hidden[:, None, None, :]
    past = ~causal(time, time) if is_causal or decoder else None

    def run(i, w):
        call = lambda *x, **masks: {"y": functional_call(module, torch_names(w, decoder), x, masks)}
        if decoder:
            return call(i["x"], i["memory"], tgt_mask=past, memory_key_padding_mask=hidden)
        return call(i["x"], src_mask=past, src_key_padding_mask=hidden)
    samples.add("decoder" if decoder else "block", dict(heads=heads, units=units, activation=activation.upper(), normFirst=first,
                                                        causal=is_causal), inputs, block_weights(size, units, decoder), run)


def transformer(batch, source, target, size, heads, units, activation, first, encoders, decoders, padding=False):
    options = dict(dropout=0.0, activation=activation, batch_first=True, norm_first=first)
    norms = [nn.LayerNorm(size) if first else None for _ in range(2)]
    encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(size, heads, units, **options), encoders, norms[0],
                                    enable_nested_tensor=False)
    decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(size, heads, units, **options), decoders, norms[1])
    module = nn.Transformer(size, heads, custom_encoder=encoder, custom_decoder=decoder, batch_first=True)
    weights = {}
    for n in range(encoders):
        weights |= block_weights(size, units, False, f"encoder.{n}.")
    for n in range(decoders):
        weights |= block_weights(size, units, True, f"decoder.{n}.")
    if first:
        weights |= norm_weights(size, "encoderNorm.") | norm_weights(size, "decoderNorm.")
    inputs = {"x": numbers(batch, source, size), "target": numbers(batch, target, size)}
    hidden = hidden_keys(batch, source) if padding else None
    if padding:
        inputs["mask"] = ~hidden[:, None, None, :]
    samples.add("transformer", dict(heads=heads, units=units, activation=activation.upper(), normFirst=first, encoders=encoders,
                                    decoders=decoders), inputs, weights, lambda i, w: {"y": functional_call(
                                        module, torch_names(w), (i["x"], i["target"]), dict(
                                            tgt_mask=~causal(target, target), src_key_padding_mask=hidden,
                                            memory_key_padding_mask=hidden))})


def sinusoidal(x, first):
    place = torch.arange(first, first + x.shape[1]).double()[:, None]
    angle = place * torch.exp(-torch.arange(0, x.shape[2], 2) * (torch.log(torch.tensor(1e4)) / x.shape[2]))
    waves = torch.zeros(x.shape[1:])
    waves[:, 0::2] = torch.sin(angle)
    waves[:, 1::2] = torch.cos(angle)
    return x + waves


dot_product(1, 1, 1, 1)
dot_product(7, 3, 5, 1, lead=())
for n in range(30):
    queries, keys, size, out = (dice.randint(1, 6) for _ in range(4))
    mask = (None, "causal", "random")[n % 3]
    dot_product(queries, max(keys, queries) if mask == "causal" else keys, size, out, mask, (2, 3)[:dice.randint(0, 2)])
multi_head(1, 1, 1, 1)
for n in range(33):
    heads, each = dice.randint(1, 3), dice.randint(1, 2)
    rotary = n % 4 == 0
    batch, time, keys = dice.randint(1, 3), dice.randint(1, 6), None if rotary or n % 3 else dice.randint(1, 5)
    multi_head(batch, time, heads * each * (2 if rotary else 1), heads, keys is None and dice.random() < 0.5, dice.random() < 0.7,
               keys, not rotary and dice.random() < 0.4, rotary)
for n in range(32):
    for decoder in (False, True):
        # Two normalised numbers are +1 and -1 whatever they were: their gradients are lost in single precision.
        size, heads = dice.choice([(3, 1), (3, 3), (4, 2), (5, 1), (6, 3)])
        units = dice.randint(1, 5)
        block(dice.randint(1, 2), dice.randint(1, 5), size, heads, units, dice.choice(["relu", "gelu"]), dice.random() < 0.5,
              not decoder and dice.random() < 0.4, dice.randint(1, 5) if decoder else None, dice.random() < 0.4)
for n in range(30):
    size, heads = dice.choice([(3, 1), (3, 3), (4, 2)])
    transformer(dice.randint(1, 2), dice.randint(1, 5), dice.randint(1, 5), size, heads,
                dice.randint(1, 3), dice.choice(["relu", "gelu"]), dice.random() < 0.5, dice.choice([1, 1, 2]),
                dice.choice([1, 1, 2]), dice.random() < 0.4)
for n in range(30):
    first, batch, time, half = dice.choice([0, 1, 7, 100]), dice.randint(1, 3), dice.randint(1, 6), dice.randint(1, 4)
    samples.add("rotary", dict(first=first), {"x": numbers(batch, time, 2 * half)}, {}, lambda i, w: {"y": turned(i["x"], first)})
    samples.add("sinusoidal", dict(first=first), {"x": numbers(batch, time, 2 * half)}, {},
                lambda i, w: {"y": sinusoidal(i["x"], first)})
    places = time + dice.randint(0, 3)
    first = dice.randint(0, places - time)
    samples.add("learnedPositions", dict(first=first), {"x": numbers(batch, time, half)}, {"weight": numbers(places, half)},
                lambda i, w: {"y": i["x"] + F.embedding(torch.arange(first, first + time), w["weight"])})
samples.write("attention-samples")

# Translators

samples = Samples(20260105)
dice = samples.dice
ENTRIES = 6


def sentences(batch, source, target):
    """Tokens, of which 0 fills up the shorter sources."""
    hidden = hidden_keys(batch, source)
    tokens = torch.randint(1, ENTRIES, (batch, source)).masked_fill(hidden, 0)
    return {"x": tokens, "target": torch.randint(0, ENTRIES, (batch, target))}, hidden


def tables(size, out):
    return {"source.weight": numbers(ENTRIES, size), "target.weight": numbers(ENTRIES, size),
            "output.weight": numbers(out, ENTRIES, scale=0.5), "output.bias": numbers(ENTRIES)}


def transformer_translator(batch, source, target, size, heads, units, first, encoders, decoders, positions):
    options = dict(dropout=0.0, activation="relu", batch_first=True, norm_first=first)
    norms = [nn.LayerNorm(size) if first else None for _ in range(2)]
    encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(size, heads, units, **options), encoders, norms[0],
                                    enable_nested_tensor=False)
    decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(size, heads, units, **options), decoders, norms[1])
    module = nn.Transformer(size, heads, custom_encoder=encoder, custom_decoder=decoder, batch_first=True)
    inside = {}
    for n in range(encoders):
        inside |= block_weights(size, units, False, f"encoder.{n}.")
    for n in range(decoders):
        inside |= block_weights(size, units, True, f"decoder.{n}.")
    if first:
        inside |= norm_weights(size, "encoderNorm.") | norm_weights(size, "decoderNorm.")
    inputs, hidden = sentences(batch, source, target)

    def run(i, w):
        x, y = (F.embedding(i[key], w[table]) * size ** 0.5 for key, table in [("x", "source.weight"), ("target", "target.weight")])
        if positions:
            x, y = sinusoidal(x, 0), sinusoidal(y, 0)
        own = {name.removeprefix("transformer."): value for name, value in w.items() if name.startswith("transformer.")}
        y = functional_call(module, torch_names(own), (x, y), dict(
            tgt_mask=~causal(target, target), src_key_padding_mask=hidden, memory_key_padding_mask=hidden))
        return {"y": F.linear(y, w["output.weight"].T, w["output.bias"])}
    samples.add("transformerTranslator", dict(size=size, heads=heads, units=units, normFirst=first, encoders=encoders,
                                              decoders=decoders, positions=positions), inputs,
                tables(size, size) | {"transformer." + name: value for name, value in inside.items()}, run)


def recurrent_translator(batch, source, target, size, half, layers, attention):
    def cells(place, given, hidden, sides):
        weights = {}
        for layer in range(layers):
            for side in sides:
                width = given if layer == 0 else hidden * len(sides)
                name = f"{place}.{side}.{layer}."
                weights |= {name + "inputWeight": numbers(width, 4 * hidden, scale=0.4),
                            name + "stateWeight": numbers(hidden, 4 * hidden, scale=0.4), name + "bias": numbers(4 * hidden, scale=0.4)}
        return weights

    def flat(w, place, sides):
        all = []
        for layer in range(layers):
            for side in sides:
                name = f"{place}.{side}.{layer}."
                bias = w[name + "bias"]
                all += [w[name + "inputWeight"].T, w[name + "stateWeight"].T, bias, torch.zeros_like(bias)]
        return all

    hidden = 2 * half
    weights = tables(size, hidden) | cells("encoder", size, half, ["forward", "backward"]) | cells("decoder", size, hidden, ["forward"])
    if attention:
        weights |= {"score.weight": numbers(hidden, hidden, scale=0.5), "mix.weight": numbers(2 * hidden, hidden, scale=0.5)}
    inputs, unseen = sentences(batch, source, target)

    def run(i, w):
        lengths = (~unseen).sum(1)
        packed = nn.utils.rnn.pack_padded_sequence(F.embedding(i["x"], w["source.weight"]), lengths, True, enforce_sorted=False)
        zeros = torch.zeros(2 * layers, batch, half)
        data, *end = torch.lstm(packed.data, packed.batch_sizes, (zeros, zeros), flat(w, "encoder", ["forward", "backward"]), True,
                                layers, 0.0, True, True)
        memory, _ = nn.utils.rnn.pad_packed_sequence(nn.utils.rnn.PackedSequence(
            data, packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices), True, total_length=source)
        start = [one[:, packed.unsorted_indices].unflatten(0, (layers, 2)).transpose(1, 2).flatten(2) for one in end]
        h, *_ = torch.lstm(F.embedding(i["target"], w["target.weight"]), tuple(s.contiguous() for s in start),
                           flat(w, "decoder", ["forward"]), True, layers, 0.0, True, False, True)
        if attention:
            scores = (h @ w["score.weight"]) @ memory.transpose(1, 2) / hidden ** 0.5
            seen = scores.masked_fill(unseen[:, None, :], -torch.inf).softmax(-1) @ memory
            h = torch.tanh(torch.cat([seen, h], -1) @ w["mix.weight"])
        return {"y": F.linear(h, w["output.weight"].T, w["output.bias"])}
    samples.add("recurrentTranslator", dict(size=size, hidden=hidden, layers=layers, attention=attention), inputs, weights, run)


for n in range(32):
    # Waves need an even size.
    size, heads = dice.choice([(4, 1), (4, 2), (6, 3)])
    transformer_translator(dice.randint(1, 3), dice.randint(1, 5), dice.randint(1, 5), size, heads, dice.randint(1, 5),
                           dice.random() < 0.5, dice.choice([1, 1, 2]), dice.choice([1, 1, 2]), n % 4 > 0)
    recurrent_translator(dice.randint(1, 3), dice.randint(1, 5), dice.randint(1, 5), dice.randint(1, 5), dice.randint(1, 3),
                         dice.choice([1, 1, 2]), n % 2 == 0)
samples.write("translator-samples")
