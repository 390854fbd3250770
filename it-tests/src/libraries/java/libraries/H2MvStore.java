package libraries;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A transaction of a store that looks after itself: {@code commit}, {@code sync}, {@code close}. */
public final class H2MvStore implements Library {
  @Override
  public void save(File folder, int version) {
    MVStore store = MVStore.open(new File(folder, "store.mv").getPath());
    MVMap<String, String> map = store.openMap("state");
    map.clear();
    map.putAll(Entries.of(version));
    store.commit();
    store.sync();
    store.close();
  }

  @Override
  public int load(File folder) throws Exception {
    MVStore store = MVStore.open(new File(folder, "store.mv").getPath());
    try {
      MVMap<String, String> map = store.openMap("state");
      return Entries.versionOf(new TreeMap<String, String>((Map<String, String>) map));
    } finally {
      store.closeImmediately();
    }
  }
}
