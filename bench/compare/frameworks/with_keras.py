"""784 - 64 - 10 in Keras, on TensorFlow."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import tensorflow

import task

tensorflow.config.threading.set_intra_op_parallelism_threads(task.THREADS)
tensorflow.config.threading.set_inter_op_parallelism_threads(1)
epochs = task.Epochs()


class Watch(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        epochs.begin()

    def on_epoch_end(self, epoch, logs=None):
        epochs.ended(logs["loss"])


model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10)])
model.set_weights(task.weights())
model.compile(optimizer=keras.optimizers.Adam(task.RATE, epsilon=task.EPSILON),
              loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(task.images("train"), task.labels("train"), batch_size=task.BATCH, epochs=task.EPOCHS, shuffle=False, verbose=0,
          callbacks=[Watch()])
answers = model.predict(task.images("t10k"), batch_size=1000, verbose=0).argmax(1)
epochs.answer(f"{keras.__version__} on TensorFlow {tensorflow.__version__}", (answers == task.labels("t10k")).mean())
