package gradus.course.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Option;
import gradus.course.Recording;
import gradus.plot.Figure;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreviewTest {
  private static Recording run(Change change, String strength) {
    return Recording.of(
        Course.experiment("augmentations")
            .of(Map.of("change", Option.nameOf(change), "strength", strength)));
  }

  private static Figure figure(Change change, String strength) {
    return run(change, strength).figures().get("preview");
  }

  @Test
  void thereAreTheTutorialsSeventeen() {
    assertThat(Change.values()).hasSize(17);
    for (Change.Kind kind : Change.Kind.values()) {
      assertThat(Arrays.stream(Change.values()).filter(change -> change.kind() == kind))
          .hasSize(kind == Change.Kind.SERIES ? 5 : 6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachIsShownAndExplained(Change change) {
    Recording recording = run(change, "1");
    assertThat(recording.figures().keySet()).containsExactly("preview");
    assertThat(recording.sentences()).containsExactly(change.note());
    assertThat(figure(change, "1").toSvg()).isEqualTo(figure(change, "1").toSvg());
  }

  @ParameterizedTest
  @EnumSource
  void moreStrengthChangesMore(Change change) {
    boolean without =
        switch (change) {
          case FLIP, CHANNEL_SHUFFLE, BACK_TRANSLATION -> true;
          default -> false;
        };
    assertThat(figure(change, "3").toSvg().equals(figure(change, "1").toSvg())).isEqualTo(without);
  }

  /// The brightness of the picture's corners comes from outside once it is turned.
  @Test
  void aTurnedPictureHasBlackCorners() {
    Preview preview = new Preview(Change.ROTATION, 3, 1);
    Tensor turned = preview.changed(Scene.picture(), 1);
    double least = turned.select(3, 0).select(2, 0).max().item();
    assertThat(least).isCloseTo(0, within(1e-3));
    assertThat(Scene.picture().select(3, 0).select(2, 0).max().item()).isGreaterThan(0.9);
  }

  @Test
  void wordsAreChangedByTheLessonsDictionary() {
    assertThat(text(Change.BACK_TRANSLATION, "en"))
        .isEqualTo(
            "The tiny eatery beside the station is not dear, and the swift server was warm.");
    assertThat(text(Change.BACK_TRANSLATION, "zh")).isEqualTo("火车站旁边的小小的餐厅不昂贵，店员动作迅速，态度也热情。");
    assertThat(text(Change.SWAP, "zh"))
        .hasSameSizeAs(Phrases.CHINESE)
        .isNotEqualTo(Phrases.CHINESE);
    assertThat(text(Change.DELETION, "en").length()).isLessThanOrEqualTo(Phrases.ENGLISH.length());
  }

  private static String text(Change change, String language) {
    boolean english = language.equals("en");
    return new Preview(change, 1, 1)
        .changed(
            english ? Phrases.ENGLISH : Phrases.CHINESE,
            english ? Phrases.english() : Phrases.chinese(),
            language,
            1);
  }
}
