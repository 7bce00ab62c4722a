package gradus.course.transformer;

import gradus.data.Batch;
import gradus.nn.Model;
import gradus.tensor.Tensor;
import gradus.text.BeamSearch;
import gradus.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/// What a model wrote for pairs, and how much of it is exactly right.
///
/// @param pairs what was asked
/// @param texts what was written, in words
/// @param logProbability of what was written, on average
record Written(List<Pair> pairs, List<List<String>> texts, double logProbability) {
  Written {
    pairs = List.copyOf(pairs);
    texts = List.copyOf(texts);
  }

  /// What a search finds; no text is longer than any number in words.
  static Written by(Model model, List<Pair> pairs, int width) {
    int time = pairs.stream().mapToInt(pair -> pair.read().size() + 1).max().orElse(1);
    int longest = pairs.stream().mapToInt(pair -> pair.target().size() + 4).max().orElse(1);
    List<List<String>> texts = new ArrayList<>();
    double sum = 0;
    BeamSearch search = BeamSearch.of(width, longest);
    for (List<BeamSearch.Hypothesis> found : search.search(model, Corpus.sources(pairs, time))) {
      texts.add(Task.WORDS.decode(found.getFirst().tokens()));
      sum += found.getFirst().logProbability();
    }
    return new Written(pairs, texts, sum / pairs.size());
  }

  /// What comes where the model is given all that it wrote so far at each step, and takes its most
  /// likely token: for one that cannot go on step by step, because its decoder sees all places.
  static Written again(Model model, Corpus corpus, List<Pair> pairs) {
    int time = corpus.targetTime();
    Tensor source = Corpus.sources(pairs, corpus.sourceTime());
    int[] so = new int[pairs.size() * time];
    int[][] said = new int[pairs.size()][time];
    for (int t = 0; t < time; t++) {
      for (int i = 0; i < said.length; i++) {
        so[i * time + t] = t == 0 ? Vocabulary.BEGIN : said[i][t - 1];
      }
      Tensor target = Tensor.ofInts(so).reshape(pairs.size(), time);
      int[] best = model.predict(List.of(source, target)).argMax(-1).toInts();
      for (int i = 0; i < said.length; i++) {
        said[i][t] = best[i * time + t];
      }
    }
    List<List<String>> texts = new ArrayList<>();
    for (int[] one : said) {
      texts.add(Task.WORDS.decode(java.util.Arrays.stream(one).boxed().toList()));
    }
    return new Written(pairs, texts, Double.NaN);
  }

  /// The share of pairs of which a model tells each token rightly, given those before: as many as
  /// it writes rightly when it takes its most likely token each time, where no place sees what it
  /// is to tell.
  static double told(Model model, Corpus corpus, List<Pair> pairs) {
    Batch batch = corpus.batch(pairs);
    int[] said = model.predict(batch.inputs()).argMax(-1).toInts();
    int[] right = batch.target().toInts();
    int time = corpus.targetTime();
    int exact = 0;
    for (int i = 0; i < pairs.size(); i++) {
      boolean same = true;
      for (int t = i * time; t < (i + 1) * time; t++) {
        same &= right[t] == Vocabulary.PADDING || right[t] == said[t];
      }
      exact += same ? 1 : 0;
    }
    return (double) exact / pairs.size();
  }

  boolean isRight(int pair) {
    return texts.get(pair).equals(pairs.get(pair).target());
  }

  /// The share that is exactly right.
  double exact() {
    long right = java.util.stream.IntStream.range(0, pairs.size()).filter(this::isRight).count();
    return (double) right / pairs.size();
  }

  /// The share of one task that is exactly right.
  double exact(Task task) {
    int[] all =
        java.util.stream.IntStream.range(0, pairs.size())
            .filter(i -> pairs.get(i).task() == task)
            .toArray();
    return (double) java.util.Arrays.stream(all).filter(this::isRight).count() / all.length;
  }

  /// The first that is wrong; -1 where none is.
  int firstWrong() {
    return java.util.stream.IntStream.range(0, pairs.size())
        .filter(i -> !isRight(i))
        .findFirst()
        .orElse(-1);
  }
}
