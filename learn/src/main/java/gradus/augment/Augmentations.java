package gradus.augment;

import gradus.data.DataException;

/// The augmentations of pictures and series. The bounds of those that take none are the usual ones.
///
/// Pictures have values from 0 (black) to 1 (white) and are `[height, width]` or `[channels,
/// height, width]`; what comes in from outside a picture is black, or `fill` where that can be
/// said. Series are `[time]` or `[time, channels]`. Do not take what changes the answer: a digit
/// that is flipped is another one, or none ([LabelSafety] finds such pairs of classes).
public final class Augmentations {
  private Augmentations() {}

  /// Turns pictures by up to 30 degrees to either side.
  public static SampleAugmentation rotation() {
    return rotation(30);
  }

  /// Turns pictures about their centre by an angle that is uniform from `-degrees` to `degrees`.
  public static SampleAugmentation rotation(double degrees) {
    return rotation(degrees, 0);
  }

  /// Turns pictures, with what comes in from outside filled in.
  public static SampleAugmentation rotation(double degrees, double fill) {
    Limits.size("rotation", "the angle", degrees);
    return new Moved(
        "rotation(" + degrees + ", fill " + fill + ")",
        (float) fill,
        (draws, _) -> Affine.rotation(draws.uniform(-degrees, degrees)));
  }

  /// Makes what is in pictures 0.8 to 1.2 times as large.
  public static SampleAugmentation zoom() {
    return zoom(0.8, 1.2);
  }

  /// Makes what is in pictures larger or smaller about the centre, by a factor that is uniform from
  /// `low` to `high`; the pictures keep their size.
  public static SampleAugmentation zoom(double low, double high) {
    return zoom(low, high, 0);
  }

  /// Makes what is in pictures larger or smaller, with what comes in from outside filled in.
  public static SampleAugmentation zoom(double low, double high, double fill) {
    Limits.ordered("zoom", low, high);
    return new Moved(
        "zoom(" + low + ", " + high + ", fill " + fill + ")",
        (float) fill,
        (draws, _) -> Affine.zoom(draws.uniform(low, high)));
  }

  /// Moves pictures by up to a tenth of their width and height.
  public static SampleAugmentation translation() {
    return translation(0.1);
  }

  /// Moves pictures by up to a share of their width and of their height, to any side.
  public static SampleAugmentation translation(double share) {
    return translation(share, 0);
  }

  /// Moves pictures, with what comes in from outside filled in.
  public static SampleAugmentation translation(double share, double fill) {
    Limits.share("translation", "the share", share);
    return new Moved(
        "translation(" + share + ", fill " + fill + ")",
        (float) fill,
        (draws, picture) ->
            Affine.translation(
                draws.uniform(-share, share) * picture.width(),
                draws.uniform(-share, share) * picture.height()));
  }

  /// Slants pictures: each row moves along by its distance from the middle times a number that is
  /// uniform from `-slant` to `slant`.
  public static SampleAugmentation shear(double slant) {
    return shear(slant, 0);
  }

  /// Slants pictures, with what comes in from outside filled in.
  public static SampleAugmentation shear(double slant, double fill) {
    Limits.size("shear", "the slant", slant);
    return new Moved(
        "shear(" + slant + ", fill " + fill + ")",
        (float) fill,
        (draws, _) -> Affine.shear(draws.uniform(-slant, slant), 0));
  }

  /// Stretches, slants, turns and moves pictures, all in one, so that they are interpolated once.
  public static SampleAugmentation affine(
      double degrees, double share, double low, double high, double slant) {
    return affine(degrees, share, low, high, slant, 0);
  }

  /// Stretches, slants, turns and moves pictures in one, with what comes in from outside filled in.
  ///
  /// @param degrees the largest angle, as in [#rotation(double)]
  /// @param share by how much they move, as in [#translation(double)]
  /// @param low how wide and how high they become at least, each by a factor of its own
  /// @param high how wide and how high at most
  /// @param slant as in [#shear(double)]
  public static SampleAugmentation affine(
      double degrees, double share, double low, double high, double slant, double fill) {
    Limits.size("affine", "the angle", degrees);
    Limits.share("affine", "the share", share);
    Limits.ordered("affine", low, high);
    Limits.size("affine", "the slant", slant);
    return new Moved(
        String.join(
            ", ",
            "affine(" + degrees,
            Double.toString(share),
            Double.toString(low),
            Double.toString(high),
            Double.toString(slant),
            "fill " + fill + ")"),
        (float) fill,
        (draws, picture) ->
            Affine.stretch(draws.uniform(low, high), draws.uniform(low, high))
                .then(Affine.shear(draws.uniform(-slant, slant), 0))
                .then(Affine.rotation(draws.uniform(-degrees, degrees)))
                .then(
                    Affine.translation(
                        draws.uniform(-share, share) * picture.width(),
                        draws.uniform(-share, share) * picture.height())));
  }

  /// Moves every pixel of pictures by a little, and neighbours alike, as if they were drawn on
  /// rubber.
  public static SampleAugmentation elastic(double strength, double width) {
    return elastic(strength, width, 0);
  }

  /// Moves every pixel of pictures by a little, with what comes in from outside filled in: for rows
  /// and for columns a random number from -1 to 1 at each pixel, smoothed by a Gaussian and times
  /// the strength (Simard, Steinkraus and Platt, "Best practices for convolutional neural networks
  /// applied to visual document analysis", 2003, who took 34 and 4 for digits of 29 x 29 pixels).
  ///
  /// @param strength pixels
  /// @param width the Gaussian's standard deviation in pixels
  public static SampleAugmentation elastic(double strength, double width, double fill) {
    return new Elastic(strength, width, (float) fill);
  }

