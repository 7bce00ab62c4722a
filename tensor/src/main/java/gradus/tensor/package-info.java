/// Tensors, the operations on them, their gradients, and programs made of them.
///
/// - **What users hold**: [Tensor][gradus.tensor.Tensor], [Shape][gradus.tensor.Shape],
///   [DType][gradus.tensor.DType], [Signature][gradus.tensor.Signature]; its methods are in the
///   mixins `Arithmetic`, `Reductions`, `Layouts`, `Matrices`, `Orders`, `Pictures`.
/// - **What an operation is**: [Op][gradus.tensor.Op], with its settings (`Attributes`) and
///   `Names`.
/// - **Which operations are allowed**: `Inference`, with `Checks`, `ConvolutionRules`, `Windows`.
/// - **What they compute**: `Evaluator`, with `Elementwise`, `Reducing`, `Moving`, `Indexing`,
///   `Ordering`, `MatrixProduct`, `Convolving`, `Longs`, over `Arrays` and `Strides`.
/// - **Gradients**: `Vjp` is the chain rule; `Gradients` walks back, `Contributions` adds up, and
///   `Choices` says which of two forms is faster.
/// - **Graphs, as data**: [Graph][gradus.tensor.Graph], made by `GraphBuilder`, with `GraphText`
///   and `Fingerprint`; [OpenGraph][gradus.tensor.OpenGraph], made by `OpenBatch`.
/// - **Running graphs**: [Program][gradus.tensor.Program] and [State][gradus.tensor.State], by way
///   of `Fusion`, `FusedLoop` and `Plan`.
package gradus.tensor;
