package gradus.studio.words;

/// The version of Gradus.
public final class Version {
  public static final String TEXT = "0.1.0";

  /// The version of its artifacts in a Maven repository.
  public static final String ARTIFACTS = "0.1.0-SNAPSHOT";

  private Version() {}
}
