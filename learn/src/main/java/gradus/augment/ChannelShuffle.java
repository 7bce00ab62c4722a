package gradus.augment;

import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;

/// The channels of a series in a random order.
record ChannelShuffle() implements SampleAugmentation {
  @Override
  public String name() {
    return "channelShuffle";
  }

  @Override
  public Tensor apply(Tensor sample, RandomKey key) {
    Series series = Series.of("channelShuffle", sample);
    int[] order = new Draws(key).order(series.channels());
    float[] values = series.values();
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i % order.length;
      result[i] = values[i - channel + order[channel]];
    }
    return Tensor.of(series.shape(), result);
  }
}
