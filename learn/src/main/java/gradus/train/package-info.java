/// Training: the trainer, its history, its metrics and what happens at each epoch.
package gradus.train;
