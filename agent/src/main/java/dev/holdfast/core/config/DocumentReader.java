package dev.holdfast.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A file's tree to a configuration; all that is wrong with it is told at once. */
final class DocumentReader {
  private static final String FORMATS = "this version of Holdfast reads format 1";

  private final SourceText source;
  private final Problems problems;
  private final Environment env;
  private final String file;
  private final String folder;
  private final MapReader maps;
  private final RuleReader rules;

  /**
   * @param file absolute and normalised; in its folder relative globs start
   */
  DocumentReader(SourceText source, Problems problems, Environment env, String file) {
    this.source = source;
    this.problems = problems;
    this.env = env;
    this.file = file;
    this.folder = file.substring(0, Math.max(1, file.lastIndexOf('/')));
    this.maps = new MapReader(problems, new Variables(env, problems));
    this.rules = new RuleReader(problems, env, folder);
  }

  Configuration read(YamlNode root) throws ConfigurationException {
    if (root.isNothing(source)) {
      problems.add(0, "the configuration is empty", "its first line is: holdfast: 1");
    } else {
      checkFormat(root);
    }
    problems.throwIfAny(); // the keys of another format may mean anything
    Map<Key, YamlNode> nodes = maps.values(root, Key.Place.FILE, "the configuration");
    Mode mode = word(Key.MODE, nodes, Mode.values());
    StartFailure onStartFailure = word(Key.ON_START_FAILURE, nodes, StartFailure.values());
    problems.onStartFailure(onStartFailure);
    Configuration.Verbosity verbosity = word(Key.QUIET, nodes, Configuration.Verbosity.values());
    Reload reload = word(Key.RELOAD, nodes, Reload.values());
    Jmx jmx = word(Key.JMX, nodes, Jmx.values());
    YamlNode logNode = nodes.get(Key.LOG);
    Log log =
        logNode == null
            ? Log.OFF
            : new LogReader(problems, new Variables(env, problems), folder).log(logNode);
    String stateFolder = stateFolderOrNull(nodes.get(Key.STATE_FOLDER));
    List<Rule> list = rules(root, nodes);
    problems.throwIfAny();
    return new Configuration(
        source.name,
        folder,
        file,
        mode,
        onStartFailure,
        verbosity,
        reload,
        jmx,
        log,
        stateFolder,
        Collections.unmodifiableList(list),
        new PathRules(env.startFolder(), list));
  }

  private String stateFolderOrNull(YamlNode node) {
    if (node == null) {
      return null;
    }
    if (node.kind != YamlNode.Kind.SCALAR || node.isNothing(source)) {
      problems.add(node.index, "'state-folder' names no folder", "write a path, or auto");
      return null;
    }
    Variables.Text text = new Variables(env, problems).textOrNull(node);
    return text == null || text.text.equals(Key.STATE_FOLDER.absent)
        ? null
        : PathText.absolute(folder, text.text);
  }

  private void checkFormat(YamlNode root) {
    if (root.kind != YamlNode.Kind.MAP) {
      problems.add(root.index, "a configuration must be keys and values", "begin with holdfast: 1");
      return;
    }
    for (int i = 0; i < root.children.size(); i += 2) {
      if (root.children.get(i).text.equals(Key.HOLDFAST.text)) {
        YamlNode value = root.children.get(i + 1);
        if (!value.text.equals(Key.HOLDFAST.words.get(0))) {
          String shown = value.text.isEmpty() ? "this" : "'" + value.text + "'";
          problems.add(value.index, shown + " is no format that is known", FORMATS);
        }
        return;
      }
    }
    problems.add(
        root.index, "'holdfast', the format version, is missing", FORMATS + ": holdfast: 1");
  }

  private <E> E word(Key key, Map<Key, YamlNode> nodes, E[] constants) {
    YamlNode node = nodes.get(key);
    String word = node == null ? key.absent : maps.wordOrNull(key, node);
    return constants[Math.max(0, key.words.indexOf(word))];
  }

  private List<Rule> rules(YamlNode root, Map<Key, YamlNode> nodes) {
    YamlNode defaultsNode = nodes.get(Key.DEFAULTS);
    RuleValues defaults =
        defaultsNode == null ? RuleValues.whenAbsent() : rules.defaults(defaultsNode);
    List<Rule> list = new ArrayList<>();
    YamlNode node = nodes.get(Key.RULES);
    String remedy = "write rules: [{paths: [\"/srv/app/data/**/*.json\"]}]";
    if (node == null) {
      problems.add(root.index, "'rules' is missing: nothing would be protected", remedy);
    } else if (node.isNothing(source)
        || (node.kind == YamlNode.Kind.LIST && node.children.isEmpty())) {
      problems.add(node.index, "'rules' is empty: nothing would be protected", remedy);
    } else if (node.kind != YamlNode.Kind.LIST) {
      problems.add(node.index, "'rules' must be a list", "begin each rule with '- '", remedy);
    } else {
      for (YamlNode rule : node.children) {
        list.add(rules.rule(rule, list.size() + 1, defaults));
      }
    }
    return list;
  }
}
