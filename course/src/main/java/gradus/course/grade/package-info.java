/// Grading: compiles what a learner wrote and runs its checks in a process of its own, with bounds.
///
/// [Grader] starts the process and tells what came of it as a [Grade]; [Workbench] is what runs in
/// it. The bounds keep a mistake from doing harm (a loop without an end, memory without a bound, a
/// download), and a mistake from passing; they are no wall against a program that means harm.
package gradus.course.grade;
