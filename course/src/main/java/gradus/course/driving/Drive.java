package gradus.course.driving;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A way along a road, up to its end or to where the car left the road.
///
/// @param cars where the car was at each step
/// @param laps how far around it came
/// @param left whether it left the road
record Drive(List<Car> cars, double laps, boolean left) {
  Drive {
    cars = List.copyOf(cars);
  }

  /// Lets somebody drive.
  ///
  /// @param steering what is steered in each place
  /// @param gusts the standard deviation of what turns the car at random, in radians
  /// @param steps how many at most
  static Drive of(Track track, ToDoubleFunction<Car> steering, double gusts, int steps, long seed) {
    double[] turns = RandomKey.of(seed).fold(5).normal(Shape.of(steps)).toDoubles();
    List<Car> cars = new ArrayList<>();
    Car car = Car.on(track, 0);
    double around = 0;
    boolean left = false;
    for (int step = 0; step < steps && !left; step++) {
      cars.add(car);
      double before = car.angle();
      // A gust lasts for some steps, as wind does.
      double gust = gusts * turns[step / 8 * 8];
      car = car.steered(steering.applyAsDouble(car), gust);
      double turn = car.angle() - before;
      around += Math.atan2(Math.sin(turn), Math.cos(turn));
      left = !track.has(car.x(), car.y());
    }
    cars.add(car);
    return new Drive(cars, around / (2 * Math.PI), left);
  }

  /// The mean distance from the middle of the road.
  double offset(Track track) {
    return cars.stream()
        .mapToDouble(car -> Math.abs(track.offset(car.x(), car.y())))
        .average()
        .orElse(0);
  }
}
