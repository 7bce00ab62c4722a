import gradus.course.check.Examiner;

class Checks {
  static void check(Examiner examiner) {
    examiner.that(
        "the distance has two parts",
        "距离有两部分",
        check -> {
          check
              .suspect(
                  "The speed is given in km/h: divide it by 3.6.",
                  "速度的单位是 km/h：请除以 3.6。",
                  36 + 36 * 36 / 12.0)
              .close("distance(36, 1, 6)", 10 + 100 / 12.0, Braking.distance(36, 1, 6));
          check.close("distance(0, 1, 6)", 0, Braking.distance(0, 1, 6));
        });
    examiner.that(
        "twice the speed needs four times the braking",
        "速度加倍，制动距离变四倍",
        check ->
            check.close(
                "distance(100, 0, 8) / distance(50, 0, 8)",
                4,
                Braking.distance(100, 0, 8) / Braking.distance(50, 0, 8)));
    examiner.that(
        "stops compares with the obstacle",
        "stops 与障碍物比较",
        check -> {
          check.equal("stops(36, 1, 6, 20)", true, Braking.stops(36, 1, 6, 20));
          check.equal("stops(36, 1, 6, 18)", false, Braking.stops(36, 1, 6, 18));
        });
    examiner.that(
        "at the fastest speed it just stops",
        "以最大速度刚好停住",
        check -> {
          for (double obstacle : new double[] {5, 30, 120}) {
            double speed = Braking.fastest(0.8, 7, obstacle);
            check.holds(
                speed > 0,
                "fastest(0.8, 7, %s) is %s.",
                "fastest(0.8, 7, %s) 是 %s。",
                obstacle,
                speed);
            double v = speed / 3.6;
            check.close(
                "the distance at fastest(0.8, 7, " + obstacle + ")",
                obstacle,
                v * 0.8 + v * v / 14);
          }
        });
  }
}
