import org.jspecify.annotations.NullMarked;

/// The command line.
@NullMarked
module gradus.studio {
  requires gradus.course;
  requires gradus.learn;
  requires gradus.words;
  requires info.picocli;
  requires static transitive org.jspecify;

  opens gradus.studio to
      info.picocli;
  opens gradus.studio.command to
      info.picocli;
}
