package dev.holdfast.core.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys and words of one map: known, once each, in their place. */
final class MapReader {
  private final Problems problems;
  private final Variables variables;

  MapReader(Problems problems, Variables variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /**
   * The values of {@code map} by their keys.
   *
   * @param what the map is, for messages
   */
  Map<Key, YamlNode> values(YamlNode map, Key.Place place, String what) {
    Map<Key, YamlNode> values = new HashMap<>();
    if (map.kind != YamlNode.Kind.MAP) {
      if (!map.isNothing(problems.source()) || place == Key.Place.RULE) {
        problems.add(map.index, what + " must be keys and values", allowed(place));
      }
      return values;
    }
    for (int i = 0; i < map.children.size(); i += 2) {
      YamlNode name = map.children.get(i);
      Key key = keyOrNull(name, place, what);
      if (key == null) {
        continue;
      }
      if (values.putIfAbsent(key, map.children.get(i + 1)) != null) {
        problems.add(name.index, "'" + key.text + "' is given twice", "leave one of them out");
      }
    }
    return values;
  }

  private Key keyOrNull(YamlNode name, Key.Place place, String what) {
    if (name.kind != YamlNode.Kind.SCALAR) {
      problems.add(name.index, "a key must be a word", allowed(place));
      return null;
    }
    Key key = Key.forTextOrNull(name.text);
    if (key == null) {
      problems.add(
          name.index,
          "unknown key '" + name.text + "' in " + what,
          Nearest.question(name.text, Key.textsAt(place)),
          allowed(place));
      return null;
    }
    if (!key.mayStand(place)) {
      problems.add(
          name.index,
          "'" + key.text + "' does not belong in " + what,
          "it stands " + key.place.words,
          allowed(place));
      return null;
    }
    return key;
  }

  private static String allowed(Key.Place place) {
    return "allowed: " + String.join(", ", Key.textsAt(place));
  }

  /** The word that {@code value} is for {@code key}; null if that's a problem, which is told. */
  String wordOrNull(Key key, YamlNode value) {
    if (value.kind != YamlNode.Kind.SCALAR) {
      problems.add(value.index, "'" + key.text + "' must be one word", allowed(key.words));
      return null;
    }
    if (value.isNothing(problems.source())) {
      problems.add(value.index, "'" + key.text + "' has no value", allowed(key.words));
      return null;
    }
    Variables.Text word = variables.textOrNull(value);
    if (word == null) {
      return null;
    }
    if (!key.words.contains(word.text)) {
      problems.add(
          value.index,
          "'" + word.text + "' is no value of '" + key.text + "'",
          Nearest.question(word.text, key.words),
          allowed(key.words));
      return null;
    }
    if (key.isLater(word.text)) { // it waits for its feature
      problems.add(
          value.index,
          "'" + key.text + ": " + word.text + "' is not yet supported by this version of Holdfast",
          "allowed now: " + String.join(", ", key.wordsNow()));
      return null;
    }
    return word.text;
  }

  static String allowed(List<String> words) {
    return "allowed: " + String.join(", ", words);
  }
}
