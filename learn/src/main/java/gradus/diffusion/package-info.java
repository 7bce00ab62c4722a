/// Models that make samples out of noise, step by step: how much noise each step adds, what a
/// network learns of it, and how noise is taken away again.
package gradus.diffusion;
