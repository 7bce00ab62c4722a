package gradus.words;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when somebody first asks for it, and kept. Where making it fails, whoever
/// asks is told why, and the next one tries again.
final class OnDemand<T> {
  private final Supplier<T> source;
  private volatile @Nullable T value;

  OnDemand(Supplier<T> source) {
    this.source = source;
  }

  T get() {
    T known = value;
    return known == null ? made() : known;
  }

  private synchronized T made() {
    T known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }
}
