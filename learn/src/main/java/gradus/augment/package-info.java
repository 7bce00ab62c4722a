/// Changes at random that keep what a sample is: pictures that are turned, series that are
/// stretched, texts whose words are replaced.
///
/// A network that sees each sample a little differently in every epoch learns what stays the same.
/// An [gradus.augment.Augmentation] is a named function of a batch and a key, so an augmented
/// training gives the same bits each time, with any number of threads and after an interruption; it
/// runs where batches are prepared, and only on the batches that it is put on.
///
/// ```java
/// Augmentation augmentation = Augmentations.rotation(10).then(Augmentations.noise(0.05));
/// Batches batches = augmentation.on(train.shuffle(42).batch(64)).prefetch();
/// ```
///
/// Texts are changed before they are encoded: [gradus.augment.TextAugmentations] has the changes,
/// and [gradus.augment.LabelledTexts] puts them on batches.
///
/// ```java
/// TextAugmentation eda = TextAugmentations.eda(EnglishWords.lexicon()).sometimes(0.8);
/// Batches batches = texts.batches(part.shuffle(42).batch(32), encoder, eda).prefetch();
/// ```
package gradus.augment;
