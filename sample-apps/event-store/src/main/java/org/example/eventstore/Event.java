package org.example.eventstore;

/** One event of a stream, as it is written: {@code SEQ DATA}. */
final class Event {
  final long seq;
  final String data;

  Event(long seq, String data) {
    this.seq = seq;
    this.data = data;
  }

  /**
   * Of a line of the file, whatever that holds: half a line is an event with half its data, and
   * what is no number stops the start with a NumberFormatException.
   */
  static Event of(String line) {
    int blank = line.indexOf(' ');
    return blank < 0
        ? new Event(Long.parseLong(line), "")
        : new Event(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1));
  }

  @Override
  public String toString() {
    return seq + " " + data;
  }
}
