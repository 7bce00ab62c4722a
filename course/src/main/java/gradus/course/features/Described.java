package gradus.course.features;

import gradus.data.Dataset;
import gradus.data.Datasets;
import java.util.List;

/// Images to learn from, to decide by and to test on, as pixels or as features.
record Described(Dataset train, Dataset validation, Dataset test) {

  /// The features of images, each with the mean 0 and the deviation 1 over the training images.
  ///
  /// Without any feature there is one number that is always 0.
  static Described of(List<Feature> features, Dataset train, Dataset validation, Dataset test) {
    double[][] known = numbers(features, train);
    int count = known[0].length;
    double[] mean = new double[count];
    double[] deviation = new double[count];
    for (int i = 0; i < count; i++) {
      for (double[] row : known) {
        mean[i] += row[i] / known.length;
      }
      for (double[] row : known) {
        deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / known.length;
      }
      deviation[i] = Math.sqrt(deviation[i]) + 1e-6;
    }
    return new Described(
        standardised(known, mean, deviation, train),
        standardised(numbers(features, validation), mean, deviation, validation),
        standardised(numbers(features, test), mean, deviation, test));
  }

  private static Dataset standardised(
      double[][] numbers, double[] mean, double[] deviation, Dataset images) {
    for (double[] row : numbers) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] - mean[i]) / deviation[i];
      }
    }
    return Datasets.of(numbers, images.labels()).withClasses(images.classNames());
  }

  /// The numbers that features make of images, a row for each image.
  static double[][] numbers(List<Feature> features, Dataset images) {
    int count = features.stream().mapToInt(feature -> feature.names().size()).sum();
    float[] pixels = images.inputs().toFloats();
    int size = Feature.SIDE * Feature.SIDE;
    double[][] numbers = new double[images.size()][Math.max(1, count)];
    float[] image = new float[size];
    for (int row = 0; row < numbers.length; row++) {
      System.arraycopy(pixels, row * size, image, 0, size);
      int at = 0;
      for (Feature feature : features) {
        for (double number : feature.of(image)) {
          numbers[row][at++] = number;
        }
      }
    }
    return numbers;
  }
}
