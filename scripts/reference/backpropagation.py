"""The numbers of BackpropagationReferenceTest, from PyTorch: pip install torch."""

import torch

torch.set_default_dtype(torch.float64)


def wave(*shape):
    count = 1
    for size in shape:
        count *= size
    return torch.sin(torch.arange(count).double() * 1.7 + 0.3).reshape(shape)


def forward(weights, x):
    for w, b in weights:
        x = torch.sigmoid(x @ w + b)
    return x


# One backward pass through 2-3-2.
w1, b1, w2, b2 = (t.requires_grad_() for t in (wave(2, 3), wave(3), wave(3, 2), wave(2)))
y = forward([(w1, b1), (w2, b2)], torch.tensor([[0.25, -0.5]]))
error = 0.5 * ((y - torch.tensor([[1.0, 0.0]])) ** 2).sum()
error.backward()
print("error", error.item())
print("hidden", torch.cat([w1.grad, b1.grad[None]]).flatten().tolist())
print("output", torch.cat([w2.grad, b2.grad[None]]).flatten().tolist())

# 200 sweeps of XOR with 2-2-1 and momentum.
parameters = [wave(2, 2), wave(2), wave(2, 1), wave(1)]
parameters = [p.clone().requires_grad_() for p in parameters]
x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
d = torch.tensor([[0.0], [1], [1], [0]])
rule = torch.optim.SGD(parameters, lr=0.5, momentum=0.9)
for _ in range(200):
    rule.zero_grad()
    y = forward([parameters[:2], parameters[2:]], x)
    (0.5 * ((y - d) ** 2).sum()).backward()
    rule.step()
print("xor", forward([parameters[:2], parameters[2:]], x).flatten().tolist())

# 60 sweeps of three facts by the delta rule, with the tolerant error.
people, relations = torch.eye(24), torch.eye(12)
who = people[[10, 5, 22]]
which = relations[[6, 3, 1]]
answers = torch.zeros(3, 24)
answers[0, 5] = answers[0, 9] = answers[1, 4] = answers[2, 18] = 1
sizes = [(24, 6), (12, 6), (12, 12), (12, 6), (6, 24)]
layers = [(wave(*s).clone(), wave(s[1]).clone()) for s in sizes]
flat = [p.requires_grad_() for layer in layers for p in layer]
changes = [torch.zeros_like(p) for p in flat]


def kinship():
    code = torch.cat([forward(layers[:1], who), forward(layers[1:2], which)], 1)
    return forward(layers[2:], code)


for sweep in range(60):
    y = kinship()
    miss = torch.where(answers > 0.5, torch.relu(0.8 - y), torch.relu(y - 0.2))
    gradients = torch.autograd.grad(0.5 * (miss**2).sum(), flat)
    rate, momentum = (0.1, 0.5) if sweep < 20 else (0.2, 0.9)
    with torch.no_grad():
        for p, change, g in zip(flat, changes, gradients):
            change.mul_(momentum).sub_(rate * g)
            p.add_(change).mul_(1 - 0.005)
y = kinship()
print("kinship", [y[0, 5].item(), y[0, 9].item(), y[1, 4].item(), y[2, 18].item(), y.sum().item()])
