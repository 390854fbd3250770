package samples.shapes;

/** A shape of code that saves a file. */
public interface Shape {
  /** Saves, meets the trouble that the job has for it, and deals with that in its own way. */
  void save(Job job) throws Throwable;
}
