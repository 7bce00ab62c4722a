/// Layers, models and initial weights.
///
/// A layer is a record that turns a tensor into a tensor; [gradus.nn.Layers] makes them by name,
/// and [gradus.nn.Model] joins them. The only things that ever change are the
/// [parameters][gradus.nn.Parameter] and [buffers][gradus.nn.Buffer] that layers hold.
package gradus.nn;
