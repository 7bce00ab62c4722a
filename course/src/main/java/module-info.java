import org.jspecify.annotations.NullMarked;

/// The course: lessons in two languages and the experiments in them, each of which runs on the
/// library.
@NullMarked
module gradus.course {
  requires transitive gradus.learn;
  requires org.commonmark;
  // Only the process that grades exercises compiles; without a compiler it says so.
  requires static java.compiler;
  requires static transitive org.jspecify;

  exports gradus.course;
  exports gradus.course.check;
  exports gradus.course.grade;
  exports gradus.course.plane;

  // Its models have layers of their own.
  opens gradus.course.backpropagation to
      gradus.learn;
  opens gradus.course.diffusion to
      gradus.learn;
}
