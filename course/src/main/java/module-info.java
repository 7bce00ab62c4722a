import org.jspecify.annotations.NullMarked;

/// The course: lessons in two languages and the experiments in them, each of which runs on the
/// library.
@NullMarked
module gradus.course {
  requires transitive gradus.learn;
  requires org.commonmark;
  requires static transitive org.jspecify;

  exports gradus.course;
}
