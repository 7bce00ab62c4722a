/// The course.
///
/// A lesson is Markdown in two languages ([Lesson]) with experiments in it. An experiment is a
/// record: its components are its settings ([Control]), which the studio shows as sliders, the
/// command line takes as options and a link carries as a query; what it computes it shows on a
/// [Stage].
package gradus.course;
