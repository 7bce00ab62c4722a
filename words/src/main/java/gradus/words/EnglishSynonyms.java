package gradus.words;

import gradus.words.EnglishForms.Form;
import gradus.words.WordNet.Sense;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Which words can stand in an English word's place.
final class EnglishSynonyms {
  /// How many times as often a word must be read one way as any other.
  private static final int CLEARLY = 2;

  private final WordNet wordNet;
  private final EnglishForms forms;

  private EnglishSynonyms(WordNet wordNet) {
    this.wordNet = wordNet;
    forms = new EnglishForms(wordNet.bases());
  }

  static EnglishSynonyms load() {
    return new EnglishSynonyms(WordNet.load());
  }

  /// What a word can be read as: a form of a word of some part of speech.
  ///
  /// @param count how often the tagged corpora have the word in all its forms
  private record Reading(EnglishForms.Origin origin, int count) {}

  List<String> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (StopWords.contains(lower)) {
      return List.of();
    }
    List<Reading> readings = readings(lower);
    if (readings.isEmpty()) {
      return List.of();
    }
    return isClear(readings) ? synonyms(readings.getFirst().origin(), lower) : List.of();
  }

  private static boolean isClear(List<Reading> readings) {
    Reading first = readings.getFirst();
    // An `ending` is more than what somebody who is ending something does.
    boolean own = first.origin().form() == Form.BASE;
    return readings.stream()
        .skip(1)
        .allMatch(other ->
            first.count() > CLEARLY * other.count()
                && (own || other.origin().form() != Form.BASE || other.count() == 0));
  }

  /// What a word can be read as, the most frequent first.
  private List<Reading> readings(String word) {
    List<Reading> readings = new ArrayList<>();
    for (EnglishForms.Origin origin : forms.origins(word)) {
      List<Sense> senses = senses(origin);
      if (!senses.isEmpty()) {
        readings.add(new Reading(origin, senses.stream().mapToInt(Sense::count).sum()));
      }
    }
    readings.sort(Comparator.comparingInt(Reading::count).reversed());
    return readings;
  }

  private List<Sense> senses(EnglishForms.Origin origin) {
    return wordNet.senses().getOrDefault(origin.base(), List.of()).stream()
        .filter(sense -> sense.speech() == origin.speech())
        .toList();
  }

  /// The words of the most frequent sense, in the same form.
  private List<String> synonyms(EnglishForms.Origin origin, String word) {
    if (origin.form() == Form.IRREGULAR) {
      return List.of();
    }
    Sense sense = senses(origin).stream().min(Comparator.comparingInt(Sense::number)).orElseThrow();
    List<String> members = wordNet.members().getOrDefault(sense.key(), List.of());
    if (!members.contains(origin.base())) {
      return List.of();
    }
    boolean tagged =
        members.stream().anyMatch(member -> isOther(member, origin) && count(member, sense) > 0);
    Set<String> synonyms = new LinkedHashSet<>();
    for (String member : members) {
      String formed = forms.formed(member, origin.speech(), origin.form());
      boolean usual = tagged ? count(member, sense) > 0 : isFirst(member, sense);
      if (formed != null
          && usual
          && isOther(member, origin)
          && !formed.equals(word)
          && !StopWords.contains(formed)) {
        synonyms.add(formed);
      }
    }
    return List.copyOf(synonyms);
  }

  private static boolean isOther(String member, EnglishForms.Origin origin) {
    return !member.equals(origin.base());
  }

  /// How often the tagged corpora have a word in a sense: what nobody writes is no replacement.
  private int count(String member, Sense sense) {
    return entries(member, sense).mapToInt(Sense::count).sum();
  }

  /// Whether a sense is the first that a word has.
  private boolean isFirst(String member, Sense sense) {
    return entries(member, sense).anyMatch(one -> one.number() == 1);
  }

  private Stream<Sense> entries(String member, Sense sense) {
    return wordNet.senses().getOrDefault(member, List.of()).stream()
        .filter(one -> one.key() == sense.key());
  }
}
