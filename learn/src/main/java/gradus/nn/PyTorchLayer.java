package gradus.nn;

/// A layer whose counterpart in PyTorch calls its tensors otherwise, or lays them out otherwise:
/// [PyTorchWeights] reads and writes them as [#inPyTorch] says.
///
/// Every other layer has there the names that its record's components have, and the same layouts.
///
/// ```java
/// record Dense(Parameter weight, Parameter bias) implements PyTorchLayer {
///   public PyTorchNames inPyTorch() {
///     return PyTorchNames.of().transposed("weight", weight).tensor("bias", bias);
///   }
/// }
/// ```
public interface PyTorchLayer extends Layer {
  /// The names and layouts of what `state_dict()` of the counterpart holds.
  PyTorchNames inPyTorch();
}
