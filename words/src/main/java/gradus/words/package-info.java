/// Words of English and Chinese: where they are in a text, and which others mean the same.
///
/// [gradus.words.EnglishWords], [gradus.words.ChineseWords] and, for texts of both,
/// [gradus.words.MixedWords] are what the [augmentations of
/// texts][gradus.augment.TextAugmentations] ask. Their dictionaries are read when a word is first
/// looked up, in about a second, and kept; any number of threads may ask.
///
/// ```java
/// TextAugmentation eda = TextAugmentations.eda(EnglishWords.lexicon());
/// String changed = eda.apply("The film was a pleasant surprise.", RandomKey.of(1));
/// ```
package gradus.words;
