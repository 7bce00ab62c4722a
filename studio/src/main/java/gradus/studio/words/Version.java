package gradus.studio.words;

/// The version of Gradus.
public final class Version {
  public static final String TEXT = "0.1.0";

  private Version() {}
}
