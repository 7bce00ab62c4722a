import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What every framework on the JVM is given here, and what it answers; `task.py` in Java.
record Task(Path folder, Path weights, int threads, int epochs, int batch, double rate) {
  static final double EPSILON = 1e-8;

  static Task of(String[] words) {
    return new Task(
        Path.of(words[0]),
        Path.of(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        Double.parseDouble(words[5]));
  }

  float[] images(String part) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(part + "-images-idx3-ubyte"));
    float[] images = new float[bytes.length - 16];
    for (int i = 0; i < images.length; i++) {
      images[i] = (bytes[i + 16] & 255) / 255f;
    }
    return images;
  }

  int[] labels(String part) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(part + "-labels-idx1-ubyte"));
    int[] labels = new int[bytes.length - 8];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i + 8];
    }
    return labels;
  }

  /// Weights `[in, out]` and biases of 784 - 64 - 10, row by row.
  List<float[]> start() throws IOException {
    var numbers =
        ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<float[]> arrays = new ArrayList<>();
    for (int size : new int[] {784 * 64, 64, 64 * 10, 10}) {
      float[] array = new float[size];
      numbers.get(array);
      arrays.add(array);
    }
    return arrays;
  }

  /// `[in, out]` as `[out, in]`.
  static float[] transposed(float[] weights, int in, int out) {
    float[] turned = new float[weights.length];
    for (int i = 0; i < in; i++) {
      for (int j = 0; j < out; j++) {
        turned[j * in + i] = weights[i * out + j];
      }
    }
    return turned;
  }

  /// The seconds, the processor seconds of all threads, and the mean loss of each epoch.
  static final class Epochs {
    private static final OperatingSystemMXBean PROCESS =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private long start;
    private long used;

    Epochs() {
      begin();
    }

    void begin() {
      start = System.nanoTime();
      used = PROCESS.getProcessCpuTime();
    }

    void ended(double loss) {
      seconds.add((System.nanoTime() - start) * 1e-9);
      processor.add((PROCESS.getProcessCpuTime() - used) * 1e-9);
      losses.add(loss);
      begin();
    }

    void answer(String version, double accuracy) {
      System.out.println(
          "{\"version\": \"" + version + "\", \"epochs\": " + list(seconds) + ", \"processor\": "
              + list(processor) + ", \"losses\": " + list(losses) + ", \"accuracy\": " + accuracy + "}");
    }

    private static String list(List<Double> numbers) {
      return numbers.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }
}
