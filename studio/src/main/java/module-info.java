import org.jspecify.annotations.NullMarked;

/// The command line, and the local site of the course.
@NullMarked
module gradus.studio {
  requires gradus.course;
  requires gradus.learn;
  requires gradus.words;
  requires info.picocli;
  requires io.javalin;
  requires java.logging;
  requires static transitive org.jspecify;

  opens gradus.studio to
      info.picocli;
  opens gradus.studio.command to
      info.picocli;
}