  /// Pads pictures with `padding` black rows and columns on each side and cuts a part out at a
  /// random place.
  ///
  /// @param height the part's rows
  /// @param width the part's columns
  public static SampleAugmentation crop(int height, int width, int padding) {
    return crop(height, width, padding, 0);
  }

  /// Cuts a part out of padded pictures, with the padding filled in.
  public static SampleAugmentation crop(int height, int width, int padding, double fill) {
    return new Crop(height, width, padding, (float) fill);
  }

  /// Flips half of the pictures, left to right.
  public static SampleAugmentation horizontalFlip() {
    return new Flip(false).sometimes(0.5);
  }

  /// Flips half of the pictures, top to bottom.
  public static SampleAugmentation verticalFlip() {
    return new Flip(true).sometimes(0.5);
  }

  /// Changes brightness, contrast and saturation by up to a fifth each.
  public static SampleAugmentation colourJitter() {
    return colourJitter(0.2, 0.2, 0.2);
  }

  /// Changes brightness, contrast and saturation by factors that are uniform from `max(0, 1 -
  /// strength)` to `1 + strength`, in a random order; values are cut to 0 to 1. Grey pictures have
  /// no saturation.
  public static SampleAugmentation colourJitter(
      double brightness, double contrast, double saturation) {
    return new ColourJitter(brightness, contrast, saturation);
  }

  /// Adds noise with a standard deviation of 0.05 to samples of any kind.
  public static SampleAugmentation noise() {
    return noise(0.05);
  }

  /// Adds normally distributed noise to every value of samples of any kind; values are not cut.
  public static SampleAugmentation noise(double deviation) {
    return new Noise(deviation);
  }

  /// Paints a black square over each picture (DeVries and Taylor, "Improved regularization of
  /// convolutional neural networks with cutout", 2017).
  ///
  /// @param size its rows and columns; its centre is anywhere in the picture
  public static SampleAugmentation cutout(int size) {
    return cutout(size, 0);
  }

  /// Paints a square of a given value over each picture.
  public static SampleAugmentation cutout(int size, double fill) {
    return new Cutout(size, (float) fill);
  }

  /// Mixes each sample with another one of its batch: `x = s a + (1 - s) b`, and the target
  /// likewise, with the share `s` from Beta(alpha, alpha) (Zhang et al., "mixup: beyond empirical
  /// risk minimization", 2018). Labels become shares of the classes, which
  /// [cross-entropy][gradus.loss.Losses] takes.
  ///
  /// @param alpha positive, for example 0.2
  /// @param classes the number of classes
  public static Augmentation mixup(double alpha, int classes) {
    if (classes < 2) {
      throw new DataException("mixup: needs at least 2 classes, got %d", classes);
    }
    return new Mixup(alpha, classes);
  }

  /// Mixes samples whose targets are values.
  public static Augmentation mixup(double alpha) {
    return new Mixup(alpha, 0);
  }

  /// Two of fourteen changes for each picture, with magnitude 9 of 30.
  public static SampleAugmentation randAugment() {
    return randAugment(2, 9);
  }

  /// Some of fourteen changes for each picture, chosen at random and equally strong (Cubuk et al.,
  /// "RandAugment: practical automated data augmentation with a reduced search space", 2020): none,
  /// slanting and moving along rows or columns, turning, brightness, saturation, contrast,
  /// sharpness, fewer levels, inverted lights, stretched and equalised levels.
  ///
  /// @param count how many changes, one after the other
  /// @param magnitude from 0 to 30
  public static SampleAugmentation randAugment(int count, int magnitude) {
    return new RandAugment(count, magnitude, 0);
  }

  /// Series that go faster at some times and slower at others, with strength 0.2 and 4 knots.
  public static SampleAugmentation timeWarp() {
    return timeWarp(0.2, 4);
  }

  /// Series that go faster at some times and slower at others, from their first step to their last
  /// (after Um et al., "Data augmentation of wearable sensor data for Parkinson's disease
  /// monitoring using convolutional neural networks", 2017).
  ///
  /// @param strength the standard deviation of the logarithm of the speed
  /// @param knots the number of times, besides the two ends, at which the speed is drawn
  public static SampleAugmentation timeWarp(double strength, int knots) {
    return new TimeWarp(strength, knots);
  }

  /// Nine tenths of each series, from a random place.
  public static SampleAugmentation windowSlide() {
    return windowSlide(0.9);
  }

  /// A part of each series at a random place, stretched to the length of the whole (Le Guennec,
  /// Malinowski and Tavenard, "Data augmentation for time series classification using convolutional
  /// neural networks", 2016).
  ///
  /// @param share the part's length, as a share of the whole
  public static SampleAugmentation windowSlide(double share) {
    return new WindowSlide(share);
  }

  /// Series times about 1, with a standard deviation of 0.1.
  public static SampleAugmentation scaling() {
    return scaling(0.1);
  }

  /// Each channel of a series times a factor of its own, normally distributed around 1.
  public static SampleAugmentation scaling(double deviation) {
    return new Scaling(deviation);
  }

  /// The channels of series in a random order: only where they are alike, as electrodes are, and
  /// not where each means something else.
  public static SampleAugmentation channelShuffle() {
    return new ChannelShuffle();
  }
}
