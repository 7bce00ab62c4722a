/// Loss functions and penalties: what training makes small.
package gradus.loss;
