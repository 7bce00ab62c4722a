package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which channels each filter of a [PartialConv2d] sees.
///
/// @param channels how many channels there are
/// @param filters for each filter the channels that it sees, in ascending order
public record ConnectionTable(int channels, List<List<Integer>> filters) {
  /// Copies the lists.
  ///
  /// @throws ShapeException where there is no filter, or a filter sees no channel, sees one that is
  ///   not there, or not in ascending order
  public ConnectionTable {
    List<List<Integer>> copies = new ArrayList<>();
    for (List<Integer> seen : filters) {
      int last = -1;
      for (int channel : seen) {
        if (channel <= last || channel >= channels) {
          throw new ShapeException(
              "connectionTable: filter %d sees the channels %s; they must be from 0 to %d, in"
                  + " ascending order",
              copies.size(), seen, channels - 1);
        }
        last = channel;
      }
      if (seen.isEmpty()) {
        throw new ShapeException("connectionTable: filter %d sees no channel", copies.size());
      }
      copies.add(List.copyOf(seen));
    }
    if (copies.isEmpty()) {
      throw new ShapeException("connectionTable: needs at least one filter");
    }
    filters = List.copyOf(copies);
  }

  /// A table with a row for each filter: the channels that it sees.
  public static ConnectionTable of(int channels, int[]... filters) {
    return new ConnectionTable(
        channels,
        Arrays.stream(filters).map(seen -> Arrays.stream(seen).boxed().toList()).toList());
  }

  /// Table I of LeCun, Bottou, Bengio and Haffner (1998), for the layer C3 of LeNet-5: six filters
  /// see three neighbours among six channels, six see four neighbours, three see two pairs, and the
  /// last sees all; 60 connections. It "breaks the symmetry" and keeps the parameters few.
  public static ConnectionTable leNet5() {
    List<int[]> filters = new ArrayList<>();
    for (int neighbours = 3; neighbours <= 4; neighbours++) {
      for (int first = 0; first < 6; first++) {
        int[] seen = new int[neighbours];
        for (int i = 0; i < neighbours; i++) {
          seen[i] = (first + i) % 6;
        }
        Arrays.sort(seen);
        filters.add(seen);
      }
    }
    filters.add(new int[] {0, 1, 3, 4});
    filters.add(new int[] {1, 2, 4, 5});
    filters.add(new int[] {0, 2, 3, 5});
    filters.add(new int[] {0, 1, 2, 3, 4, 5});
    return of(6, filters.toArray(int[][]::new));
  }

  /// How many pairs of a filter and a channel that it sees there are.
  public int connections() {
    return filters.stream().mapToInt(List::size).sum();
  }

  /// The kernels of all pairs, `[filters, channels, rows, columns]`, of those of the connections,
  /// `[connections, rows, columns]`: zeros where a filter does not see a channel.
  Tensor spread(Tensor weight) {
    // Place 0 is the zeros of all pairs that there are not.
    int[] places = new int[filters.size() * channels];
    int connection = 0;
    for (int place : places()) {
      places[place] = ++connection;
    }
    Tensor indices = Tensor.of(Shape.of(filters.size(), channels), places);
    return weight.pad(0, 1, 0, 0).take(indices, 0);
  }

  /// The kernels of the connections among those of all pairs.
  Tensor gather(Tensor kernels) {
    Shape one = kernels.shape().part(2, kernels.shape().rank());
    int[] places = places();
    return kernels
        .reshape(one.insert(0, filters.size() * channels))
        .take(Tensor.of(Shape.of(places.length), places), 0);
  }

  /// Whether kernels of all pairs are zeros where a filter does not see a channel.
  boolean fits(Tensor kernels) {
    return kernels.minus(spread(gather(kernels))).abs().max().cast(DType.FLOAT64).item() == 0;
  }

  /// Where in a matrix of filters and channels the connections are.
  private int[] places() {
    int[] places = new int[connections()];
    int connection = 0;
    for (int filter = 0; filter < filters.size(); filter++) {
      for (int channel : filters.get(filter)) {
        places[connection++] = filter * channels + channel;
      }
    }
    return places;
  }
}
