package org.example.eventstore;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The store in one folder: {@code streams/}, {@code blobs/}, {@code state.properties}. */
final class EventStore {
  private static final String LOG = ".log";
  private static final String COUNTER = ".seq";

  final KeyValueFile values;
  final BlobFolder blobs;
  private final File streamsFolder;
  private final Map<String, EventStream> streams = new TreeMap<String, EventStream>();

  /** Replays everything that is there. */
  EventStore(File folder) throws IOException {
    streamsFolder = new File(folder, "streams");
    File blobsFolder = new File(folder, "blobs");
    streamsFolder.mkdirs();
    blobsFolder.mkdirs();
    values = new KeyValueFile(new File(folder, "state.properties"));
    blobs = new BlobFolder(blobsFolder);
    String[] names = streamsFolder.list();
    if (names == null) {
      throw new IOException("cannot list " + streamsFolder);
    }
    for (String name : names) {
      if (name.endsWith(LOG) || name.endsWith(COUNTER)) {
        stream(name.substring(0, name.lastIndexOf('.')));
      }
    }
  }

  /** The stream of that name, a new one if there is none. */
  synchronized EventStream stream(String name) throws IOException {
    EventStream stream = streams.get(name);
    if (stream == null) {
      stream = new EventStream(streamsFolder, name);
      streams.put(name, stream);
    }
    return stream;
  }

  synchronized Set<String> streams() {
    return new TreeSet<String>(streams.keySet());
  }
}
