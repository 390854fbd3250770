package dev.holdfast.core.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Any number of YAML 1.2 documents, as events: nothing is built of them, so nothing can grow. */
final class YamlSyntax extends Syntax {
  /** At once; of a document with more, aliases are no longer looked up. */
  private static final int ANCHORS_MAX = 10_000;

  private static final int BUFFER_CHARS = 16 << 10;

  /** A mark holds the buffer it is in, and a parser the marks of all levels it is in. */
  private static final long MARKED_BYTES_MAX = 1 << 20;

  private final Content content;
  private final boolean marked;
  private final Set<String> anchors = new HashSet<>();
  private StreamReader text;

  private YamlSyntax(Content content) {
    this.content = content;
    this.marked = content.size() <= MARKED_BYTES_MAX;
  }

  static String check(Content content) throws IOException {
    return new YamlSyntax(content).whyNotOrNull(content);
  }

  @Override
  String whyNotOrNull(Reading in) {
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(marked)
            .setBufferSize(BUFFER_CHARS)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();
    text = new StreamReader(settings, new YamlUnicodeReader(in));
    ParserImpl events = new ParserImpl(settings, text);
    int level = 0;
    while (events.hasNext()) {
      Event event = events.next();
      in.nextPiece();
      switch (event.getEventId()) {
        case DocumentStart:
          anchors.clear();
          break;
        case MappingStart:
        case SequenceStart:
          level++;
          break;
        case MappingEnd:
        case SequenceEnd:
          level--;
          break;
        default:
      }
      if (level > LEVELS_MAX) {
        return at(event.getStartMark(), TOO_DEEP);
      }
      String unknown = unknownAnchorOrNull(event);
      if (unknown != null) {
        return at(event.getStartMark(), "'*" + unknown + "' has no anchor before it");
      }
    }
    return null;
  }

  private String unknownAnchorOrNull(Event event) {
    Optional<Anchor> anchor =
        event instanceof NodeEvent ? ((NodeEvent) event).getAnchor() : Optional.empty();
    if (!anchor.isPresent() || anchors.size() >= ANCHORS_MAX) {
      return null;
    }
    String name = anchor.get().getValue();
    if (event instanceof AliasEvent) {
      return anchors.contains(name) ? null : name;
    }
    anchors.add(name);
    return null;
  }

  @Override
  String explain(Throwable wrong, String words) throws IOException {
    if (wrong instanceof MarkedYamlEngineException) {
      MarkedYamlEngineException told = (MarkedYamlEngineException) wrong;
      String context = told.getContext() == null ? "" : " " + told.getContext();
      return at(told.getProblemMark(), firstLine(told.getProblem() + context));
    }
    if (wrong instanceof ReaderException) {
      ReaderException told = (ReaderException) wrong;
      return at(told.getPosition(), "the character U+" + hex(told.getCodePoint()) + " may not be");
    }
    return at(Optional.empty(), words);
  }

  private static String hex(int codePoint) {
    String digits = "000" + Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
    return digits.substring(Math.min(3, digits.length() - 4));
  }

  /** The reader counts code points only, and is ahead of the parser: this counts again. */
  private String at(int position, String words) throws IOException {
    int line = 1;
    int column = 1;
    try (Reader again = new BufferedReader(new YamlUnicodeReader(content.open()))) {
      for (int i = 0; i < position; i++) {
        int c = again.read();
        if (c == '\n') {
          line++;
          column = 1;
        } else if (!Character.isHighSurrogate((char) c)) {
          column++;
        } else {
          i--; // its low surrogate is the code point
        }
      }
    }
    return at(line, column, words);
  }

  /** Without a mark it's the place up to where the text was understood. */
  private String at(Optional<Mark> mark, String words) {
    if (mark.isPresent()) {
      return at(mark.get().getLine() + 1, mark.get().getColumn() + 1, words);
    }
    return text == null ? at(1, 1, words) : at(text.getLine() + 1, text.getColumn() + 1, words);
  }
}
