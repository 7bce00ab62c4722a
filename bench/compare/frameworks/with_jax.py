"""784 - 64 - 10 in JAX, with Adam from Optax."""
import jax
import jax.numpy as jnp
import optax

import task

x, y = task.images("train"), task.labels("train")
parameters = [jnp.asarray(start) for start in task.weights()]
optimizer = optax.adam(task.RATE, eps=task.EPSILON)
state = optimizer.init(parameters)


def model(parameters, pictures):
    w1, b1, w2, b2 = parameters
    return jax.nn.relu(pictures @ w1 + b1) @ w2 + b2


def loss(parameters, pictures, digits):
    return optax.softmax_cross_entropy_with_integer_labels(model(parameters, pictures), digits).mean()


@jax.jit
def step(parameters, state, pictures, digits):
    value, gradients = jax.value_and_grad(loss)(parameters, pictures, digits)
    updates, state = optimizer.update(gradients, state)
    return optax.apply_updates(parameters, updates), state, value


epochs = task.Epochs()
for _ in range(task.EPOCHS):
    total = 0.0
    for first in range(0, len(x), task.BATCH):
        pictures, digits = x[first:first + task.BATCH], y[first:first + task.BATCH]
        parameters, state, value = step(parameters, state, pictures, digits)
        total += float(value) * len(pictures)
    epochs.ended(total / len(x))
answers = model(parameters, task.images("t10k")).argmax(1)
epochs.answer(f"{jax.__version__}, Optax {optax.__version__}", (answers == task.labels("t10k")).mean())
