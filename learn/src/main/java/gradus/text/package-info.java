/// Text for models: tokens and back, windows of tokens to learn from, and models that write.
///
/// ```java
/// var tokenizer = CharacterTokenizer.of(poems);
/// var parts = TextWindows.of(tokenizer.encode(poems), 64).split(0.9);
/// var model = Networks.characterLstm(tokenizer.size(), 64, 256, 2, 0.2, seed(42));
/// Trainer.of(model, Losses::crossEntropy, Adam.of(2e-3))
///     .fit(parts.first().shuffle(42).batch(32), parts.rest().batch(32), 20);
/// var writer = new TextModel(model, tokenizer);
/// String more = writer.generate("Shall I compare", 200, Sampling.of().withTemperature(0.8), 42);
/// ```
package gradus.text;
