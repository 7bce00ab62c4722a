package gradus.tensor;

/// A failure that can say what went wrong in any language; every exception of Gradus is one.
///
/// Its [Throwable#getMessage] is the explanation in English.
public interface Explained {
  /// What went wrong and what to do about it.
  Message explanation();
}
