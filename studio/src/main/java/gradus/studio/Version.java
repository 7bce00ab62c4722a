package gradus.studio;

/// The version of Gradus.
final class Version {
  static final String TEXT = "0.1.0";

  private Version() {}
}
