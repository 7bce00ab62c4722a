package gradus.course.tuning;

import gradus.course.Option;
import gradus.plot.Text;
import gradus.search.GridSearch;
import gradus.search.RandomSearch;
import gradus.search.Sampler;
import gradus.search.Tpe;

/// How the next settings are chosen.
public enum Method implements Option {
  /// By chance.
  RANDOM(Text.of("random", "随机")) {
    @Override
    Sampler sampler(long seed, int trials) {
      return RandomSearch.of(seed);
    }
  },
  /// All crossings of a few values of each: of as many as the trials suffice for.
  GRID(Text.of("grid", "网格")) {
    @Override
    Sampler sampler(long seed, int trials) {
      int values = 1;
      while (GridSearch.of(values + 1).limit(Hunt.space()).orElseThrow() <= trials) {
        values++;
      }
      return GridSearch.of(values);
    }
  },
  /// Where good ones have been dense so far.
  TPE(Text.of("TPE", "TPE")) {
    @Override
    Sampler sampler(long seed, int trials) {
      return Tpe.of(seed).withStartup(8);
    }
  };

  // Texts are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text title;

  Method(Text title) {
    this.title = title;
  }

  @Override
  public Text title() {
    return title;
  }

  /// What chooses the next settings.
  ///
  /// @param trials how many trials there may be
  abstract Sampler sampler(long seed, int trials);
}
