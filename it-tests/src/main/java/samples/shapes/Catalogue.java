package samples.shapes;

/** Shapes that go together. Has a public constructor without parameters. */
public interface Catalogue {
  void addTo(Shapes shapes);
}
