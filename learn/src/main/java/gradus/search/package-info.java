/// The search for good settings: spaces of parameters, samplers that choose what to try, pruners
/// that stop what will not win, studies that remember it all, and what they tell about it.
package gradus.search;
