package org.example.eventstore;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one stream, in {@code NAME.log}, one a line, and the number that the last of them
 * was given, in {@code NAME.seq}: that one outlives the events, which are truncated from time to
 * time.
 *
 * <p>The file is opened for each event and closed again. So "ok" means "closed", as far as this
 * code knows, and truncating can't leave an append going on in a file that is no longer there.
 */
final class EventStream {
  private final File file;
  private final CounterFile counter;
  private final List<Event> events = new ArrayList<Event>();
  private long lastSeq;

  /** Replays what is on disk. */
  EventStream(File folder, String name) throws IOException {
    file = new File(folder, name + ".log");
    counter = new CounterFile(new File(folder, name + ".seq"));
    lastSeq = counter.load();
    if (file.exists()) {
      replay();
    }
  }

  private void replay() throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8));
    try {
      String line;
      while ((line = in.readLine()) != null) {
        events.add(Event.of(line));
      }
    } finally {
      in.close();
    }
  }

  /** The number that {@code data} got. It is taken first, so that none is given twice. */
  synchronized long append(String data) throws IOException {
    Event event = new Event(lastSeq + 1, data);
    counter.save(event.seq);
    lastSeq = event.seq;
    write(event + "\n", true);
    events.add(event);
    return event.seq;
  }

  /** All but the last {@code kept} events go; the counter stays. */
  synchronized void truncate(int kept) throws IOException {
    List<Event> rest =
        new ArrayList<Event>(events.subList(Math.max(0, events.size() - kept), events.size()));
    StringBuilder lines = new StringBuilder();
    for (Event event : rest) {
      lines.append(event).append('\n');
    }
    write(lines.toString(), false);
    events.clear();
    events.addAll(rest);
  }

  synchronized long lastSeq() {
    return lastSeq;
  }

  synchronized List<Event> events() {
    return new ArrayList<Event>(events);
  }

  /** Not safe, either way: nothing is forced, and what is cut off in the middle stays so. */
  private void write(String lines, boolean append) throws IOException {
    FileOutputStream out = new FileOutputStream(file, append);
    try {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    } finally {
      out.close();
    }
  }
}
