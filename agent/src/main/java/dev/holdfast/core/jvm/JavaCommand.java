package dev.holdfast.core.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a command line starts: {@code java [option...] main [argument...]}, as the launchers of 8 to
 * 25 read it.
 */
final class JavaCommand {
  /** Options whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      new HashSet<>(
          Arrays.asList(
              "-cp",
              "-classpath",
              "--class-path",
              "-p",
              "--module-path",
              "--upgrade-module-path",
              "--add-modules",
              "--limit-modules",
              "--add-exports",
              "--add-opens",
              "--add-reads",
              "--patch-module",
              "--enable-native-access",
              "--illegal-native-access",
              "--source"));

  private static final String OPTIONS_FILE = "-XX:VMOptionsFile=";

  private final ProcessFolder process;
  private final List<String> options = new ArrayList<>();
  private List<String> arguments = new ArrayList<>();
  private String main = "";

  /** {@code words}: the command line, the program itself first. */
  JavaCommand(List<String> words, ProcessFolder process) {
    this.process = process;
    String program = words.isEmpty() ? "" : fileName(words.get(0));
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    if (program.equals("java") || program.equals("javaw")) {
      readLauncher(new ArrayDeque<>(rest));
    } else {
      readOther(program, rest);
    }
  }

  private void readLauncher(Deque<String> words) {
    boolean hasFiles = true;
    while (!words.isEmpty() && main.isEmpty()) {
      String word = words.pop();
      if (hasFiles && word.startsWith("@")) {
        expand(word, words);
      } else if (word.equals("--disable-@files")) {
        hasFiles = false;
      } else if (!word.startsWith("-") || word.length() == 1) {
        main = word;
      } else if (word.equals("-jar") && !words.isEmpty()) {
        main = fileName(words.pop());
      } else if ((word.equals("-m") || word.equals("--module")) && !words.isEmpty()) {
        main = words.pop();
      } else if (word.startsWith("--module=")) {
        main = word.substring(word.indexOf('=') + 1);
      } else {
        addOption(word);
        if (WITH_VALUE.contains(word) && !words.isEmpty()) {
          options.add(words.pop());
        }
      }
    }
    if (main.endsWith(".java")) {
      main = fileName(main);
    }
    arguments = new ArrayList<>(words);
  }

  /** A tool of the JDK, which gives on what begins with -J, or a program with a JVM inside. */
  private void readOther(String program, List<String> words) {
    main = program;
    for (String word : words) {
      if (word.startsWith("-J")) {
        addOption(word.substring(2));
      } else {
        arguments.add(word);
        if (word.startsWith("-X") || word.startsWith("-D")) {
          addOption(word);
        }
      }
    }
  }

  /** A file that the launcher has read, and that may have gone since. */
  private void expand(String word, Deque<String> words) {
    String text = textOrNull(word.substring(1));
    if (text == null) {
      options.add(word);
      return;
    }
    List<String> read = ArgumentFile.ofFile(text);
    for (int i = read.size() - 1; i >= 0; i--) {
      words.push(read.get(i));
    }
  }

  private void addOption(String option) {
    String text =
        option.startsWith(OPTIONS_FILE)
            ? textOrNull(option.substring(OPTIONS_FILE.length()))
            : null;
    if (text == null) {
      options.add(option);
    } else {
      options.addAll(ArgumentFile.ofVariable(text));
    }
  }

  /** Null where the file can't be read, any more or from here. */
  private String textOrNull(String name) {
    Path file = process.resolve(name);
    try {
      return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), UTF_8) : null;
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** In their order, without those of the environment. */
  List<String> options() {
    return options;
  }

  /** The main class, the name of the jar or source file, or the module; never with a folder. */
  String main() {
    return main;
  }

  /** What the program was given. */
  List<String> arguments() {
    return arguments;
  }
}
