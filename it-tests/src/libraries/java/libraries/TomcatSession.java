package libraries;

import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.FileStore;
import org.apache.catalina.session.PersistentManager;
import org.apache.catalina.session.StandardSession;

/** {@code FileStore.save(session)}: a session that is swapped out or backed up. */
public final class TomcatSession implements Library {
  private static FileStore store(File folder) {
    Context context = new StandardContext();
    context.setName("app");
    PersistentManager manager = new PersistentManager();
    manager.setContext(context);
    FileStore store = new FileStore();
    store.setDirectory(folder.getPath());
    store.setManager(manager);
    return store;
  }

  @Override
  public void save(File folder, int version) throws Exception {
    FileStore store = store(folder);
    StandardSession session = new StandardSession(store.getManager());
    session.setId("one", false);
    session.setValid(true);
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      session.setAttribute(entry.getKey(), entry.getValue(), false);
    }
    store.save(session);
  }

  @Override
  public int load(File folder) throws Exception {
    StandardSession session = (StandardSession) store(folder).load("one");
    if (session == null) {
      throw new IOException("there is no session");
    }
    Map<String, String> entries = new TreeMap<String, String>();
    for (String name : Collections.list(session.getAttributeNames())) {
      entries.put(name, (String) session.getAttribute(name));
    }
    return Entries.versionOf(entries);
  }
}
