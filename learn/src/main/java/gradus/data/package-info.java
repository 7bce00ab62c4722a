/// Data sets: reading them, fetching them, splitting, shuffling and batching them.
///
/// ```java
/// var mnist = Mnist.load();
/// var parts = mnist.all().stratifiedSplit(0.8, 42);
/// Batches train = parts.first().shuffle(42).batch(128).prefetch();
/// ```
package gradus.data;
