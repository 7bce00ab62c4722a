package gradus.examples;

import static gradus.nn.Layers.*;

import module gradus.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// A CSV file of one's own, numbers, words and gaps in it, and a network that answers one of its
/// columns.
public final class OwnTable {
  /// A file like one from a café: who comes back?
  static Path writeGuests(Path file, long seed) throws Exception {
    var random = new SplittableRandom(seed);
    var lines = new StringBuilder("drink,minutes waited,price,comes back\n");
    for (int i = 0; i < 600; i++) {
      String drink = List.of("coffee", "tea", "juice").get(random.nextInt(3));
      int waited = random.nextInt(30);
      double price = 2.5 + random.nextInt(4);
      boolean back = waited < (drink.equals("tea") ? 20 : 10);
      lines.append(drink + "," + (i % 20 == 0 ? "" : waited) + "," + price + "," + back + "\n");
    }
    return Files.writeString(file, lines);
  }

  /// What a network that was trained on most rows says to the others.
  record Result(List<Answer> answers, double accuracy) {}

  static Result train(Path csv, String target, long seed) throws FileException {
    TableSplit parts = Table.readCsv(csv).stratifiedSplit(target, 0.8, seed);
    TableEncoder encoder = TableEncoder.fit(parts.first(), target);
    Dataset data = encoder.dataset(parts.first());
    Model model =
        Model.of(data.inputShape(), seed(seed), dense(16), relu(), dense(encoder.outputs()));
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(0.01)).metrics(Metrics.accuracy());
    trainer.fit(data.shuffle(seed).batch(16), 30);
    List<Answer> answers = encoder.answers(model.predict(encoder.inputs(parts.rest())));
    Evaluation test = trainer.evaluate(encoder.dataset(parts.rest()).batch(64));
    return new Result(answers, test.value("accuracy"));
  }

  static void main() throws Exception {
    Path csv = writeGuests(Files.createTempFile("guests", ".csv"), 42);
    Result result = train(csv, "comes back", 42);
    IO.println(result.answers().subList(0, 3));
    IO.println("right in " + result.accuracy());
  }
}
