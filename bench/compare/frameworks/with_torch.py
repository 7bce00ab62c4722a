"""784 - 64 - 10 in PyTorch."""
import torch

import task

torch.set_num_threads(task.THREADS)
x, y = torch.from_numpy(task.images("train")), torch.from_numpy(task.labels("train")).long()
model = torch.nn.Sequential(torch.nn.Linear(784, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
with torch.no_grad():
    for parameter, start in zip(model.parameters(), task.weights()):
        parameter.copy_(torch.from_numpy(start.T.copy()))
loss = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=task.RATE, eps=task.EPSILON)
epochs = task.Epochs()
for _ in range(task.EPOCHS):
    total = 0.0
    for first in range(0, len(x), task.BATCH):
        pictures, digits = x[first:first + task.BATCH], y[first:first + task.BATCH]
        optimizer.zero_grad()
        value = loss(model(pictures), digits)
        value.backward()
        optimizer.step()
        total += value.item() * len(pictures)
    epochs.ended(total / len(x))
with torch.inference_mode():
    answers = model(torch.from_numpy(task.images("t10k"))).argmax(1)
epochs.answer(torch.__version__, (answers == torch.from_numpy(task.labels("t10k"))).float().mean())
