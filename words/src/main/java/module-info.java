import org.jspecify.annotations.NullMarked;

/// Dictionaries of English and Chinese, for the augmentation of texts.
@NullMarked
module gradus.words {
  requires transitive gradus.learn;
  requires hanlp.portable;
  requires extjwnl.data.wn31;
  // HanLP is an automatic module, which cannot say itself that it needs this one.
  requires java.logging;
  requires static transitive org.jspecify;

  exports gradus.words;
}
