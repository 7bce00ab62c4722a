/// What the checks of an exercise are written with.
///
/// An exercise's class `Checks` has a method `check` that is given an [Examiner] and asks it for
/// one [Check] after the other; what comes of each is a [Verdict], with a hint made from what went
/// wrong. The package needs nothing but the library, so that its sources can lie beside a
/// learner's.
package gradus.course.check;
