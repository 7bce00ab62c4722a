import gradus.course.check.Examiner;
import java.util.Random;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "moving adds way and variance",
        "移动增加路程和方差",
        check -> {
          Kalman k = new Kalman(10, 1);
          k.predict(2, 0.5);
          check.close("place", 12, k.place);
          check.close("variance", 1.5, k.variance);
        });
    examiner.that(
        "equal variances meet in the middle",
        "方差相等时取中间",
        check -> {
          Kalman k = new Kalman(10, 4);
          k.correct(20, 4);
          check.close("place", 15, k.place);
          check.close("variance", 2, k.variance);
        });
    examiner.that(
        "a bad sensor is hardly believed",
        "差的传感器几乎不信",
        check -> {
          Kalman k = new Kalman(10, 1);
          k.correct(20, 9);
          check
              .suspect(
                  "The gain belongs to the own variance: P / (P + R).", "增益用自己的方差：P / (P + R)。", 19)
              .close("place", 11, k.place);
          check.close("variance", 0.9, k.variance);
        });
    examiner.that(
        "a perfect one entirely",
        "完美的传感器全信",
        check -> {
          Kalman k = new Kalman(10, 1);
          k.correct(20, 0);
          check.close("place", 20, k.place);
          check.close("variance", 0, k.variance);
        });
    examiner.that(
        "it is better than the sensor alone",
        "比只用传感器好",
        check -> {
          Random random = new Random(1);
          Kalman k = new Kalman(0, 1);
          double filtered = 0;
          double raw = 0;
          for (int t = 1; t <= 500; t++) {
            double z = t + 3 * random.nextGaussian();
            k.predict(1, 0.01);
            k.correct(z, 9);
            filtered += (k.place - t) * (k.place - t);
            raw += (z - t) * (z - t);
          }
          check.holds(
              filtered < raw / 5,
              "Its squared error is %s, the sensor's %s.",
              "它的平方误差是 %s，传感器的是 %s。",
              filtered,
              raw);
        });
  }
}
