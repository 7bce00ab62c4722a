package gradus.search;

import java.util.OptionalInt;

/// How a study chooses what to try next: grid, random and quasi-random search, or a model of what
/// was tried already ([Tpe], [GaussianProcess]).
///
/// A sampler has no state: what it suggests is a function of its settings, the trials so far and
/// the number of the trial. So a study can be interrupted at any time.
public interface Sampler {
  /// What to try as the trial of that number.
  ///
  /// @param trials what was tried so far, and is being tried
  /// @param id the number of the trial, counted from 1
  Configuration suggest(Trials trials, int id);

  /// After how many trials there is nothing left to try.
  default OptionalInt limit(Space space) {
    return OptionalInt.empty();
  }
}
