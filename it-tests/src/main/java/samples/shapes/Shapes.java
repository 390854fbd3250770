package samples.shapes;

import java.util.ArrayList;
import java.util.List;

/** The shapes of a run, each with the ending that is right when it meets its trouble. */
public final class Shapes {
  /** What a shape can afford, and when its save is over. */
  enum Pace {
    QUICK,
    /** Forces its file: only a real one bears that. */
    FORCING,
    /** Starts threads or uses up the stack each time. */
    SLOW,
    /** The save ends when the collector has found its stream. */
    COLLECTED
  }

  static final class Entry {
    final String name;
    final Ending inTrouble;
    final Pace pace;
    final Shape shape;

    Entry(String name, Ending inTrouble, Pace pace, Shape shape) {
      this.name = name;
      this.inTrouble = inTrouble;
      this.pace = pace;
      this.shape = shape;
    }
  }

  final List<Entry> all = new ArrayList<>();

  public void add(String name, Ending inTrouble, Shape shape) {
    all.add(new Entry(name, inTrouble, Pace.QUICK, shape));
  }

  public void addForcing(String name, Ending inTrouble, Shape shape) {
    all.add(new Entry(name, inTrouble, Pace.FORCING, shape));
  }

  public void addSlow(String name, Ending inTrouble, Shape shape) {
    all.add(new Entry(name, inTrouble, Pace.SLOW, shape));
  }

  public void addCollected(String name, Ending inTrouble, Shape shape) {
    all.add(new Entry(name, inTrouble, Pace.COLLECTED, shape));
  }
}
