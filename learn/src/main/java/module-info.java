import org.jspecify.annotations.NullMarked;

/// What a library user imports: layers, losses, optimizers, data, training, saving and figures.
///
/// A guide in three programs: [train on your own data](doc-files/own-data.html).
@NullMarked
module gradus.learn {
  requires transitive gradus.tensor;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires java.desktop;
  requires static transitive org.jspecify;

  exports gradus.augment;
  exports gradus.data;
  exports gradus.diffusion;
  exports gradus.io;
  exports gradus.networks;
  exports gradus.nn;
  exports gradus.plot;
  exports gradus.loss;
  exports gradus.optim;
  exports gradus.search;
  exports gradus.table;
  exports gradus.text;
  exports gradus.train;
}
