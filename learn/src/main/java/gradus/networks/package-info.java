/// Networks that come up again and again, ready to be trained: each is a [gradus.nn.Model] made of
/// the layers of [gradus.nn], and its source shows how to make another.
package gradus.networks;
