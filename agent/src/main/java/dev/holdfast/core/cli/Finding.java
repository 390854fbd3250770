package dev.holdfast.core.cli;

/** One sentence of a diagnosis. */
final class Finding {
  /** How bad it is. */
  enum Word {
    OK,
    /** Saves work, but less than the promise holds, or nobody has tried. */
    WARN,
    /** The promise can't be kept here. */
    FAIL
  }

  private final Word word;
  private final String subject;
  private final String sentence;

  private Finding(Word word, String subject, String sentence) {
    this.word = word;
    this.subject = subject;
    this.sentence = sentence;
  }

  static Finding ok(String subject, String sentence) {
    return new Finding(Word.OK, subject, sentence);
  }

  static Finding warn(String subject, String sentence) {
    return new Finding(Word.WARN, subject, sentence);
  }

  static Finding fail(String subject, String sentence) {
    return new Finding(Word.FAIL, subject, sentence);
  }

  Word word() {
    return word;
  }

  String subject() {
    return subject;
  }

  String sentence() {
    return sentence;
  }

  /** {@code WORD subject: sentence}, the word padded to four letters. */
  @Override
  public String toString() {
    return String.format("%-4s  %s: %s", word, subject, sentence);
  }
}
