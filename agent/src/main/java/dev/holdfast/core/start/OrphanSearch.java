package dev.holdfast.core.start;

import dev.holdfast.core.config.Configuration;
import dev.holdfast.core.config.Root;
import dev.holdfast.core.config.Rule;
import dev.holdfast.core.fs.Fs;
import dev.holdfast.core.observe.Observer;
import dev.holdfast.core.recover.Orphans;
import dev.holdfast.core.save.Owner;

/** Has what crashes left removed: what is near at once, the rest by a thread of its own. */
final class OrphanSearch {
  /** How long the start may look for orphans before a thread goes on. */
  private static final long NANOS_AT_ONCE = 20_000_000L;

  private final Fs fs;
  private final Owner self;
  private final Observer observer;

  private Orphans latestOrNull;
  private Thread threadOrNull;

  OrphanSearch(Fs fs, Owner self, Observer observer) {
    this.fs = fs;
    this.self = self;
    this.observer = observer;
  }

  /** In the folders of {@code configuration}'s rules, and in the state folder. */
  void removeOf(Configuration configuration, String stateFolder) {
    Orphans orphans = new Orphans(fs, self, observer, Orphans.FOLDERS_OF_A_START);
    orphans.add(stateFolder, Root.NONE);
    for (Rule rule : configuration.rules()) {
      for (Root root : rule.roots()) {
        orphans.add(root.folder(), root.depth());
      }
    }
    if (!orphans.removeFor(NANOS_AT_ONCE)) {
      latestOrNull = orphans;
      threadOrNull = new Thread(new Rest(orphans), "holdfast-recovery");
      threadOrNull.setDaemon(true);
      threadOrNull.setContextClassLoader(null);
      threadOrNull.start();
    }
  }

  /** Ends the latest search, and waits for that; what it has not seen is for the next start. */
  void stop() throws InterruptedException {
    if (threadOrNull != null) {
      latestOrNull.stop();
      threadOrNull.join();
    }
  }

  /** What the start had no time for. */
  private static final class Rest implements Runnable {
    private final Orphans orphans;

    Rest(Orphans orphans) {
      this.orphans = orphans;
    }

    @Override
    public void run() {
      orphans.removeFor(Long.MAX_VALUE);
    }
  }
}
