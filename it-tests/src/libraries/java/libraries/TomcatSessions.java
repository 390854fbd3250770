package libraries;

import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;

/** {@code StandardManager.unload()}: SESSIONS.ser, all sessions of an application that stops. */
public final class TomcatSessions implements Library {
  private static StandardManager manager(File folder) {
    Context context = new StandardContext();
    context.setName("app");
    StandardManager manager = new StandardManager();
    manager.setContext(context);
    manager.setPathname(new File(folder, "SESSIONS.ser").getAbsolutePath());
    return manager;
  }

  @Override
  public void save(File folder, int version) throws Exception {
    StandardManager manager = manager(folder);
    StandardSession session = new StandardSession(manager);
    session.setId("one", false);
    session.setValid(true);
    for (Map.Entry<String, String> entry : Entries.of(version).entrySet()) {
      session.setAttribute(entry.getKey(), entry.getValue(), false);
    }
    manager.add(session);
    manager.unload();
  }

  @Override
  public int load(File folder) throws Exception {
    StandardManager manager = manager(folder);
    manager.load();
    Session[] sessions = manager.findSessions();
    if (sessions.length == 0) {
      return 0;
    }
    StandardSession session = (StandardSession) sessions[0];
    Map<String, String> entries = new TreeMap<String, String>();
    for (String name : Collections.list(session.getAttributeNames())) {
      entries.put(name, (String) session.getAttribute(name));
    }
    if (sessions.length > 1) {
      throw new IOException(sessions.length + " sessions");
    }
    return Entries.versionOf(entries);
  }
}
