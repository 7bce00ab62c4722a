/// Optimizers and learning-rate schedules: how training makes a loss small.
package gradus.optim;
