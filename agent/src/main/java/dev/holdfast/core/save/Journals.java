package dev.holdfast.core.save;

import dev.holdfast.core.fs.Place;
import dev.holdfast.core.observe.Observer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The journals of this process that are not done with: those of saves that failed half-way. */
final class Journals {
  private final Observer observer;
  private final List<Journal> all = new ArrayList<>();

  Journals(Observer observer) {
    this.observer = observer;
  }

  /** Its target may be half rewritten; the bytes stay until a later version is there. */
  void failed(Journal journal) {
    synchronized (all) {
      all.add(journal);
    }
  }

  /** The target has a whole new version: what an earlier, failed one wanted is of no use. */
  void replaced(Place target) {
    for (Journal journal : taken(target.toString())) {
      drop(journal);
    }
  }

  private List<Journal> taken(String target) {
    List<Journal> found = new ArrayList<>();
    synchronized (all) {
      for (Iterator<Journal> each = all.iterator(); each.hasNext(); ) {
        Journal journal = each.next();
        if (journal.target().toString().equals(target)) {
          each.remove();
          found.add(journal);
        }
      }
    }
    return found;
  }

  private void drop(Journal journal) {
    try {
      journal.drop();
    } catch (IOException failure) {
      journal.close();
      observer.tellOnce(
          "journal " + journal.place(),
          "an earlier journal of "
              + journal.target()
              + " can't be removed ("
              + failure.getMessage()
              + "): remove "
              + journal.place()
              + " before the application starts again, or the target goes back to that version");
    }
  }
}
