package gradus.course.backpropagation;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;

import gradus.nn.Dense;
import gradus.nn.Initializer;
import gradus.nn.Initializers;
import gradus.nn.Model;
import gradus.nn.MultiInputLayer;
import gradus.nn.Pass;
import gradus.nn.Seed;
import gradus.nn.Sequential;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.List;

/// The paper's network of five layers that completes "person, relation": 24 and 12 inputs, 6 units
/// that see the person alone and 6 that see the relation alone, 12, 6, and 24 for the answer.
///
/// @param person from 24 units, one for each person, to 6
/// @param relation from 12 units, one for each relation, to 6
/// @param rest from these 12 to the answer
record KinshipNetwork(Sequential person, Sequential relation, Sequential rest)
    implements MultiInputLayer {
  /// How many units a person is told by.
  static final int CODE = 6;

  private static final int CENTRAL = 12;

  @Override
  public Tensor apply(List<Tensor> inputs) {
    Pass pass = Pass.current();
    Tensor who = pass.apply(this, "person", person, inputs.get(0));
    Tensor which = pass.apply(this, "relation", relation, inputs.get(1));
    return pass.apply(this, "rest", rest, Tensor.concat(1, List.of(who, which)));
  }

  /// A network before it learns.
  ///
  /// @param limit weights start between this and its negative
  static Model model(long seed, double limit) {
    Initializer start = Initializers.uniform(limit);
    int people = Person.values().length;
    return Model.of(
        List.of(Signature.floats(people), Signature.floats(Relation.values().length)),
        Seed.of(seed),
        (shapes, place) ->
            new KinshipNetwork(
                sequential(units(CODE, start), sigmoid())
                    .build(shapes.get(0), place.child("person")),
                sequential(units(CODE, start), sigmoid())
                    .build(shapes.get(1), place.child("relation")),
                sequential(
                        units(CENTRAL, start),
                        sigmoid(),
                        units(CODE, start),
                        sigmoid(),
                        units(people, start),
                        sigmoid())
                    .build(Shape.of(2 * CODE), place.child("rest"))));
  }

  private static Dense.Spec units(int count, Initializer start) {
    return dense(count).withWeights(start, start);
  }

  /// The weights from the people to the 6 units, `[24, 6]`.
  static Tensor weights(Model model) {
    return ((Dense) of(model).person.layers().getFirst()).weight().value();
  }

  /// The activities of the 6 units for each person, `[24, 6]`.
  static Tensor codes(Model model) {
    Tensor everyone = Tensor.eye(Person.values().length);
    return Pass.inference(() -> of(model).person.apply(everyone));
  }

  private static KinshipNetwork of(Model model) {
    return (KinshipNetwork) model.root();
  }
}
