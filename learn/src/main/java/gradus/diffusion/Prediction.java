package gradus.diffusion;

import gradus.tensor.Tensor;

/// What a network says of noisy data `x_t = a x_0 + s noise`. From each the other can be had.
public enum Prediction {
  /// The noise. Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", 2020.
  NOISE {
    @Override
    Tensor target(Tensor data, Tensor spread, Tensor clean, Tensor noise) {
      return noise;
    }

    @Override
    public Tensor clean(NoiseSchedule.Mixture at, Tensor x, Tensor said) {
      return x.minus(said.times(at.noise())).dividedBy(at.data());
    }
  },
  /// `v = a noise - s x_0`: the noise where there is little of it, and the data, with the other
  /// sign, where there is little else, so that no answer has to be divided by next to nothing.
  ///
  /// Salimans and Ho, "Progressive distillation for fast sampling of diffusion models", 2022.
  VELOCITY {
    @Override
    Tensor target(Tensor data, Tensor spread, Tensor clean, Tensor noise) {
      return noise.times(data).minus(clean.times(spread));
    }

    @Override
    public Tensor clean(NoiseSchedule.Mixture at, Tensor x, Tensor said) {
      return x.times(at.data()).minus(said.times(at.noise()));
    }
  };

  /// What is right, for samples at different times.
  ///
  /// @param data how much data is in each, of a shape that goes with the samples'
  /// @param spread how much noise is in each
  abstract Tensor target(Tensor data, Tensor spread, Tensor clean, Tensor noise);

  /// The data that a network's answer stands for.
  ///
  /// @param at how much data and noise is in `x`
  /// @param said the network's answer
  public abstract Tensor clean(NoiseSchedule.Mixture at, Tensor x, Tensor said);

  /// The noise that would make `x` of data.
  static Tensor noise(NoiseSchedule.Mixture at, Tensor x, Tensor clean) {
    return x.minus(clean.times(at.data())).dividedBy(at.noise());
  }
}
