package dev.holdfast.core.control;

import java.nio.charset.StandardCharsets;

/** What a request has led to: a word for programs, a text for people or a JSON object. */
public final class Answer {
  /** Shows in the first line of an answer's file, in lower case. */
  public enum Word {
    DONE,
    FAILED,
    /** As exit status 78. */
    WRONG,
    /** Not done yet: ask again. */
    PENDING
  }

  private final Word word;
  private final String text;

  public Answer(Word word, String text) {
    this.word = word;
    this.text = text;
  }

  public Word word() {
    return word;
  }

  /** May have several lines. */
  public String text() {
    return text;
  }

  /** As it stands in a file. */
  public byte[] toBytes() {
    return (word + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }

  /** Throws {@code IllegalArgumentException} where {@code bytes} are no answer. */
  public static Answer of(byte[] bytes) {
    String file = new String(bytes, StandardCharsets.UTF_8);
    int end = file.indexOf('\n');
    if (end < 0) {
      throw new IllegalArgumentException("no answer: " + file);
    }
    return new Answer(Word.valueOf(file.substring(0, end)), file.substring(end + 1));
  }
}
