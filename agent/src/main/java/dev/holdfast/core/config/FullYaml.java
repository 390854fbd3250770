package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * All of YAML 1.2 by snakeyaml-engine, as events: nothing is resolved or constructed. Anchors,
 * aliases, tags and further documents are refused, so no text can grow.
 */
final class FullYaml {
  private static final int MOST_LEVELS = 16;

  private final SourceText source;
  private final Problems problems;
  private final ParserImpl events;

  private FullYaml(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    LoadSettings settings = LoadSettings.builder().build();
    this.events = new ParserImpl(settings, new StreamReader(settings, source.text));
  }

  /** The one document of {@code source}; an empty scalar if there is none. */
  static YamlNode parse(SourceText source, Problems problems) throws ConfigurationException {
    try {
      return new FullYaml(source, problems).document();
    } catch (MarkedYamlEngineException wrong) {
      tellSyntax(source, problems, wrong);
    } catch (ReaderException wrong) {
      int index = source.text.offsetByCodePoints(0, wrong.getPosition());
      problems.add(
          index,
          "the character U+" + hex(wrong.getCodePoint()) + " may not be in YAML",
          "in double quotes it can be written \\u" + hex(wrong.getCodePoint()));
    } catch (YamlEngineException wrong) {
      problems.add(0, "not YAML: " + wrong.getMessage());
    }
    problems.throwIfAny();
    return YamlNode.scalar(0, "");
  }

  private static String hex(int codePoint) {
    String digits = "000" + Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
    return digits.substring(Math.min(3, digits.length() - 4));
  }

  private static void tellSyntax(
      SourceText source, Problems problems, MarkedYamlEngineException wrong) {
    int index = indexOf(source, wrong.getProblemMark());
    if (index >= source.text.trim().length() && wrong.getContextMark().isPresent()) {
      index = indexOf(source, wrong.getContextMark()); // where it was opened, not where all ends
    }
    String context = wrong.getContext() == null ? "" : " " + wrong.getContext();
    if (source.text.startsWith("\t", index)) {
      problems.add(index, "a tab where YAML wants spaces", "indent with spaces");
      return;
    }
    problems.add(index, "not YAML: " + wrong.getProblem() + context, remedyFor(source, index));
  }

  /** A glob without quotes is YAML's alias, map or list: the mistake that everybody makes. */
  private static String remedyFor(SourceText source, int index) {
    int start = source.text.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
    int end = source.text.indexOf('\n', start);
    String line = source.text.substring(start, end < 0 ? source.text.length() : end);
    return line.indexOf('*') >= 0 || line.indexOf('{') >= 0
        ? "put globs in quotes: \"/srv/app/**/*.json\""
        : "";
  }

  private static int indexOf(SourceText source, Optional<Mark> mark) {
    return mark.isPresent() ? source.text.offsetByCodePoints(0, mark.get().getIndex()) : 0;
  }

  private int indexOf(Event event) {
    return indexOf(source, event.getStartMark());
  }

  private YamlNode document() throws ConfigurationException {
    YamlNode root = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart:
        case DocumentStart:
        case DocumentEnd:
        case StreamEnd:
          break;
        default:
          if (root != null) {
            problems.add(indexOf(event), "a second document", "a configuration is one document");
            problems.throwIfAny();
          }
          root = node(event, 0);
      }
    }
    return root == null ? YamlNode.scalar(0, "") : root;
  }

  /** The node that begins with {@code event}, its end consumed. */
  private YamlNode node(Event event, int level) throws ConfigurationException {
    int index = indexOf(event);
    refuseWhatGrows(event, index);
    if (level > MOST_LEVELS) {
      problems.add(index, "more than " + MOST_LEVELS + " levels deep");
      problems.throwIfAny();
    }
    switch (event.getEventId()) {
      case MappingStart:
        return YamlNode.map(index, children(Event.ID.MappingEnd, level));
      case SequenceStart:
        return YamlNode.list(index, children(Event.ID.SequenceEnd, level));
      default:
        return YamlNode.scalar(index, ((ScalarEvent) event).getValue());
    }
  }

  private List<YamlNode> children(Event.ID end, int level) throws ConfigurationException {
    List<YamlNode> children = new ArrayList<>();
    for (Event event = events.next(); event.getEventId() != end; event = events.next()) {
      children.add(node(event, level + 1));
    }
    return children;
  }

  private void refuseWhatGrows(Event event, int index) throws ConfigurationException {
    if (event.getEventId() == Event.ID.Alias) {
      problems.add(
          index,
          "an alias (*NAME)",
          "put globs in quotes: \"/srv/app/**/*.json\"; for values that rules share use 'defaults'");
    } else if (((NodeEvent) event).getAnchor().isPresent()) {
      problems.add(index, "an anchor (&NAME)", "for values that rules share use 'defaults'");
    } else if (tagOf(event).isPresent()) {
      problems.add(index, "a tag (!NAME)", "leave it out; texts may be put in quotes");
    }
    problems.throwIfAny();
  }

  private static Optional<String> tagOf(Event event) {
    return event instanceof ScalarEvent
        ? ((ScalarEvent) event).getTag()
        : ((CollectionStartEvent) event).getTag();
  }
}
