package dev.holdfast.it.eventstore;

import dev.holdfast.it.eventstore.Offence.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One client with streams, keys and blobs of its own, and the books of them: what was acknowledged,
 * and the one command that had no answer when the service died.
 */
final class Client implements Callable<Void> {
  private static final int STREAMS = 2;
  private static final int KEYS = 10;
  private static final int KEPT_MOST = 3;

  private final String name;
  private final Random random;
  private final List<Offence> offences = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private Held held = new Held();
  private Change inFlightOrNull;
  private int number;
  private Connection connection;
  private Ground ground;

  Client(int number, long seed) {
    name = "c" + number;
    random = new Random(seed + number);
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /** Goes on with {@code connection}, which it closes, at its next {@link #call}. */
  void connect(Connection fresh, Ground below) {
    connection = fresh;
    ground = below;
  }

  /** Command after command until there is no answer, or an error. */
  @Override
  public Void call() throws IOException {
    try (Connection open = connection) {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = random.nextInt(32) == 0 ? askForLastSeq(open) : change(open);
      }
    }
    return null;
  }

  private boolean change(Connection open) {
    Change next = next();
    inFlightOrNull = next;
    String answer;
    try {
      answer = open.ask(next.line());
    } catch (IOException gone) {
      return false;
    }
    if (!answer.startsWith("ok")) {
      refused(answer);
      return false;
    }
    held.apply(next);
    inFlightOrNull = null;
    acknowledged.incrementAndGet();
    if (next instanceof Change.Append append) {
      expect(append.stream(), answer);
    }
    return true;
  }

  private boolean askForLastSeq(Connection open) {
    String stream = stream();
    try {
      expect(stream, open.ask("last-seq " + stream));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private void expect(String stream, String answer) {
    String expected = "ok " + held.stream(stream).lastSeq();
    if (!answer.equals(expected)) {
      offences.add(new Offence(Kind.DIVERGED, stream + ": " + answer + ", expected " + expected));
    }
  }

  private void refused(String answer) {
    if (!ground.isFailing()) {
      offences.add(new Offence(Kind.REFUSED, answer));
    }
  }

  private Change next() {
    int dice = random.nextInt(100);
    number++;
    if (dice < 55) {
      return new Change.Append(stream(), Payload.of(name, number, eventLetters()));
    }
    if (dice < 67) {
      return new Change.Truncate(stream(), random.nextInt(KEPT_MOST + 1));
    }
    if (dice < 72) {
      return new Change.Blob(Payload.of(name, number, 1000 + random.nextInt(16_000)));
    }
    String key = name + "-key" + random.nextInt(KEYS);
    return new Change.Put(key, Payload.of(name, number, 500 + random.nextInt(3000)));
  }

  /** A few, some pages, many pages. */
  private int eventLetters() {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return random.nextInt(300);
    }
    if (dice < 70) {
      return 4000 + random.nextInt(12_000);
    }
    return dice < 90 ? 16_000 + random.nextInt(48_000) : 64_000 + random.nextInt(192_000);
  }

  private String stream() {
    return name + "-stream" + random.nextInt(STREAMS);
  }

  /** Nothing is left of the store: the books begin anew. */
  void forget() {
    held = new Held();
    inFlightOrNull = null;
  }

  /** Judges its part of what a start serves, and takes that into its books. */
  List<Offence> settle(Held found) {
    List<Offence> all = new ArrayList<>(offences);
    offences.clear();
    Held part = new Held();
    for (int i = 0; i < STREAMS; i++) {
      String stream = name + "-stream" + i;
      StreamState state = found.stream(stream);
      all.addAll(StreamState.judge(stream, allowed(stream), state));
      part.streams.put(stream, state);
    }
    for (int i = 0; i < KEYS; i++) {
      String key = name + "-key" + i;
      judgeValue(key, found.values.get(key), all);
      if (found.values.containsKey(key)) {
        part.values.put(key, found.values.get(key));
      }
    }
    for (String blob : held.blobs) {
      if (found.blobs.contains(blob)) {
        part.blobs.add(blob);
      } else {
        all.add(new Offence(Kind.LOST, "blob " + blob));
      }
    }
    held = part;
    inFlightOrNull = null;
    return all;
  }

  private List<StreamState> allowed(String stream) {
    StreamState before = held.stream(stream);
    if (inFlightOrNull instanceof Change.Append append && append.stream().equals(stream)) {
      return append.outcomes(before);
    }
    if (inFlightOrNull instanceof Change.Truncate truncate && truncate.stream().equals(stream)) {
      return truncate.outcomes(before);
    }
    return List.of(before);
  }

  private void judgeValue(String key, String foundOrNull, List<Offence> all) {
    String beforeOrNull = held.values.get(key);
    boolean isNew =
        inFlightOrNull instanceof Change.Put put
            && put.key().equals(key)
            && put.value().equals(foundOrNull);
    if (isNew || Objects.equals(foundOrNull, beforeOrNull)) {
      return;
    }
    if (foundOrNull == null || Payload.isWhole(foundOrNull)) {
      all.add(new Offence(Kind.LOST, key + ": now " + foundOrNull));
    } else {
      all.add(new Offence(Kind.TORN_VALUE, key + ": " + Payload.told(foundOrNull)));
    }
  }
}
